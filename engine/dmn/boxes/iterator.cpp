// For, some and every (10.2.1.11 to 10.2.1.13), with the meaning of their namesakes in FEEL.
#include "engine/dmn/boxes/boxes.h"

namespace chancery::dmn {
namespace {

class VariableScope : public feel::Scope {
 public:
  VariableScope(const IteratorBox& box, const feel::Scope& outer) : box_(box), outer_(outer) {}
  const Value* lookup(feel::Symbol symbol) const override {
    if (symbol == box_.variable) return &variable;
    if (symbol == box_.partial && box_.reads_partial) return &partial;
    return outer_.lookup(symbol);
  }
  Value variable;
  Value partial;

 private:
  const IteratorBox& box_;
  const feel::Scope& outer_;
};

Value all_results(const IteratorBox& box, const List& items, VariableScope& names, Run& run) {
  List results;
  results.reserve(items.size());
  for (const Value& item : items) {
    if (!run.context().spend(box.reads_partial ? 1 + results.size() : 1)) return {};
    names.variable = item;
    if (box.reads_partial) names.partial = Value::list(results);
    results.push_back(run.evaluate(box.body, names));
  }
  return Value::list(std::move(results));
}

Value quantified(const IteratorBox& box, const List& items, VariableScope& names, Run& run) {
  const bool is_some = box.kind == Iteration::kSome;
  bool unknown = false;
  for (const Value& item : items) {
    if (!run.context().spend(1)) return {};
    names.variable = item;
    const Value holds = run.evaluate(box.body, names);
    if (holds.is_bool() && holds.as_bool() == is_some) return Value(is_some);
    unknown = unknown || !holds.is_bool();
  }
  return unknown ? Value() : Value(!is_some);
}

}  // namespace

Value evaluate_form(const IteratorBox& box, const feel::Scope& scope, Run& run) {
  feel::LocalScope domain;
  domain.set(box.domain, run.evaluate(box.in, scope));
  const Value items = box.spread.evaluate(domain, run.context());
  if (!items.is_list()) return {};
  VariableScope names(box, scope);
  return box.kind == Iteration::kFor ? all_results(box, items.as_list(), names, run)
                                     : quantified(box, items.as_list(), names, run);
}

}  // namespace chancery::dmn
