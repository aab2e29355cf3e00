// script_task (BPMN 2.0.2, 10.3.3.6): one FEEL expression, its value into the result variable.
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/flows.h"
#include "engine/runtime/steps/variables.h"

namespace chancery::runtime::behaviors {

Result<void> script_task(Execution& ex, const Place& place) {
  const graph::Node& node = ex.node(place);
  const InstanceId scope = place.instance ? place.instance : place.scope;
  Value value = ex.evaluate(node.script, scope);
  if (!node.result_variable.empty())
    TRY_VOID(steps::assign_variable(ex, scope, node.result_variable, std::move(value)));
  return steps::pass(ex, place);
}

}  // namespace chancery::runtime::behaviors
