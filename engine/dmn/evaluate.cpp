#include <algorithm>

#include "engine/dmn/hit_policies/policy.h"
#include "engine/dmn/model.h"

namespace chancery::dmn {
namespace {

Value joined(const DecisionTable& table, const std::vector<Value>& outputs) {
  if (table.outputs.size() == 1) return outputs[0];
  Context context;
  for (std::size_t i = 0; i < outputs.size(); ++i) context.set(table.outputs[i].name, outputs[i]);
  return Value::context(std::move(context));
}

Value without_match(const DecisionTable& table, const feel::Scope& scope, feel::EvaluationContext& context) {
  const bool has_default = std::any_of(table.outputs.begin(), table.outputs.end(),
                                       [](const OutputClause& o) { return o.default_value.has_value(); });
  if (!has_default) return table.aggregation == Aggregation::kCount ? Value::number(0) : Value();
  std::vector<Value> outputs;
  for (const OutputClause& output : table.outputs) {
    outputs.push_back(output.default_value ? output.default_value->evaluate(scope, context) : Value());
  }
  return joined(table, outputs);
}

// The inputs, each computed once; false when one is not among its allowed values.
bool read_inputs(const Decision& decision, const feel::Scope& scope, feel::EvaluationContext& context,
                 DecisionTrace& trace) {
  for (const InputClause& input : decision.table->inputs) {
    Value value = input.expression.evaluate(scope, context);
    const bool allowed = input.allowed.is_any() || value.is_null() || input.allowed.matches(value, scope, context);
    trace.inputs.emplace_back(input.label, std::move(value));
    if (allowed) continue;
    context.report("dmn.input-not-allowed", {{"decision", decision.id}, {"input", input.label}});
    return false;
  }
  return true;
}

bool is_match(const Rule& rule, const DecisionTrace& trace, const feel::Scope& scope,
              feel::EvaluationContext& context) {
  for (std::size_t i = 0; i < rule.tests.size(); ++i) {
    if (!rule.tests[i].matches(trace.inputs[i].second, scope, context)) return false;
  }
  return true;
}

Value take_table(const Decision& decision, const feel::Scope& scope, feel::EvaluationContext& context,
                 DecisionTrace& trace) {
  const DecisionTable& table = *decision.table;
  if (!read_inputs(decision, scope, context, trace)) return {};
  Hits hits{table, decision.id, {}, context};
  for (std::size_t r = 0; r < table.rules.size(); ++r) {
    const Rule& rule = table.rules[r];
    if (!is_match(rule, trace, scope, context)) continue;
    Hit hit{r, {}, {}};
    for (const feel::Expression& output : rule.outputs) hit.outputs.push_back(output.evaluate(scope, context));
    hit.value = joined(table, hit.outputs);
    hits.hits.push_back(std::move(hit));
    trace.matched_rules.push_back(r + 1);
    trace.matched_rule_ids.push_back(rule.id);
    if (table.hit_policy == HitPolicy::kFirst) break;
  }
  return hits.hits.empty() ? without_match(table, scope, context) : apply_hit_policy(hits);
}

}  // namespace

const Decision* DecisionModel::find(std::string_view decision_id) const {
  const auto found = std::find_if(decisions_.begin(), decisions_.end(),
                                  [&](const Decision& d) { return d.id == decision_id && !d.is_knowledge; });
  return found == decisions_.end() ? nullptr : &*found;
}

const Decision* DecisionModel::find_by_name(std::string_view decision_name) const {
  const auto found = std::find_if(decisions_.begin(), decisions_.end(),
                                  [&](const Decision& d) { return d.name == decision_name && !d.is_knowledge; });
  return found == decisions_.end() ? nullptr : &*found;
}

Evaluation DecisionModel::evaluate(const Decision& decision, const feel::Scope& scope,
                                   feel::EvaluationContext& context) const {
  CHANCERY_ASSERT(&decision >= decisions_.data() && &decision < decisions_.data() + decisions_.size());
  Evaluation result;
  feel::LocalScope known(&scope);
  const auto take = [&](const Decision& next) {
    DecisionTrace trace{next.id, {}, {}, {}, {}};
    trace.value = next.table ? take_table(next, known, context, trace) : next.literal.evaluate(known, context);
    known.set(next.symbol, trace.value);
    if (!next.is_knowledge) result.traces.push_back(std::move(trace));
  };
  for (const std::uint32_t index : decision.order) take(decisions_[index]);
  take(decision);
  result.value = result.traces.back().value;
  return result;
}

}  // namespace chancery::dmn
