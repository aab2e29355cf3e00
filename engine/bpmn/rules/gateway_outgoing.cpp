#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void gateway_outgoing(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    if (category_of(node.kind) != Category::kGateway || !node.outgoing.empty()) continue;
    // A parallel gateway may be where tokens meet and end; all others have something to choose.
    if (node.kind == ElementKind::kParallelGateway) continue;
    findings.error("bpmn.gateway-without-outgoing", node.position, {{"id", label_of(node)}});
  }
}

}  // namespace chancery::bpmn::rules
