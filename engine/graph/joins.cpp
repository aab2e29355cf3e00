#include "engine/graph/joins.h"

namespace chancery::graph {

namespace {

// Nodes from which `target` can be reached: backwards over flows, from boundary events to what they are attached to and from link to
// link, never passing `join`.
std::vector<bool> nodes_reaching(const Process& process, FlowIndex target, NodeIndex join,
                                 const std::vector<NodeIndex>& links) {
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
    for (const NodeIndex link : links)
      if (process.nodes[link].link_target == at) open.push_back(link);
  }
  return reached;
}

}  // namespace

void find_joins(Process& process) {
  std::vector<NodeIndex> links;
  for (NodeIndex i = 0; i < process.nodes.size(); ++i)
    if (process.nodes[i].link_target != kNone) links.push_back(i);
  for (NodeIndex i = 0; i < process.nodes.size(); ++i) {
    const Node& node = process.nodes[i];
    const bool joins = node.kind == ElementKind::kInclusiveGateway || node.kind == ElementKind::kComplexGateway;
    if (!joins || node.incoming.size() < 2) continue;
    JoinReach reach;
    reach.join = i;
    for (const FlowIndex f : node.incoming) reach.from.push_back(nodes_reaching(process, f, i, links));
    process.joins.push_back(std::move(reach));
  }
}

}  // namespace chancery::graph
