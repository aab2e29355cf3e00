// Messages and signals that the case throws. Receivers in this case take them at once; those in other cases by a command of their
// own in the same transaction; start events begin new cases.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

// The name of the message or signal, evaluated in the scope when it is an expression. Error: runtime.bad-event-name {found}.
Result<std::string> name_of(const Execution& ex, const graph::EventSpec& event, InstanceId scope);
// `event` is a message or signal, a definition of the node at `place`. Error: runtime.too-many-buffered {message, limit}.
Result<void> throw_message(Execution& ex, const Place& place, const graph::EventSpec& event);
// The receivers in this case take it (all of them), those elsewhere get follow-up commands. Returns how many there are.
Result<std::size_t> deliver(Execution& ex, bool signal, const std::string& name, const std::string& key,
                            const Value& payload);

}  // namespace chancery::runtime::steps
