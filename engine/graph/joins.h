// The join pass: reachability tables of inclusive joins (see JoinReach).
#pragma once

#include "engine/graph/graph.h"

namespace chancery::graph {

void find_joins(Process& process);

}  // namespace chancery::graph
