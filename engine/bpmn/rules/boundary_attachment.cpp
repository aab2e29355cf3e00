#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void boundary_attachment(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    if (node.kind != ElementKind::kBoundaryEvent) continue;
    const bool on_activity = node.attached_to && is_activity(category_of(process.nodes[*node.attached_to].kind));
    if (!on_activity) {
      findings.error("bpmn.boundary-not-attached", node.position,
                     {{"id", label_of(node)}, {"reference", node.attached_ref}});
    } else if (process.nodes[*node.attached_to].parent != node.parent) {
      findings.error("bpmn.boundary-across-border", node.position,
                     {{"id", label_of(node)}, {"reference", node.attached_ref}});
    }
  }
}

}  // namespace chancery::bpmn::rules
