#include "engine/dmn/functions.h"

#include "engine/feel/external.h"

namespace chancery::dmn {
namespace {

class ModelFunction : public feel::HostFunction {
 public:
  explicit ModelFunction(Run& run) : compiled_(run.shared()), record_(run.record()) {}

 protected:
  // Called after its evaluation, perhaps by several threads, it has nothing to write into.
  Run run(feel::EvaluationContext& context) const {
    return {compiled_, context, record_->is_open ? record_ : std::make_shared<Record>(Record{false, {}, {}, 0, 0})};
  }
  const Compiled& compiled() const { return *compiled_; }
  void declare(const Parameter& parameter) {
    parameters.push_back(parameter.name);
    types.push_back(compiled_->types.feel_type(parameter.type));
  }

 private:
  std::shared_ptr<const Compiled> compiled_;
  std::shared_ptr<Record> record_;
};

// None when an argument is not of its type: the function is not called then.
std::optional<std::vector<Argument>> conforming(Run& run, const std::vector<Parameter>& parameters,
                                                std::span<const Value> values) {
  std::vector<Argument> arguments;
  arguments.reserve(parameters.size());
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    auto value = run.conform(values[i], parameters[i].type, parameters[i].name);
    if (!value) return std::nullopt;
    arguments.push_back({parameters[i].symbol, std::move(*value)});
  }
  return arguments;
}

class KnowledgeFunction final : public ModelFunction {
 public:
  KnowledgeFunction(Run& run, ElementIndex element) : ModelFunction(run), element_(element) {
    name = shape().name;
    for (const Parameter& parameter : shape().parameters) declare(parameter);
    result = compiled().types.feel_type(shape().result);
  }
  Value call(std::span<const Value> arguments, feel::EvaluationContext& context) const override {
    Run now = run(context);
    const auto given = conforming(now, shape().parameters, arguments);
    if (!given) return {};
    Frame frame(compiled().logic[element_].island_slots, nullptr);
    return now.apply(element_, *given, frame);
  }

 private:
  const FunctionShape& shape() const { return compiled().functions[compiled().logic[element_].function]; }
  ElementIndex element_;
};

class ServiceFunction final : public ModelFunction {
 public:
  ServiceFunction(Run& run, ElementIndex element) : ModelFunction(run), element_(element) {
    name = compiled().elements[element].name;
    for (const ElementIndex parameter : logic().parameters)
      declare({compiled().elements[parameter].name, 0, compiled().logic[parameter].type});
    result = compiled().types.feel_type(compiled().types.result_of(logic().type));
  }
  Value call(std::span<const Value> arguments, feel::EvaluationContext& context) const override {
    Run now = run(context);
    Frame frame(logic().island_slots, nullptr);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      const Logic& parameter = compiled().logic[logic().parameters[i]];
      auto value = now.conform(arguments[i], parameter.type, parameters[i]);
      if (!value) return {};
      frame.values[parameter.slot] = std::move(*value);
      frame.states[parameter.slot] = Frame::State::kKnown;
    }
    return now.serve(element_, frame);
  }

 private:
  const Logic& logic() const { return compiled().logic[element_]; }
  ElementIndex element_;
};

class BoxedFunction final : public ModelFunction {
 public:
  BoxedFunction(Run& run, std::uint32_t function, const feel::Scope& scope) : ModelFunction(run), function_(function) {
    for (const Parameter& parameter : shape().parameters) declare(parameter);
    result = compiled().types.feel_type(shape().result);
    for (const feel::Symbol symbol : shape().captured)
      if (const Value* value = scope.lookup(symbol)) captured_.push_back({symbol, *value});
  }
  Value call(std::span<const Value> arguments, feel::EvaluationContext& context) const override {
    Run now = run(context);
    const auto given = conforming(now, shape().parameters, arguments);
    if (!given) return {};
    feel::LocalScope scope;
    for (const Argument& variable : captured_) scope.set(variable.symbol, variable.value);
    for (const Argument& argument : *given) scope.set(argument.symbol, argument.value);
    return now.coerce(now.evaluate(shape().body, scope), shape().result, shape().name);
  }

 private:
  const FunctionShape& shape() const { return compiled().functions[function_]; }
  std::uint32_t function_;
  std::vector<Argument> captured_;
};

// 10.3.2.13.3: the body of a function of kind Java is the context that says where it is, with or without the entry `java`.
Value external(Run& run, const FunctionShape& shape, const feel::Scope& scope) {
  Value mapping = run.evaluate(shape.body, scope);
  if (mapping.get("java").is_null()) {
    Context outer;
    outer.set("java", std::move(mapping));
    mapping = Value::context(std::move(outer));
  }
  std::vector<std::string> names;
  std::vector<feel::Type> types;
  for (const Parameter& parameter : shape.parameters) {
    names.push_back(parameter.name);
    types.push_back(run.compiled().types.feel_type(parameter.type));
  }
  auto found =
      shape.external == "Java" ? feel::external_function(mapping, std::move(names), std::move(types)) : std::nullopt;
  if (found) return Value::function(std::move(*found));
  run.context().report("feel.external-function");
  return {};
}

}  // namespace

Value element_function(Run& run, ElementIndex element) {
  const Compiled& compiled = run.compiled();
  if (compiled.elements[element].kind == ElementKind::kKnowledge) {
    const FunctionShape& shape = compiled.functions[compiled.logic[element].function];
    if (!shape.external.empty()) return external(run, shape, feel::LocalScope());
  }
  if (compiled.elements[element].kind == ElementKind::kService)
    return Value::function(std::make_shared<const ServiceFunction>(run, element));
  return Value::function(std::make_shared<const KnowledgeFunction>(run, element));
}

Value boxed_function(Run& run, std::uint32_t function, const feel::Scope& scope) {
  const FunctionShape& shape = run.compiled().functions[function];
  if (!shape.external.empty()) return external(run, shape, scope);
  return Value::function(std::make_shared<const BoxedFunction>(run, function, scope));
}

}  // namespace chancery::dmn
