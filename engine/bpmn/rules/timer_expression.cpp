#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void timer_expression(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    if (node.event.kind == EventKind::kTimer && node.event.timer_expression.empty()) {
      findings.error("bpmn.timer-without-expression", node.event.position, {{"id", label_of(node)}});
    }
  }
}

}  // namespace chancery::bpmn::rules
