// business_rule_task (BPMN 2.0.2, 10.3.3.5): a DMN decision over the variables, its value into the result variable; the matched rules
// stand in the event. Without a decision it is worked like a service task.
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/decisions.h"
#include "engine/runtime/steps/flows.h"
#include "engine/runtime/steps/variables.h"

namespace chancery::runtime::behaviors {

Result<void> business_rule_task(Execution& ex, const Place& place) {
  const graph::Node& node = ex.node(place);
  if (node.decision.empty()) return service_task(ex, place);
  const NodeBinding& binding = ex.binding(place);
  const InstanceId scope = place.instance ? place.instance : place.scope;
  steps::Decided decided = TRY(steps::decide_decision(ex, *binding.decisions, node.decision, scope, nullptr));
  ex.emit(journal::DecisionEvaluated{node.ordinal, node.decision, std::move(decided.rules)});
  if (!binding.variable.empty())
    TRY_VOID(steps::assign_variable(ex, scope, binding.variable, std::move(decided.value)));
  return steps::pass(ex, place);
}

}  // namespace chancery::runtime::behaviors
