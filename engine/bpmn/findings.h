// Findings: where the reader and the rules put what they find in one file; at most kMaxFindings of each severity.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/bpmn/model.h"

namespace chancery::bpmn {

class Findings {
 public:
  explicit Findings(std::string_view file) : file_(file) {}

  void error(std::string_view code, SourcePosition position, std::vector<MessageParameter> parameters = {}) {
    add(Severity::kError, code, position, std::move(parameters));
  }
  void warning(std::string_view code, SourcePosition position, std::vector<MessageParameter> parameters = {}) {
    add(Severity::kWarning, code, position, std::move(parameters));
  }
  // All findings in the order of the file; those of one place keep the order in which they came.
  std::vector<Diagnostic> take();

 private:
  void add(Severity severity, std::string_view code, SourcePosition position, std::vector<MessageParameter> parameters);

  std::string file_;
  std::vector<Diagnostic> found_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
};

// How a message names a node: its id, else its name in quotes, else its tag.
std::string label_of(const Node& node);
// How a message names a flow: its id, else "source → target".
std::string label_of(const Flow& flow);

}  // namespace chancery::bpmn
