#include "engine/dmn/reader.h"

#include <algorithm>

namespace chancery::dmn {
namespace {

// DMN 1.1, 1.2, 1.3, 1.4, 1.5.
constexpr std::string_view kNamespaces[] = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/"};

bool is_feel(std::string_view language) {
  return language.empty() || language == "feel" || language == "FEEL" ||
         language.find("/FEEL") != std::string_view::npos;
}

std::string variable_name(const xml::Element& element, const xml::Element* variable) {
  const std::string_view name = variable != nullptr ? variable->value("name") : std::string_view();
  return std::string(name.empty() ? element.value("name") : name);
}

}  // namespace

std::vector<const xml::Element*> Reader::children(const xml::Element& element, std::string_view name) const {
  std::vector<const xml::Element*> found;
  for (const xml::Element& c : element.children) {
    if (c.ns == ns_ && c.name == name) found.push_back(&c);
  }
  return found;
}

void Reader::report(const xml::Element& at, std::string code, std::vector<MessageParameter> parameters) {
  diagnostics_.push_back({file_, at.position.line, at.position.column, std::move(code), std::move(parameters)});
}

void Reader::take(std::vector<Diagnostic> diagnostics) {
  for (Diagnostic& d : diagnostics) diagnostics_.push_back(std::move(d));
}

feel::CompileOptions Reader::options_at(const xml::Element& text) const {
  feel::CompileOptions options;
  options.file = file_;
  options.line = text.text_position.line;
  options.column = text.text_position.column;
  options.known_names = known_names_;
  return options;
}

bool Reader::check_language(const xml::Element& holder) {
  if (is_feel(holder.value("expressionLanguage"))) return true;
  report(holder, "dmn.unknown-language", {{"language", std::string(holder.value("expressionLanguage"))}});
  return false;
}

// A blank text is null. The prefix stands before the text without moving its place in the file.
feel::Expression Reader::expression(const xml::Element& holder, std::string_view prefix, std::string_view suffix) {
  const xml::Element* text = text_of(holder);
  if (!check_language(holder) || text == nullptr || xml::trimmed(text->text).empty()) return {};
  feel::CompileOptions options = options_at(*text);
  options.column -= static_cast<int>(prefix.size());
  const std::string whole = std::string(prefix).append(xml::trimmed(text->text)).append(suffix);
  feel::CompileResult compiled = feel::compile_expression(whole, symbols_, options);
  take(std::move(compiled.diagnostics));
  return compiled.expression;
}

// A blank cell matches everything, as `-`.
feel::UnaryTests Reader::unary_tests(const xml::Element& holder) {
  const xml::Element* text = text_of(holder);
  if (!check_language(holder) || text == nullptr || xml::trimmed(text->text).empty()) return {};
  feel::UnaryTestsResult compiled = feel::compile_unary_tests(xml::trimmed(text->text), symbols_, options_at(*text));
  take(std::move(compiled.diagnostics));
  return compiled.tests;
}

ModelResult Reader::read(const xml::Element& root) {
  ns_ = root.ns;
  const bool known = std::find(std::begin(kNamespaces), std::end(kNamespaces), ns_) != std::end(kNamespaces);
  if (!known || root.name != "definitions") {
    report(root, "dmn.not-dmn", {{"namespace", ns_}, {"element", root.name}});
    return {std::nullopt, std::move(diagnostics_)};
  }
  model_.name_ = root.value("name");
  learn_names(root);
  std::vector<const xml::Element*> sources;
  for (const xml::Element& element : root.children) {
    if (element.ns != ns_) continue;
    const std::size_t before = model_.decisions_.size();
    if (element.name == "decision") read_decision(element);
    if (element.name == "businessKnowledgeModel") read_knowledge(element);
    if (model_.decisions_.size() > before) sources.push_back(&element);
  }
  for (std::size_t i = 0; i < sources.size(); ++i) read_requirements(*sources[i], i);
  if (model_.decisions_.empty() && diagnostics_.empty()) report(root, "dmn.no-decision");
  if (model_.decisions_.size() > kDecisionsMax)
    report(root, "dmn.too-many-decisions", {{"limit", std::to_string(kDecisionsMax)}});
  if (diagnostics_.empty()) order_decisions();
  if (!diagnostics_.empty()) return {std::nullopt, std::move(diagnostics_)};
  return {std::move(model_), {}};
}

// Names come before texts: a text may use what is declared further down.
void Reader::learn_names(const xml::Element& root) {
  for (const xml::Element& element : root.children) {
    if (element.ns != ns_) continue;
    const bool is_input = element.name == "inputData";
    if (is_input) inputs_[std::string(element.value("id"))] = true;
    if (is_input || element.name == "decision" || element.name == "businessKnowledgeModel") {
      known_names_.push_back(variable_name(element, child(element, "variable")));
      symbols_.intern(known_names_.back());
    }
    std::vector<const xml::Element*> pending;
    if (element.name == "itemDefinition") pending.push_back(&element);
    while (!pending.empty()) {
      const xml::Element* item = pending.back();
      pending.pop_back();
      for (const xml::Element* component : children(*item, "itemComponent")) {
        known_names_.emplace_back(component->value("name"));
        pending.push_back(component);
      }
    }
  }
}

std::optional<Decision> Reader::begin_decision(const xml::Element& element) {
  Decision decision;
  decision.id = element.value("id");
  decision.name = variable_name(element, child(element, "variable"));
  if (decision.id.empty()) decision.id = decision.name;
  if (decision.name.empty()) {
    report(element, "dmn.no-name", {{"element", element.name}});
    return std::nullopt;
  }
  if (!by_id_.emplace(decision.id, static_cast<std::uint32_t>(model_.decisions_.size())).second) {
    report(element, "dmn.duplicate-id", {{"id", decision.id}});
    return std::nullopt;
  }
  decision.symbol = symbols_.intern(decision.name);
  return decision;
}

void Reader::read_decision(const xml::Element& element) {
  auto decision = begin_decision(element);
  if (!decision) return;
  if (const xml::Element* table = child(element, "decisionTable")) {
    read_table(*table, decision->table.emplace());
  } else if (const xml::Element* literal = child(element, "literalExpression")) {
    decision->literal = expression(*literal);
  } else {
    report(element, "dmn.no-logic", {{"decision", decision->id}});
  }
  model_.decisions_.push_back(std::move(*decision));
}

// A business knowledge model is a FEEL function of its formal parameters (8.2.8, 10.4).
void Reader::read_knowledge(const xml::Element& element) {
  auto decision = begin_decision(element);
  if (!decision) return;
  decision->is_knowledge = true;
  const xml::Element* logic = child(element, "encapsulatedLogic");
  const xml::Element* literal = logic != nullptr ? child(*logic, "literalExpression") : nullptr;
  if (literal == nullptr) {
    report(element, "dmn.no-logic", {{"decision", decision->id}});
  } else {
    std::string prefix = "function(";
    for (const xml::Element* parameter : children(*logic, "formalParameter")) {
      prefix += (prefix.back() == '(' ? "" : ", ") + std::string(parameter->value("name"));
    }
    decision->literal = expression(*literal, prefix + ") ");
  }
  model_.decisions_.push_back(std::move(*decision));
}

void Reader::read_table(const xml::Element& element, DecisionTable& table) {
  read_hit_policy(element, table);
  for (const xml::Element* input : children(element, "input")) read_input(*input, table);
  for (const xml::Element* output : children(element, "output")) read_output(*output, table);
  const auto rules = children(element, "rule");
  const bool too_large = rules.size() > kRulesMax || table.inputs.size() + table.outputs.size() > kColumnsMax;
  if (too_large) {
    report(element, "dmn.table-too-large",
           {{"rules", std::to_string(kRulesMax)}, {"columns", std::to_string(kColumnsMax)}});
    return;
  }
  for (const xml::Element* rule : rules) read_rule(*rule, table);
  check_table(element, table);
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
    input.label =
        element.value("label").empty() ? std::string(xml::trimmed(text->text)) : std::string(element.value("label"));
  }
  if (const xml::Element* allowed = child(element, "inputValues")) input.allowed = unary_tests(*allowed);
  table.inputs.push_back(std::move(input));
}

void Reader::read_output(const xml::Element& element, DecisionTable& table) {
  OutputClause output;
  output.name = element.value("name");
  if (const xml::Element* values = child(element, "outputValues")) {
    // The values as a list; where they are no literals (a range, a comparison) there is no order of priority in them.
    const feel::Expression list = expression(*values, "[", "]");
    const Value* constant = list.constant();
    if (constant != nullptr && constant->is_list()) output.values = constant->as_list();
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
  for (const xml::Element* entry : children(element, "inputEntry")) rule.tests.push_back(unary_tests(*entry));
  for (const xml::Element* entry : children(element, "outputEntry")) rule.outputs.push_back(expression(*entry));
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

void Reader::read_requirements(const xml::Element& element, std::size_t decision) {
  requires_.resize(model_.decisions_.size());
  for (const xml::Element& requirement : element.children) {
    for (const xml::Element& target : requirement.children) {
      const bool is_input = target.name == "requiredInput";
      if (target.ns != ns_ || (!is_input && target.name != "requiredDecision" && target.name != "requiredKnowledge"))
        continue;
      const std::string_view href = target.value("href");
      const std::string_view id = href.substr(href.find('#') + 1);
      const auto found = by_id_.find(id);
      if (is_input && inputs_.count(id) > 0) continue;
      if (is_input || found == by_id_.end()) {
        report(target, "dmn.unknown-requirement", {{"href", std::string(href)}});
      } else {
        requires_[decision].push_back(found->second);
      }
    }
  }
}

// Depth first; 1 on the path, 2 done. False on a circle.
bool Reader::visit(std::size_t index, std::vector<char>& state, std::vector<std::uint32_t>& order) {
  state[index] = 1;
  for (const std::uint32_t next : requires_[index]) {
    if (state[next] == 1) return false;
    if (state[next] == 0 && !visit(next, state, order)) return false;
  }
  state[index] = 2;
  order.push_back(static_cast<std::uint32_t>(index));
  return true;
}

void Reader::order_decisions() {
  for (std::size_t i = 0; i < model_.decisions_.size(); ++i) {
    std::vector<char> state(model_.decisions_.size(), 0);
    std::vector<std::uint32_t> order;
    if (!visit(i, state, order)) {
      diagnostics_.push_back({file_, 0, 0, "dmn.circle", {{"decision", model_.decisions_[i].id}}});
      return;
    }
    order.pop_back();  // itself
    model_.decisions_[i].order = std::move(order);
  }
}

ModelResult compile_model(std::string_view file_name, BytesView bytes, feel::SymbolTable& symbols) {
  xml::ParseResult parsed = xml::parse(file_name, bytes);
  if (!parsed.root) return {std::nullopt, std::move(parsed.diagnostics)};
  return Reader(file_name, symbols).read(*parsed.root);
}

}  // namespace chancery::dmn
