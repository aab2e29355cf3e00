// Flows: which way a token goes on.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

// The element is done at once and had no instance: says so and goes on. With an instance (inside a multi-instance body) it completes it.
Result<void> pass(Execution& ex, const Place& place);
// Takes the flows that leave the node; a compensation handler has none, its compensation goes on. An exclusive gateway takes the first true one, an inclusive gateway and an activity all
// that are true or unconditional; the default only when none is. Errors: runtime.no-flow {element}, runtime.condition-not-boolean.
Result<void> leave(Execution& ex, const Place& place);

}  // namespace chancery::runtime::steps
