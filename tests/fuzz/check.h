// Properties that targets check of every input. A broken one is thrown: under libFuzzer nobody catches it, which ends
// the run with the stack of the place; the replay reports it as a failed case.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/bytes.h"
#include "engine/base/diagnostic.h"
#include "engine/feel/feel.h"

namespace chancery::fuzz {

void require(bool holds, const std::string& what);

inline std::string_view as_text(BytesView bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

// How a finding tells its place. kText: line and column, lines end with LF. kXml: likewise, lines end with LF, CR LF or
// CR. kXmlLine: the line alone, for what stands in an attribute or behind an entity is longer or shorter than it is
// written.
enum class Place : unsigned char { kText, kXml, kXmlLine };

// Every finding has a code and stands in `file`, at a place that the text has.
void require_inside(std::string_view text, std::string_view file, const std::vector<Diagnostic>& diagnostics,
                    Place place);

// A tenth of what an evaluation may use, so that one input is tried in milliseconds. What takes long all the same is
// not counted by the engine as it should be.
feel::EvaluationLimits tight_limits();

// A value that an evaluation gave: within the limits, and writable as FEEL and JSON.
void require_sound(const Value& value, const feel::EvaluationLimits& limits);

}  // namespace chancery::fuzz
