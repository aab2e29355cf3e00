#include "engine/bpmn/findings.h"

#include <algorithm>
#include <tuple>

#include "engine/bpmn/limits.h"

namespace chancery::bpmn {

void Findings::add(Severity severity, std::string_view code, SourcePosition position,
                   std::vector<MessageParameter> parameters) {
  std::size_t& count = severity == Severity::kError ? errors_ : warnings_;
  if (++count > kMaxFindings + 1) return;
  if (count > kMaxFindings) {
    code = "bpmn.limit-findings";
    parameters = {{"limit", std::to_string(kMaxFindings)}};
  }
  found_.push_back({file_, position.line, position.column, std::string(code), std::move(parameters), severity});
}

std::vector<Diagnostic> Findings::take() {
  std::stable_sort(found_.begin(), found_.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  return std::move(found_);
}

std::string label_of(const Node& node) {
  if (!node.id.empty()) return node.id;
  if (!node.name.empty()) return "\"" + node.name + "\"";
  return std::string(tag_of(node.kind));
}

std::string label_of(const Flow& flow) { return flow.id.empty() ? flow.source_ref + " → " + flow.target_ref : flow.id; }

}  // namespace chancery::bpmn
