// Decision tables: elements → DecisionTable.
#include <algorithm>

#include "engine/dmn/reader.h"

namespace chancery::dmn {

TableBox Reader::read_table(const xml::Element& element) {
  DecisionTable table;
  table.id = element.value("id");
  table.file = source_->file;
  table.line = element.position.line;
  table.column = element.position.column;
  read_hit_policy(element, table);
  for (const xml::Element* input : children(element, "input")) read_input(*input, table);
  for (const xml::Element* output : children(element, "output")) read_output(*output, table);
  const auto rules = children(element, "rule");
  const bool too_large = rules.size() > kRulesMax || table.inputs.size() + table.outputs.size() > kColumnsMax;
  if (too_large) {
    report(element, "dmn.table-too-large",
           {{"rules", std::to_string(kRulesMax)}, {"columns", std::to_string(kColumnsMax)}});
  } else {
    table.rules.reserve(rules.size());
    for (const xml::Element* rule : rules) read_rule(*rule, table);
    check_table(element, table);
  }
  const auto index = static_cast<std::uint32_t>(compiled_->tables.size());
  compiled_->tables.push_back(std::move(table));
  compiled_->tables_of[element_].push_back(index);
  return {index};
}

void Reader::read_hit_policy(const xml::Element& element, DecisionTable& table) {
  static constexpr std::pair<std::string_view, HitPolicy> kPolicies[] = {{"", HitPolicy::kUnique},
                                                                         {"UNIQUE", HitPolicy::kUnique},
                                                                         {"ANY", HitPolicy::kAny},
                                                                         {"FIRST", HitPolicy::kFirst},
                                                                         {"PRIORITY", HitPolicy::kPriority},
                                                                         {"COLLECT", HitPolicy::kCollect},
                                                                         {"RULE ORDER", HitPolicy::kRuleOrder},
                                                                         {"OUTPUT ORDER", HitPolicy::kOutputOrder}};
  static constexpr std::pair<std::string_view, Aggregation> kAggregations[] = {{"", Aggregation::kList},
                                                                               {"SUM", Aggregation::kSum},
                                                                               {"COUNT", Aggregation::kCount},
                                                                               {"MIN", Aggregation::kMin},
                                                                               {"MAX", Aggregation::kMax}};
  const std::string_view policy = element.value("hitPolicy"), aggregation = element.value("aggregation");
  const auto p =
      std::find_if(std::begin(kPolicies), std::end(kPolicies), [&](const auto& row) { return row.first == policy; });
  const auto a = std::find_if(std::begin(kAggregations), std::end(kAggregations),
                              [&](const auto& row) { return row.first == aggregation; });
  if (p == std::end(kPolicies)) {
    report(element, "dmn.unknown-hit-policy", {{"policy", std::string(policy)}});
  } else {
    table.hit_policy = p->second;
  }
  const bool is_collect = table.hit_policy == HitPolicy::kCollect;
  if (a == std::end(kAggregations)) {
    report(element, "dmn.unknown-aggregation", {{"aggregation", std::string(aggregation)}});
  } else if (is_collect) {
    table.aggregation = a->second;
  }
}

void Reader::read_input(const xml::Element& element, DecisionTable& table) {
  InputClause input;
  const xml::Element* holder = child(element, "inputExpression");
  const xml::Element* text = holder != nullptr ? text_of(*holder) : nullptr;
  if (text == nullptr || xml::trimmed(text->text).empty()) {
    report(element, "dmn.no-input-expression", {{"input", std::string(element.value("id"))}});
  } else {
    input.expression = expression(*holder);
    input.type = type_of(*holder);
    input.label =
        element.value("label").empty() ? std::string(xml::trimmed(text->text)) : std::string(element.value("label"));
  }
  if (const xml::Element* allowed = child(element, "inputValues")) input.allowed = unary_tests(*allowed);
  table.inputs.push_back(std::move(input));
}

void Reader::read_output(const xml::Element& element, DecisionTable& table) {
  OutputClause output;
  output.name = element.value("name");
  output.type = type_of(element);
  if (const xml::Element* values = child(element, "outputValues")) {
    output.allowed = unary_tests(*values);
    output.values = literal_values(*values);
  } else {
    output.values = compiled_->types.values(output.type);
  }
  if (const xml::Element* otherwise = child(element, "defaultOutputEntry")) {
    const xml::Element* text = text_of(*otherwise);
    if (text != nullptr && !xml::trimmed(text->text).empty()) output.default_value = expression(*otherwise);
  }
  table.outputs.push_back(std::move(output));
}

void Reader::read_rule(const xml::Element& element, DecisionTable& table) {
  Rule rule;
  rule.id = element.value("id");
  rule.line = element.position.line;
  rule.column = element.position.column;
  for (const xml::Element* entry : children(element, "inputEntry")) rule.tests.push_back(unary_tests(*entry));
  for (const xml::Element* entry : children(element, "outputEntry")) rule.outputs.push_back(expression(*entry));
  for (const xml::Element* entry : children(element, "annotationEntry")) {
    const xml::Element* text = text_of(*entry);
    const std::string_view words = text != nullptr ? xml::trimmed(text->text) : std::string_view();
    if (!words.empty()) rule.annotations.emplace_back(words);
  }
  if (rule.tests.size() != table.inputs.size() || rule.outputs.size() != table.outputs.size()) {
    report(element, "dmn.rule-size", {{"rule", std::to_string(table.rules.size() + 1)}});
  }
  table.rules.push_back(std::move(rule));
}

void Reader::check_table(const xml::Element& element, const DecisionTable& table) {
  if (table.outputs.empty()) report(element, "dmn.no-output");
  std::vector<std::string> names;
  for (const OutputClause& output : table.outputs) {
    const bool unnamed = table.outputs.size() > 1 && output.name.empty();
    const bool repeated = std::find(names.begin(), names.end(), output.name) != names.end();
    if (unnamed || repeated) report(element, "dmn.output-name", {{"name", output.name}});
    names.push_back(output.name);
  }
  if (table.outputs.size() > 1 && table.aggregation != Aggregation::kList) report(element, "dmn.aggregated-columns");
  const bool ranked = table.hit_policy == HitPolicy::kPriority || table.hit_policy == HitPolicy::kOutputOrder;
  const bool has_order =
      std::any_of(table.outputs.begin(), table.outputs.end(), [](const auto& o) { return !o.values.empty(); });
  if (ranked && !has_order) report(element, "dmn.no-output-values");
}
// The tests as a list of values; where they are no literals (a range, a comparison) there is no order of priority in them.
List Reader::literal_values(const xml::Element& values) {
  const xml::Element* text = text_of(values);
  if (text == nullptr) return {};
  const std::string list = "[" + std::string(xml::trimmed(text->text)) + "]";
  const feel::Expression compiled = feel::compile_expression(list, symbols_, options_at(*text)).expression;
  const Value* constant = compiled.constant();
  return constant != nullptr && constant->is_list() ? constant->as_list() : List();
}

}  // namespace chancery::dmn
