// Catching: errors and escalations go from where they are thrown outward, scope by scope (BPMN 2.0.2, 10.5.6): first the event
// sub-processes of a scope, then the boundary events on it; in each, an event that names the code before one that names none.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

// Throws a modelled BPMN error from `scope` outward; `message` is what is said of it, or null. Error: runtime.uncaught-error {code}.
Result<void> throw_error(Execution& ex, InstanceId scope, std::string_view code, const Value& message);
// Throws an escalation from the place of a throwing event; one that nobody catches is no fault (10.5.6). `event` is the definition.
Result<void> throw_escalation(Execution& ex, const Place& place, const graph::EventSpec& event);

}  // namespace chancery::runtime::steps
