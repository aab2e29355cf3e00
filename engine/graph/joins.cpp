#include "engine/graph/joins.h"

namespace chancery::graph {

namespace {

// Nodes from which `target` can be reached backwards over flows and from boundary events to what they are attached to, never
// passing `join`.
std::vector<bool> nodes_reaching(const Process& process, FlowIndex target, NodeIndex join) {
  std::vector<bool> reached(process.nodes.size(), false);
  std::vector<NodeIndex> open{process.flows[target].source};
  while (!open.empty()) {
    const NodeIndex at = open.back();
    open.pop_back();
    if (at == kNone || at == join || reached[at]) continue;
    reached[at] = true;
    const Node& node = process.nodes[at];
    for (const FlowIndex f : node.incoming) open.push_back(process.flows[f].source);
    if (node.attached_to != kNone) open.push_back(node.attached_to);
  }
  return reached;
}

}  // namespace

void find_joins(Process& process) {
  for (NodeIndex i = 0; i < process.nodes.size(); ++i) {
    const Node& node = process.nodes[i];
    if (node.kind != ElementKind::kInclusiveGateway || node.incoming.size() < 2) continue;
    JoinReach reach;
    reach.join = i;
    for (const FlowIndex f : node.incoming) reach.from.push_back(nodes_reaching(process, f, i));
    process.joins.push_back(std::move(reach));
  }
}

}  // namespace chancery::graph
