#include "engine/graph/graph.h"

namespace chancery::graph {

NodeIndex Process::find(std::string_view element_id) const {
  for (NodeIndex i = 0; i < nodes.size(); ++i)
    if (nodes[i].id == element_id) return i;
  return kNone;
}

const JoinReach* Process::reach_of(NodeIndex join) const {
  for (const JoinReach& reach : joins)
    if (reach.join == join) return &reach;
  return nullptr;
}

}  // namespace chancery::graph
