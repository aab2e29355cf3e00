// Joins: where tokens wait for each other, and the entrance of every node.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

// A token comes to a node: joins may hold it, a multi-instance activity opens its body, else the behavior begins.
Result<void> enter_node(Execution& ex, const Place& place);
// Lets those inclusive joins go on whose missing tokens cannot come any more (BPMN 2.0.2, 13.4.3), activates and resets complex gateways
// (13.4.5). Called when all else is quiet.
Result<void> try_joins(Execution& ex);

}  // namespace chancery::runtime::steps
