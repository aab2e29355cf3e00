#include "engine/runtime/steps/variables.h"

#include <algorithm>

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

const Value* find_variable(const Program& program, const Instance& instance, std::string_view name) {
  const auto symbol = program.symbols.find(name);
  for (const Variable& v : instance.variables)
    if (v.is(symbol, name)) return &v.value;
  return nullptr;
}

Result<void> assign_variable(Execution& ex, InstanceId from, std::string_view name, Value value) {
  for (InstanceId at = from;; at = ex.instance(at).scope) {
    const Instance& i = ex.instance(at);
    if (i.ordinal == 0 || find_variable(ex.program(), i, name) != nullptr)
      return set_variable(ex, at, name, std::move(value));
  }
}

Result<void> assign_all(Execution& ex, InstanceId from, const Value& variables) {
  if (!variables.is_context()) return {};
  for (const auto& entry : variables.as_context()) TRY_VOID(assign_variable(ex, from, entry.name, entry.value));
  return {};
}

Result<void> take_payload(Execution& ex, InstanceId scope, std::uint32_t process, graph::NodeIndex event,
                          const Value& payload) {
  if (!payload.is_context()) return {};
  TRY_VOID(assign_variable(ex, scope, ex.process(process).nodes[event].id, payload));
  if (ex.program().bindings[process][event].in_workflow) return {};
  return assign_all(ex, scope, payload);
}

Value variable(const Execution& ex, InstanceId scope, std::string_view name) {
  const Value* found = find_variable(ex.program(), ex.instance(scope), name);
  return found == nullptr ? Value() : *found;
}

std::vector<std::pair<std::string, Value>> visible_variables(const Execution& ex, InstanceId from, bool local) {
  std::vector<std::pair<std::string, Value>> out;
  for (InstanceId at = from;; at = ex.instance(at).scope) {
    const Instance& i = ex.instance(at);
    for (const Variable& v : i.variables)
      out.emplace_back(v.symbol == kUnnamed ? std::string(v.own_name()) : ex.program().symbols.name(v.symbol), v.value);
    if (i.ordinal == 0 || local) break;
  }
  std::reverse(out.begin(), out.end());
  return out;
}

Value evaluate_inputs(const Execution& ex, const std::vector<graph::NamedInput>& inputs, InstanceId scope) {
  Context out;
  const CaseScope names = ex.scope_of(scope);
  for (const graph::NamedInput& input : inputs) {
    feel::EvaluationContext context(*ex.world().zones, ex.at());
    out.set(input.name, input.input.evaluate(names, context));
  }
  return Value::context(std::move(out));
}

Value work_inputs(const Execution& ex, const graph::Node& node, InstanceId scope) {
  if (node.parameters == nullptr) return evaluate_inputs(ex, node.service->inputs, scope);
  Context out;
  for (const graph::NamedInput& input : node.parameters->inputs) out.set(input.name, variable(ex, scope, input.name));
  return Value::context(std::move(out));
}

Result<void> take_inputs(Execution& ex, const graph::Node& node, InstanceId instance) {
  if (node.parameters == nullptr) return {};
  for (const graph::NamedInput& input : node.parameters->inputs)
    TRY_VOID(set_variable(ex, instance, input.name, ex.evaluate(input.input, instance)));
  return {};
}

Result<void> give_outputs(Execution& ex, const graph::Node& node, InstanceId instance) {
  if (node.parameters == nullptr) return {};
  const InstanceId around = ex.instance(instance).scope;
  for (const graph::NamedInput& output : node.parameters->outputs)
    TRY_VOID(assign_variable(ex, around, output.name, ex.evaluate(output.input, instance)));
  return {};
}

}  // namespace chancery::runtime::steps
