#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void boundary_incoming(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    if (node.kind == ElementKind::kBoundaryEvent && !node.incoming.empty()) {
      findings.error("bpmn.boundary-incoming", process.flows[node.incoming.front()].position, {{"id", label_of(node)}});
    }
  }
}

}  // namespace chancery::bpmn::rules
