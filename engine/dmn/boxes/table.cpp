// Decision table (clause 8): inputs, each computed once; rules that match; the hit policy.
#include <algorithm>

#include "engine/dmn/boxes/boxes.h"
#include "engine/dmn/hit_policies/policy.h"

namespace chancery::dmn {
namespace {

class TableRun {
 public:
  TableRun(const DecisionTable& table, const feel::Scope& scope, Run& run) : table_(table), scope_(scope), run_(run) {}

  Value value() {
    trace_.table_id = table_.id;
    Value value = read_inputs() ? result() : Value();
    run_.write_down(std::move(trace_));
    return value;
  }

 private:
  // False when one is not among its allowed values.
  bool read_inputs() {
    trace_.inputs.reserve(table_.inputs.size());
    for (const InputClause& input : table_.inputs) {
      Value value = input.expression.evaluate(scope_, run_.context());
      value = run_.coerce(value, input.type, input.label);
      const bool allowed =
          input.allowed.is_any() || value.is_null() || input.allowed.matches(value, scope_, run_.context());
      trace_.inputs.emplace_back(input.label, std::move(value));
      if (allowed) continue;
      run_.context().report("dmn.input-not-allowed", {{"decision", run_.owner()}, {"input", input.label}});
      return false;
    }
    return true;
  }

  Value result() {
    Hits hits{table_, run_.owner(), {}, run_.context()};
    for (std::size_t r = 0; r < table_.rules.size(); ++r) {
      const Rule& rule = table_.rules[r];
      if (!is_match(rule)) continue;
      hits.hits.push_back(hit(r));
      trace_.matched_rules.push_back(r + 1);
      trace_.matched_rule_ids.push_back(rule.id);
      trace_.annotations.insert(trace_.annotations.end(), rule.annotations.begin(), rule.annotations.end());
      if (table_.hit_policy == HitPolicy::kFirst) break;
    }
    return hits.hits.empty() ? without_match() : apply_hit_policy(hits);
  }

  bool is_match(const Rule& rule) {
    for (std::size_t i = 0; i < rule.tests.size(); ++i)
      if (!rule.tests[i].matches(trace_.inputs[i].second, scope_, run_.context())) return false;
    return true;
  }

  Hit hit(std::size_t rule) {
    Hit hit{rule, {}, {}};
    hit.outputs.reserve(table_.outputs.size());
    for (std::size_t i = 0; i < table_.outputs.size(); ++i)
      hit.outputs.push_back(output(i, table_.rules[rule].outputs[i]));
    hit.value = joined(hit.outputs);
    return hit;
  }

  Value output(std::size_t index, const feel::Expression& entry) {
    const OutputClause& clause = table_.outputs[index];
    Value value = run_.coerce(entry.evaluate(scope_, run_.context()), clause.type, clause.name);
    const bool allowed =
        clause.allowed.is_any() || value.is_null() || clause.allowed.matches(value, scope_, run_.context());
    if (allowed) return value;
    run_.context().report("dmn.output-not-allowed", {{"decision", run_.owner()}, {"output", clause.name}});
    return {};
  }

  Value without_match() {
    const auto& outputs = table_.outputs;
    const bool has_default =
        std::any_of(outputs.begin(), outputs.end(), [](const OutputClause& o) { return o.default_value.has_value(); });
    if (!has_default) return table_.aggregation == Aggregation::kCount ? Value::number(0) : Value();
    std::vector<Value> values;
    values.reserve(outputs.size());
    for (std::size_t i = 0; i < outputs.size(); ++i)
      values.push_back(outputs[i].default_value ? output(i, *outputs[i].default_value) : Value());
    return joined(values);
  }

  Value joined(const std::vector<Value>& outputs) const {
    if (outputs.size() == 1) return outputs[0];
    Context context;
    context.reserve(outputs.size());
    for (std::size_t i = 0; i < outputs.size(); ++i) context.set(table_.outputs[i].name, outputs[i]);
    return Value::context(std::move(context));
  }

  const DecisionTable& table_;
  const feel::Scope& scope_;
  Run& run_;
  TableTrace trace_;
};

}  // namespace

Value evaluate_form(const TableBox& box, const feel::Scope& scope, Run& run) {
  return TableRun(run.compiled().tables[box.table], scope, run).value();
}

}  // namespace chancery::dmn
