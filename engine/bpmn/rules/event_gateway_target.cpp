#include <algorithm>

#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

namespace {

bool waits_for_an_event(const Node& node) {
  return node.kind == ElementKind::kIntermediateCatchEvent || node.kind == ElementKind::kReceiveTask;
}

// BPMN 2.0.2, 10.6.6: the gateway waits, not the task; nothing would arm the boundary event.
bool has_boundary(const Process& process, Index node) {
  return std::any_of(process.nodes.begin(), process.nodes.end(),
                     [node](const Node& other) { return other.attached_to == node; });
}

}  // namespace

void event_gateway_target(const Process& process, Findings& findings) {
  for (const Node& gateway : process.nodes) {
    if (gateway.kind != ElementKind::kEventBasedGateway) continue;
    for (const Index flow : gateway.outgoing) {
      if (!process.flows[flow].target) continue;
      const Node& target = process.nodes[*process.flows[flow].target];
      const std::vector<MessageParameter> who = {{"id", label_of(gateway)}, {"target", label_of(target)}};
      if (!waits_for_an_event(target)) {
        findings.error("bpmn.event-gateway-target", process.flows[flow].position, who);
      } else if (target.incoming.size() > 1) {
        findings.error("bpmn.event-gateway-target-shared", target.position, who);
      } else if (has_boundary(process, *process.flows[flow].target)) {
        findings.error("bpmn.event-gateway-target-boundary", target.position, who);
      }
    }
  }
}

}  // namespace chancery::bpmn::rules
