#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void start_events(const Process& process, Findings& findings) {
  const Node* none_start = nullptr;
  bool any = false;
  for (const Node& node : process.nodes) {
    any = any || node.instantiate;
    if (node.kind != ElementKind::kStartEvent || node.parent) continue;
    any = true;
    if (node.event.kind != EventKind::kNone) continue;
    if (none_start) {
      findings.error("bpmn.several-starts", node.position, {{"id", label_of(node)}, {"other", label_of(*none_start)}});
    }
    none_start = &node;
  }
  if (!any) findings.error("bpmn.no-start-event", process.position, {{"id", process.id}});
}

}  // namespace chancery::bpmn::rules
