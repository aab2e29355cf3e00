#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void decision_reference(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    if (!node.decision || !node.decision->decision.empty()) continue;
    if (node.implementation.kind != Implementation::Kind::kNone) continue;  // done by an outside worker
    findings.error("bpmn.decision-missing", node.position, {{"id", label_of(node)}});
  }
}

}  // namespace chancery::bpmn::rules
