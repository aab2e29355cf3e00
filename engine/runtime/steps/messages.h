// Messages and signals that the case throws. Receivers in this case take them at once; those in other cases by a command of their
// own in the same transaction; start events begin new cases.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

Result<void> throw_event(Execution& ex, const Place& place);
// The receivers in this case take it (all of them), those elsewhere get follow-up commands. Returns how many there are.
Result<std::size_t> deliver(Execution& ex, bool signal, const std::string& name, const std::string& key,
                            const Value& payload);

}  // namespace chancery::runtime::steps
