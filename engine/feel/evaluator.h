// Evaluator: walks a Program for one evaluation. Lives on the stack of Expression::evaluate; holds the frame of locals. Every
// step is counted against the limits of the context; when they are used up everything that follows is null.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/feel/builtins/registry.h"
#include "engine/feel/function.h"
#include "engine/feel/program.h"

namespace chancery::feel {

// A function value made by `function(…) …`: its program, and what it saw where it was defined.
class Closure : public TypedFunction {
 public:
  Type type() const override;
  Extent extent() const override;
  const FunctionShape& shape() const { return program->functions[function]; }
  std::shared_ptr<const Program> program;
  std::uint32_t function = 0;
  std::vector<Value> captured;
  std::vector<std::pair<Symbol, Value>> variables;
};

// A builtin used as a value: sort(list, before).
class BuiltinReference : public TypedFunction {
 public:
  explicit BuiltinReference(std::string_view builtin) : name(builtin) {}
  Type type() const override { return {TypeKind::kFunction, {}, {}}; }
  std::string_view name;
};

class Evaluator : public Invoker {
 public:
  Evaluator(const std::shared_ptr<const Program>& program, const Scope& scope, EvaluationContext& context,
            std::size_t slots);
  Value evaluate(std::uint32_t index);
  void set_slot(std::uint32_t slot, Value value) { frame_[slot] = std::move(value); }
  Value invoke(const Value& function, std::span<const Value> arguments) override;
  Value invoke_named(const Value& function, std::span<const std::string> names, std::span<const Value> arguments);
  bool spend(std::uint64_t steps) override;

 private:
  Value dispatch(const Instruction& i);
  Value variable(const Instruction& i);
  Value item_name(const Instruction& i);
  Value filter(const Instruction& i);
  Value call_builtin(const Instruction& i);
  Value run_builtin(std::uint32_t builtin, std::span<const Value> arguments);
  Value call_value(const Instruction& i);
  Value invoke_closure(const Closure& closure, std::span<const Value> arguments);
  Value invoke_host(const HostFunction& host, std::span<const Value> arguments);
  Value wrong_arguments(std::string_view function);
  Value for_loop(const Instruction& i);
  Value quantified(const Instruction& i);
  Value make_function(const Instruction& i);
  Value make_external(const Instruction& i);
  Value zoned(const Instruction& i);
  Value make_context(const Instruction& i);
  Value make_list(const Instruction& i);
  Value make_range(const Instruction& i);
  Value logical(const Instruction& i);
  Value comparison(const Instruction& i);
  Value between(const Instruction& i);
  Value in(const Instruction& i);
  Value any_test(const Instruction& i, std::uint32_t first);
  Value test(const Instruction& i);
  Value dialect(const Instruction& i);

  // Tells the diagnostics that have just arisen where the instruction stands.
  void place(std::uint32_t index);
  // The value, or null with a complaint when it is made of too many.
  Value bounded(Value value);
  // Counts what touching a whole value costs: its items, or a step for every few bytes of text.
  void charge(const Value& value);
  void charge_comparison(const Value& left, const Value& right);
  // Calls `body` for every combination of the domains; `body` says whether to go on. False when a domain is no list.
  template <class Body>
  bool iterate(const Instruction& i, std::uint32_t domain, const Body& body, bool* go_on);
  std::optional<Value> domain_items(std::uint32_t index);  // a list
  // The operand without a copy where it stands in a constant, a slot or the scope; otherwise evaluated into `kept`.
  const Value& operand(std::uint32_t index, Value& kept);
  const Value& child_operand(const Instruction& i, std::uint32_t n, Value& kept);
  std::uint32_t child(const Instruction& i, std::uint32_t n) const { return program_.children[i.first + n]; }

  const std::shared_ptr<const Program>& shared_;
  const Program& program_;
  const Scope& scope_;
  EvaluationContext& context_;
  std::vector<Value> frame_;
};

}  // namespace chancery::feel
