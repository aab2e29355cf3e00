#include <string>
#include <vector>

#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

namespace {

bool is_embedded(const Node& node) {
  return (node.kind == ElementKind::kSubProcess || node.kind == ElementKind::kTransaction) && !node.triggered_by_event;
}

}  // namespace

void sub_process_start(const Process& process, Findings& findings) {
  std::vector<std::size_t> starts(process.nodes.size(), 0);
  for (const Node& node : process.nodes) {
    if (node.kind != ElementKind::kStartEvent || !node.parent) continue;
    const Node& scope = process.nodes[*node.parent];
    ++starts[*node.parent];
    // BPMN 2.0.2, 10.5.2: an embedded sub-process is entered by its flow, so nothing else may trigger its start.
    if (is_embedded(scope) && node.event.kind != EventKind::kNone) {
      findings.error("bpmn.sub-process-start-event", node.position,
                     {{"id", label_of(node)}, {"scope", label_of(scope)}});
    }
  }
  for (std::size_t i = 0; i < process.nodes.size(); ++i) {
    const Node& scope = process.nodes[i];
    if (!is_embedded(scope) || starts[i] == 1) continue;
    findings.error("bpmn.sub-process-start", scope.position,
                   {{"id", label_of(scope)}, {"count", std::to_string(starts[i])}});
  }
}

}  // namespace chancery::bpmn::rules
