#include <algorithm>
#include <string>

#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

// BPMN 2.0.2, 10.3.5: an event sub-process has no flows, and exactly one start event, which is its trigger.
void event_sub_process(const Process& process, Findings& findings) {
  for (std::size_t i = 0; i < process.nodes.size(); ++i) {
    const Node& node = process.nodes[i];
    if (!node.triggered_by_event) continue;
    const auto starts = std::count_if(process.nodes.begin(), process.nodes.end(), [&](const Node& inside) {
      return inside.kind == ElementKind::kStartEvent && inside.parent == static_cast<Index>(i);
    });
    if (starts != 1)
      findings.error("bpmn.sub-process-start", node.position,
                     {{"id", label_of(node)}, {"count", std::to_string(starts)}});
    if (!node.incoming.empty() || !node.outgoing.empty())
      findings.error("bpmn.event-sub-process-flow", node.position, {{"id", label_of(node)}});
    if (node.multi_instance || node.standard_loop)
      findings.error("bpmn.event-sub-process-loop", node.position, {{"id", label_of(node)}});
  }
}

}  // namespace chancery::bpmn::rules
