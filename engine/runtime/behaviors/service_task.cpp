// service_task (BPMN 2.0.2, 10.3.3.2): a topic of the engine is done at once, as a function of state; an expression is evaluated; any
// other topic is work for an outside worker, for which the token waits.
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/flows.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/variables.h"

namespace chancery::runtime::behaviors {

namespace {

Result<void> do_topic(Execution& ex, const Place& place, InstanceId scope) {
  const graph::Node& node = ex.node(place);
  const NodeBinding& binding = ex.binding(place);
  const Value inputs = steps::work_inputs(ex, node, scope);
  Value answer = TRY(binding.topic(ex, place, inputs));
  ex.emit(journal::ServiceDone{node.ordinal, node.service->topic});
  if (!binding.variable.empty()) TRY_VOID(steps::assign_variable(ex, scope, binding.variable, std::move(answer)));
  return steps::pass(ex, place);
}

}  // namespace

Result<void> service_task(Execution& ex, const Place& place) {
  const graph::Node& node = ex.node(place);
  const InstanceId scope = place.instance ? place.instance : place.scope;
  if (node.has_script) {
    Value value = ex.evaluate(node.script, scope);
    if (!node.result_variable.empty())
      TRY_VOID(steps::assign_variable(ex, scope, node.result_variable, std::move(value)));
    return steps::pass(ex, place);
  }
  if (ex.binding(place).topic != nullptr) return do_topic(ex, place, scope);
  if (node.service == nullptr || node.service->topic.empty()) return steps::pass(ex, place);
  const InstanceId id = TRY(steps::open(ex, place));
  if (ex.ended() || ex.here().find(id) == nullptr) return {};
  ex.emit(journal::WorkCreated{id, node.service->topic, steps::work_inputs(ex, node, id)});
  return {};
}

}  // namespace chancery::runtime::behaviors
