// Calls: of builtins, of functions written in FEEL, and of those that others hand in (10.3.2.12 to 10.3.2.13).
#include <algorithm>

#include "engine/feel/evaluator.h"
#include "engine/feel/external.h"

namespace chancery::feel {
namespace {

std::vector<MessageParameter> limit_of(std::uint64_t limit) { return {{"limit", std::to_string(limit)}}; }

// Only what never looks inside may be done with a reference to personal data.
bool may_take_personal(std::string_view builtin) {
  return builtin == "is" || builtin == "list contains" || builtin == "append";
}

// Whether the argument is a list of one where the builtin wants its item.
bool is_list_for_item(const BuiltinShape& shape, std::size_t n, const Value& argument) {
  const bool takes_lists = shape.takes_lists[std::min(n, shape.takes_lists.size() - 1)];
  return argument.is_list() && !takes_lists && argument.as_list().size() == 1;
}

bool has_list_for_item(const BuiltinShape& shape, std::span<const Value> arguments) {
  for (std::size_t n = 0; n < arguments.size(); ++n) {
    if (is_list_for_item(shape, n, arguments[n])) return true;
  }
  return false;
}

const FunctionBody* body_of(const Value& function) {
  return function.kind() == ValueKind::kFunction ? function.as_function().get() : nullptr;
}

}  // namespace

Type Closure::type() const {
  Type type{TypeKind::kFunction, shape().types, {}};
  type.arguments.push_back(shape().result);
  return type;
}

Extent Closure::extent() const {
  Extent extent;
  for (const Value& value : captured) extent.contain(value.extent());
  for (const auto& [symbol, value] : variables) extent.contain(value.extent());
  return extent;
}

Value Evaluator::wrong_arguments(std::string_view function) {
  context_.report("feel.wrong-arguments", {{"function", std::string(function)}});
  return {};
}

Value Evaluator::call_builtin(const Instruction& i) {
  if (i.a == kNoArgument) return wrong_arguments(program_.texts[i.b]);
  List arguments;
  arguments.reserve(i.count);
  for (std::uint32_t n = 0; n < i.count; ++n) {
    arguments.push_back(child(i, n) == kNoArgument ? Value() : evaluate(child(i, n)));
  }
  return run_builtin(i.a, arguments);
}

Value Evaluator::run_builtin(std::uint32_t builtin, std::span<const Value> arguments) {
  const BuiltinShape& shape = builtins()[builtin];
  for (const Value& argument : arguments) charge(argument);
  if (context_.exhausted_) return {};
  const bool personal = std::any_of(arguments.begin(), arguments.end(), [](const Value& v) { return v.is_personal(); });
  if (personal && !may_take_personal(shape.row->name)) {
    context_.report("feel.personal-data", {{"operation", std::string(shape.row->name)}});
    return {};
  }
  List fitted;
  const std::size_t given = arguments.size();
  const bool is_short = !shape.variadic && given < shape.parameters.size();
  if (is_short || has_list_for_item(shape, arguments)) {
    fitted.assign(arguments.begin(), arguments.end());
    if (is_short) fitted.resize(shape.parameters.size());
    for (std::size_t n = 0; n < given; ++n) {
      if (is_list_for_item(shape, n, fitted[n])) fitted[n] = Value(fitted[n].as_list()[0]);
    }
    arguments = fitted;
  }
  Value result = shape.row->run({shape.row->name, arguments, given, context_, *this});
  if (result.is_list() && result.as_list().size() > context_.limits.list_items_max) {
    context_.report("feel.list-too-long", limit_of(context_.limits.list_items_max));
    return {};
  }
  if (result.is_text() && result.as_text().size() > context_.limits.text_bytes_max) {
    context_.report("feel.text-too-long", limit_of(context_.limits.text_bytes_max));
    return {};
  }
  return bounded(std::move(result));
}

Value Evaluator::call_value(const Instruction& i) {
  const Value callee = evaluate(child(i, 0));
  List arguments;
  arguments.reserve(i.count - 1);
  for (std::uint32_t n = 1; n < i.count; ++n) arguments.push_back(evaluate(child(i, n)));
  if (i.b == 0) return invoke(callee, arguments);
  return invoke_named(callee, std::span(program_.texts).subspan(i.a, i.b), arguments);
}

Value Evaluator::invoke_named(const Value& function, std::span<const std::string> names,
                              std::span<const Value> arguments) {
  const FunctionBody* body = body_of(function);
  const auto* closure = dynamic_cast<const Closure*>(body);
  const auto* host = dynamic_cast<const HostFunction*>(body);
  const auto* reference = dynamic_cast<const BuiltinReference*>(body);
  std::optional<std::uint32_t> builtin;
  if (reference != nullptr) {
    builtin = find_builtin(reference->name, std::vector<std::string>(names.begin(), names.end()));
    if (!builtin) return wrong_arguments(reference->name);
  }
  if (closure == nullptr && host == nullptr && !builtin) return invoke(function, arguments);
  const auto& parameters = closure != nullptr ? closure->shape().parameters
                           : host != nullptr  ? host->parameters
                                              : builtins()[*builtin].parameters;
  List ordered(parameters.size());
  for (std::size_t n = 0; n < names.size(); ++n) {
    const auto at = std::find(parameters.begin(), parameters.end(), names[n]);
    if (at == parameters.end()) return wrong_arguments(names[n]);
    ordered[static_cast<std::size_t>(at - parameters.begin())] = arguments[n];
  }
  return builtin ? run_builtin(*builtin, ordered) : invoke(function, ordered);
}

Value Evaluator::invoke(const Value& function, std::span<const Value> arguments) {
  const FunctionBody* body = body_of(function);
  if (const auto* closure = dynamic_cast<const Closure*>(body)) return invoke_closure(*closure, arguments);
  if (const auto* host = dynamic_cast<const HostFunction*>(body)) return invoke_host(*host, arguments);
  if (const auto* reference = dynamic_cast<const BuiltinReference*>(body)) {
    const auto builtin = find_builtin(reference->name, arguments.size());
    return builtin ? run_builtin(*builtin, arguments) : wrong_arguments(reference->name);
  }
  context_.report("feel.not-a-function", {{"found", std::string(kind_name(function.kind()))}});
  return {};
}

Value Evaluator::invoke_closure(const Closure& closure, std::span<const Value> arguments) {
  const FunctionShape& shape = closure.shape();
  if (arguments.size() != shape.parameters.size()) return wrong_arguments("function");
  LocalScope variables(&scope_);
  for (const auto& [symbol, value] : closure.variables) variables.set(symbol, value);
  Evaluator inner(closure.program, variables, context_, shape.frame_slots);
  for (std::uint32_t n = 0; n < closure.captured.size(); ++n) inner.frame_[n] = closure.captured[n];
  for (std::uint32_t n = 0; n < arguments.size(); ++n) {
    auto argument = coerce(arguments[n], shape.types[n]);
    if (!argument) return wrong_arguments(shape.parameters[n]);
    inner.frame_[shape.captured_slots + n] = std::move(*argument);
  }
  return inner.evaluate(shape.body);
}

Value Evaluator::invoke_host(const HostFunction& host, std::span<const Value> arguments) {
  if (arguments.size() != host.parameters.size()) return wrong_arguments(host.name);
  List coerced;
  coerced.reserve(arguments.size());
  for (std::size_t n = 0; n < arguments.size(); ++n) {
    auto argument = coerce(arguments[n], host.types[n]);
    if (!argument) return wrong_arguments(host.parameters[n]);
    coerced.push_back(std::move(*argument));
  }
  const Value answer = host.call(coerced, context_);
  auto result = coerce(answer, host.result);
  if (result) return bounded(std::move(*result));
  context_.report("feel.wrong-result", {{"function", host.name}, {"found", std::string(kind_name(answer.kind()))}});
  return {};
}

Value Evaluator::make_function(const Instruction& i) {
  const FunctionShape& shape = program_.functions[i.a];
  auto closure = std::make_shared<Closure>();
  closure->program = shared_;
  closure->function = i.a;
  closure->captured.assign(frame_.begin(), frame_.begin() + shape.captured_slots);
  for (const Symbol symbol : shape.symbols) {
    if (const Value* value = scope_.lookup(symbol)) closure->variables.emplace_back(symbol, *value);
  }
  return bounded(Value::function(std::move(closure)));
}

// 10.3.2.13.3: the mapping is a context; what it names is looked up in the table of external.h.
Value Evaluator::make_external(const Instruction& i) {
  const FunctionShape& shape = program_.functions[i.a];
  auto function = external_function(evaluate(shape.body), shape.parameters, shape.types);
  if (function) return Value::function(std::move(*function));
  context_.report("feel.external-function");
  return {};
}

Value call_function(const Value& function, std::span<const std::string> names, std::span<const Value> arguments,
                    EvaluationContext& context) {
  static const auto kNoProgram = std::make_shared<const Program>();
  const LocalScope nothing;
  Evaluator evaluator(kNoProgram, nothing, context, 0);
  return names.empty() ? evaluator.invoke(function, arguments) : evaluator.invoke_named(function, names, arguments);
}

}  // namespace chancery::feel
