// Flows: which way a token goes on.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

// The element is done at once and had no instance: says so and goes on. With an instance (inside a multi-instance body) it completes it.
Result<void> pass(Execution& ex, const Place& place);
// Takes the flows that leave the node; a compensation handler has none, its compensation goes on. An exclusive gateway takes the first true one, an inclusive gateway and an activity all
// that are true or unconditional; the default only when none is. Errors: runtime.no-flow {element}, runtime.condition-not-boolean.
Result<void> leave(Execution& ex, const Place& place);

// The flows that leave a complex gateway, when it is activated or reset (13.4.5): those whose condition holds, else the default one. `names` are
// read by the conditions. A flow without condition is taken at the activation only: there is nothing that could say at the reset that a
// second token is meant. Errors as leave; at a reset it is no fault that none is taken.
Result<void> leave_complex(Execution& ex, const Place& place, const feel::Scope& names, bool waiting_for_start);

}  // namespace chancery::runtime::steps
