#include "engine/bpmn/entries.h"
#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

// BPMN 2.0.2, 10.3.4 and 10.6.6: what begins a process stands in the process itself, has no incoming flow and names its message; a gateway
// that waits for all of its events must begin one.
void instantiating(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    const std::vector<MessageParameter> who = {{"id", label_of(node)}};
    if (node.parallel_events && !node.instantiate) findings.error("bpmn.parallel-events", node.position, who);
    if (!node.instantiate) continue;
    if (node.parent) findings.error("bpmn.instantiate-inside", node.position, who);
    if (!node.incoming.empty())
      findings.error("bpmn.instantiate-incoming", process.flows[node.incoming.front()].position, who);
    if (node.kind == ElementKind::kReceiveTask && node.event.kind != EventKind::kMessage)
      findings.error("bpmn.instantiate-without-message", node.position, who);
  }
}

}  // namespace chancery::bpmn::rules
