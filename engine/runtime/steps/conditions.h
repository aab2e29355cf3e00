// Conditional events (BPMN 2.0.2, 10.5.5): met when their condition becomes true; it must have been false before it is met again. They are
// looked at when they begin to wait and whenever a variable of the case has changed; one that names a variable only when that one has. A condition that is not boolean, or reads a name that
// is not there, is false.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

bool condition_holds(const Execution& ex, const graph::EventSpec& event, InstanceId instance);
// Looks at every condition that the case waits for, in the order in which they began to wait.
Result<void> look_at_conditions(Execution& ex, const std::vector<Execution::Change>& changes);

}  // namespace chancery::runtime::steps
