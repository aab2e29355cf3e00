// Where tokens begin without a start event: shared by the rules here and by graph.
#pragma once

#include <optional>

#include "engine/bpmn/model.h"

namespace chancery::bpmn {

// An activity of an ad-hoc sub-process to which no flow leads (BPMN 2.0.2, 13.3.5: it is enabled when the sub-process begins).
inline bool begins_ad_hoc(const Process& process, const Node& node) {
  return node.parent && process.nodes[*node.parent].ad_hoc && node.incoming.empty() && !node.triggered_by_event &&
         !node.is_for_compensation && is_activity(category_of(node.kind));
}

// A receive task whose message begins a process (BPMN 2.0.2, 10.3.4: instantiate).
inline bool is_instantiating_task(const Node& node) {
  return node.kind == ElementKind::kReceiveTask && node.instantiate && !node.parent;
}

// The event-based gateway that begins a process by this one of its events (10.6.6: instantiate); none when there is none.
inline std::optional<Index> instantiating_gateway(const Process& process, const Node& event) {
  for (const Index flow : event.incoming) {
    const std::optional<Index> source = process.flows[flow].source;
    if (!source) continue;
    const Node& gateway = process.nodes[*source];
    if (gateway.kind == ElementKind::kEventBasedGateway && gateway.instantiate && !gateway.parent) return source;
  }
  return std::nullopt;
}

}  // namespace chancery::bpmn
