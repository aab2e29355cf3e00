#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void timer_expression(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    for (const EventDefinition& event : node.events) {
      if (event.kind == EventKind::kTimer && event.timer_expression.empty())
        findings.error("bpmn.timer-without-expression", event.position, {{"id", label_of(node)}});
    }
  }
}

}  // namespace chancery::bpmn::rules
