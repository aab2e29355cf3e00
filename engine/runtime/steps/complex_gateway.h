// Complex gateways with several incoming flows (BPMN 2.0.2, 13.4.5): activated as soon as their condition says that the tokens are enough, reset
// when none of the others can come any more.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

// A token comes; it may be the one that was wanting.
Result<void> arrive_complex(Execution& ex, const Place& place);
// Activates or resets the gateway if it is time; false when nothing was done.
Result<bool> try_complex(Execution& ex, const graph::JoinReach& reach, InstanceId scope, std::uint32_t process);

}  // namespace chancery::runtime::steps
