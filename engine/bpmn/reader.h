// BPMN 2.0 XML to the model, with every fault of the file at once.
//
// Reading is followed by the structural rules (rules/). A model with an error must not be compiled; warnings may be
// shown. Never opens what an import or a schema location names. Called by package and by tests.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/bytes.h"
#include "engine/base/diagnostic.h"
#include "engine/bpmn/model.h"

namespace chancery::bpmn {

// Whether a model is to be deployed, or stands already: what was admitted once is not refused by a rule that came later.
enum class Admission : std::uint8_t { kNew, kStands };

struct ReadResult {
  // Present whenever the file is XML with a BPMN <definitions>; it may have faults all the same.
  std::optional<Definitions> definitions;
  std::vector<Diagnostic> diagnostics;  // in the order of the file

  bool has_errors() const;
};

// file_name stands in diagnostics only. Errors: xml.* and bpmn.* of config/locale.
ReadResult read_bpmn(std::string_view file_name, BytesView bytes, Admission admission = Admission::kNew);

}  // namespace chancery::bpmn
