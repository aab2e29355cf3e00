#include "engine/graph/graph.h"

#include <algorithm>

namespace chancery::graph {

Input::Input(NestedInput nested) : nested_(std::make_shared<const NestedInput>(std::move(nested))), present_(true) {}

bool Input::is_strict() const {
  if (nested_ == nullptr) return computed_ && expression_.is_strict();
  return std::any_of(nested_->items.begin(), nested_->items.end(), [](const Input& item) { return item.is_strict(); });
}

Value Input::evaluate_nested(const feel::Scope& scope, feel::EvaluationContext& context) const {
  List list;
  list.reserve(nested_->items.size());
  for (const Input& item : nested_->items) list.push_back(item.evaluate(scope, context));
  if (nested_->is_list) return Value::list(std::move(list));
  Context map;
  for (std::size_t i = 0; i < list.size(); ++i) map.set(nested_->keys[i], std::move(list[i]));
  return Value::context(std::move(map));
}

NodeIndex Process::find(std::string_view element_id) const {
  for (NodeIndex i = 0; i < nodes.size(); ++i)
    if (nodes[i].id == element_id) return i;
  return kNone;
}

const JoinReach* Process::reach_of(NodeIndex join) const {
  for (const JoinReach& reach : joins)
    if (reach.join == join) return &reach;
  return nullptr;
}

}  // namespace chancery::graph
