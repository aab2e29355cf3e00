#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void end_outgoing(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    if (node.kind == ElementKind::kEndEvent && !node.outgoing.empty()) {
      findings.error("bpmn.end-outgoing", process.flows[node.outgoing.front()].position, {{"id", label_of(node)}});
    }
  }
}

}  // namespace chancery::bpmn::rules
