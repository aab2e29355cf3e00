#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

// BPMN 2.0.2, 10.6.5: where several flows come together, the condition says which tokens are enough.
void complex_gateway(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    const bool joins = node.kind == ElementKind::kComplexGateway && node.incoming.size() > 1;
    if (joins && (!node.activation_condition || node.activation_condition->empty()))
      findings.error("bpmn.activation-condition-missing", node.position, {{"id", label_of(node)}});
  }
}

}  // namespace chancery::bpmn::rules
