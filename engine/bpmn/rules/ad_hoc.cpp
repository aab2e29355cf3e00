#include <vector>

#include "engine/bpmn/entries.h"
#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

// BPMN 2.0.2, 10.3.5: an ad-hoc sub-process has activities, and neither start nor end events; those without incoming flow begin.
void ad_hoc(const Process& process, Findings& findings) {
  std::vector<bool> begins(process.nodes.size(), false);
  for (const Node& node : process.nodes) {
    if (!node.parent || !process.nodes[*node.parent].ad_hoc) continue;
    if (node.kind == ElementKind::kStartEvent || node.kind == ElementKind::kEndEvent)
      findings.error("bpmn.ad-hoc-event", node.position,
                     {{"id", label_of(node)}, {"scope", label_of(process.nodes[*node.parent])}});
    if (begins_ad_hoc(process, node)) begins[*node.parent] = true;
  }
  for (std::size_t i = 0; i < process.nodes.size(); ++i)
    if (process.nodes[i].ad_hoc && !begins[i])
      findings.error("bpmn.ad-hoc-empty", process.nodes[i].position, {{"id", label_of(process.nodes[i])}});
}

}  // namespace chancery::bpmn::rules
