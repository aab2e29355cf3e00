#include "engine/runtime/steps/variables.h"

#include "engine/value/codec.h"

namespace chancery::runtime::steps {

Result<void> set_variable(Execution& ex, InstanceId scope, std::string_view name, Value value) {
  if (!is_encodable(value)) return invalid("runtime.value-not-storable", {{"name", std::string(name)}});
  if (value.heap_bytes() > kVariableBytesMax)
    return too_large("runtime.value-too-large",
                     {{"name", std::string(name)}, {"limit", std::to_string(kVariableBytesMax)}});
  ex.emit(journal::VariableSet{scope, std::string(name), std::move(value)});
  return {};
}

InstanceId process_around(const Execution& ex, InstanceId instance) {
  InstanceId at = instance;
  while (ex.instance(at).ordinal != 0) at = ex.instance(at).scope;
  return at;
}

namespace {

const Variable* find(const Execution& ex, const Instance& i, std::string_view name) {
  const auto symbol = ex.program().symbols.find(name);
  for (const Variable& v : i.variables)
    if (symbol ? v.symbol == *symbol : (v.symbol == kUnnamed && v.name == name)) return &v;
  return nullptr;
}

}  // namespace

Result<void> assign_variable(Execution& ex, InstanceId from, std::string_view name, Value value) {
  for (InstanceId at = from;; at = ex.instance(at).scope) {
    const Instance& i = ex.instance(at);
    if (i.ordinal == 0 || find(ex, i, name) != nullptr) return set_variable(ex, at, name, std::move(value));
  }
}

Result<void> assign_all(Execution& ex, InstanceId from, const Value& variables) {
  if (!variables.is_context()) return {};
  for (const auto& entry : variables.as_context()) TRY_VOID(assign_variable(ex, from, entry.name, entry.value));
  return {};
}

Value variable(const Execution& ex, InstanceId scope, std::string_view name) {
  const Variable* found = find(ex, ex.instance(scope), name);
  return found == nullptr ? Value() : found->value;
}

Value evaluate_inputs(const Execution& ex, const std::vector<graph::NamedInput>& inputs, InstanceId scope) {
  Context out;
  for (const graph::NamedInput& input : inputs) out.set(input.name, ex.evaluate(input.input, scope));
  return Value::context(std::move(out));
}

}  // namespace chancery::runtime::steps
