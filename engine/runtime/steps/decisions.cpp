#include "engine/runtime/steps/decisions.h"

#include <optional>

namespace chancery::runtime::steps {

Result<Decided> decide_decision(const Execution& ex, const dmn::Element& decision, const feel::Scope& names) {
  feel::EvaluationContext context(*ex.world().zones, ex.at());
  dmn::Evaluation evaluation = ex.program().decisions->evaluate(decision, names, context);
  // Inputs may be absent and make null of an expression; what a table itself cannot answer is a fault.
  for (const Diagnostic& d : context.diagnostics())
    if (d.code.starts_with("dmn."))
      return invalid("runtime.decision-failed", {{"decision", decision.id}, {"reason", d.code}});
  Decided out;
  out.value = std::move(evaluation.value);
  for (const dmn::TableTrace& table : evaluation.traces.back().tables)
    for (const std::size_t rule : table.matched_rules) out.rules.push_back(static_cast<std::uint32_t>(rule));
  return out;
}

namespace {

constexpr const char* kMappingNames[] = {"", "singleEntry", "singleResult", "collectEntries", "resultList"};

Error bad_result(const graph::Node& node, const List& rows) {
  return invalid("runtime.bad-decision-result",
                 {{"element", node.id},
                  {"mapping", kMappingNames[static_cast<std::size_t>(node.decision->mapping)]},
                  {"rows", std::to_string(rows.size())}});
}

// A row without the entries that are null.
Value entries_of(const Value& row) {
  if (!row.is_context()) return row;
  Context out;
  for (const auto& entry : row.as_context())
    if (!entry.value.is_null()) out.set(entry.name, entry.value);
  return Value::context(std::move(out));
}

// The name of the one entry that rows have, "" when they have none; nothing when they differ.
std::optional<std::string> one_name(const List& rows) {
  std::string name;
  for (const Value& row : rows) {
    if (!row.is_context()) continue;
    for (const auto& entry : row.as_context()) {
      if (!name.empty() && entry.name != name) return std::nullopt;
      name = entry.name;
    }
  }
  return name;
}

}  // namespace

Result<Value> map_result(const graph::Node& node, Value value) {
  using Mapping = graph::ResultMapping;
  const Mapping mapping = node.decision->mapping;
  if (mapping == Mapping::kValue) return value;
  List rows;
  if (value.is_list()) {
    rows.reserve(value.as_list().size());
    for (const Value& row : value.as_list()) rows.push_back(entries_of(row));
  } else if (!value.is_null()) {
    rows.push_back(entries_of(value));
  }
  if (mapping == Mapping::kResultList) return Value::list(std::move(rows));
  if (mapping != Mapping::kCollectEntries && rows.size() > 1) return bad_result(node, rows);
  if (mapping == Mapping::kSingleResult) return rows.empty() ? Value() : rows.front();
  const auto name = one_name(rows);
  if (!name) return bad_result(node, rows);
  List entries;
  entries.reserve(rows.size());
  for (const Value& row : rows) {
    if (!row.is_context())
      entries.push_back(row);
    else if (const Value* entry = row.as_context().find(*name))
      entries.push_back(*entry);
  }
  if (mapping == Mapping::kCollectEntries) return Value::list(std::move(entries));
  return entries.empty() ? Value() : entries.front();
}

}  // namespace chancery::runtime::steps
