// Variables: where a value is set and how it is read by name outside of expressions.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

// Sets it in exactly this scope. Errors: runtime.value-too-large {name, limit}, runtime.value-not-storable {name} (a function).
Result<void> set_variable(Execution& ex, InstanceId scope, std::string_view name, Value value);
// Sets it where it is already visible, else in the process around (what a finished task or service does).
Result<void> assign_variable(Execution& ex, InstanceId from, std::string_view name, Value value);
// Every entry of a context as a variable (bare processes, conformance).
Result<void> assign_all(Execution& ex, InstanceId from, const Value& variables);
// What came with a message or signal: a variable of the event's id. In bare processes each of its entries is a variable besides, as in
// the engines whose models they are.
Result<void> take_payload(Execution& ex, InstanceId scope, std::uint32_t process, graph::NodeIndex event,
                          const Value& payload);
// The variable of that name in exactly this instance; null pointer when there is none.
const Value* find_variable(const Program& program, const Instance& instance, std::string_view name);
// The variable of that name in exactly this scope; null when there is none.
Value variable(const Execution& ex, InstanceId scope, std::string_view name);
InstanceId process_around(const Execution& ex, InstanceId instance);
// Every variable that is seen from `from`, up to its process, by name; the outer ones first. `local`: only those of `from` itself.
std::vector<std::pair<std::string, Value>> visible_variables(const Execution& ex, InstanceId from, bool local);
// Evaluates named inputs to a context.
Value evaluate_inputs(const Execution& ex, const std::vector<graph::NamedInput>& inputs, InstanceId scope);
// What the work of a service task is given: its inputs, or the variables that they have become.
Value work_inputs(const Execution& ex, const graph::Node& node, InstanceId scope);
// The inputs of an activity become variables of its instance, the outputs are set around it. Errors as set_variable.
Result<void> take_inputs(Execution& ex, const graph::Node& node, InstanceId instance);
Result<void> give_outputs(Execution& ex, const graph::Node& node, InstanceId instance);

}  // namespace chancery::runtime::steps
