// business_rule_task (BPMN 2.0.2, 10.3.3.5): a DMN decision over the variables, of its value what the mapping says into the result
// variable; the matched rules stand in the event. Without a decision it is worked like a service task.
#include <algorithm>

#include "engine/base/excerpt.h"
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/decisions.h"
#include "engine/runtime/steps/flows.h"
#include "engine/runtime/steps/variables.h"

namespace chancery::runtime::behaviors {

namespace {

// The id of the decision: the one of the model, or the candidate that the expression names now.
Result<std::string> decision_of(const Execution& ex, const graph::Node& node, InstanceId scope) {
  const graph::Reference& reference = node.decision->decision;
  if (reference.is_fixed()) return reference.id;
  const Value chosen = ex.evaluate(reference.chosen, scope);
  const auto& candidates = reference.candidates;
  const bool named =
      chosen.is_text() && ex.program().find_decision(chosen.as_text()) != nullptr &&
      (candidates.empty() || std::find(candidates.begin(), candidates.end(), chosen.as_text()) != candidates.end());
  if (named) return std::string(chosen.as_text());
  return invalid("runtime.not-a-candidate", {{"element", node.id}, {"found", excerpt(feel::to_text(chosen))}});
}

}  // namespace

Result<void> business_rule_task(Execution& ex, const Place& place) {
  const graph::Node& node = ex.node(place);
  if (!node.decision) return service_task(ex, place);
  const NodeBinding& binding = ex.binding(place);
  const InstanceId scope = place.instance ? place.instance : place.scope;
  const std::string id = TRY(decision_of(ex, node, scope));
  const dmn::Element* decision = binding.decision != nullptr ? binding.decision : ex.program().find_decision(id);
  if (decision == nullptr) return invalid("runtime.unknown-decision", {{"element", node.id}, {"decision", id}});
  steps::Decided decided = TRY(steps::decide_decision(ex, *decision, ex.scope_of(scope)));
  Value value = TRY(steps::map_result(node, std::move(decided.value)));
  ex.emit(journal::DecisionEvaluated{node.ordinal, id, std::move(decided.rules)});
  if (!binding.variable.empty()) TRY_VOID(steps::assign_variable(ex, scope, binding.variable, std::move(value)));
  return steps::pass(ex, place);
}

}  // namespace chancery::runtime::behaviors
