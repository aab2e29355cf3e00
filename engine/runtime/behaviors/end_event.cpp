// end_event (BPMN 2.0.2, 10.5.3): none consumes the token; message, signal, escalation and compensation are thrown first; error is thrown
// outward, cancel cancels the transaction around, terminate ends the scope with all in it. An end of a workflow's process leaves its
// outcome in the variable `outcome`.
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/catching.h"
#include "engine/runtime/steps/compensation.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/throwing.h"
#include "engine/runtime/steps/variables.h"

namespace chancery::runtime::behaviors {

namespace {

// A side path (a reminder) ends without naming an outcome; it must not overwrite the one that an end named.
Result<void> name_outcome(Execution& ex, const Place& place) {
  const graph::Node& node = ex.node(place);
  if (!ex.binding(place).in_workflow || node.parent != graph::kNone) return {};
  if (node.outcome.empty() && !steps::variable(ex, place.scope, "outcome").is_null()) return {};
  return steps::set_variable(ex, place.scope, "outcome", Value::text(node.outcome.empty() ? node.id : node.outcome));
}

// What ends more than this token.
Result<void> end_around(Execution& ex, const Place& place) {
  const graph::Node& node = ex.node(place);
  if (node.event != nullptr)
    for (const graph::EventSpec& event : node.event->definitions()) {
      if (event.kind == graph::EventKind::kError)
        return steps::throw_error(ex, place.scope, event.name, ex.evaluate(event.message, place.scope));
      if (event.kind == graph::EventKind::kCancel) return steps::cancel_transaction(ex, place.scope);
      if (event.kind == graph::EventKind::kTerminate) steps::terminate_all_in(ex, place.scope);
    }
  ex.check_scope(place.scope);
  return {};
}

}  // namespace

Result<void> end_event(Execution& ex, const Place& place) {
  if (ex.node(place).service != nullptr || ex.node(place).has_script) {  // sent by a worker
    TRY_VOID(name_outcome(ex, place));
    return service_task(ex, place);
  }
  const steps::Thrown thrown = TRY(steps::throw_all(ex, place));
  if (thrown == steps::Thrown::kGone) return {};
  if (thrown == steps::Thrown::kGoesOn) ex.emit(journal::ElementPassed{place.scope, ex.node(place).ordinal});
  TRY_VOID(name_outcome(ex, place));
  return thrown == steps::Thrown::kWaits ? Result<void>() : end_around(ex, place);
}

}  // namespace chancery::runtime::behaviors
