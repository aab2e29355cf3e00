// Diagnostic: one fault found in a declarative text (BPMN, DMN, FEEL, JSON), with its place. Compile steps collect a whole
// list of them and never stop at the first. Like Error it names a catalogue message by code and holds no prose.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"

namespace chancery {

// An error stops a deployment, a warning does not.
enum class Severity : unsigned char { kError, kWarning };

struct Diagnostic {
  std::string file;  // name inside the package; empty for an expression that stands alone
  int line = 0;      // from 1; 0 when the whole file is meant
  int column = 0;    // from 1, in characters as the reader of that text counts them; 0 when the whole line is meant
  std::string code;  // key of the message catalogue, "module.what-happened"
  std::vector<MessageParameter> parameters;
  Severity severity = Severity::kError;
  bool operator==(const Diagnostic&) const = default;
};

}  // namespace chancery
