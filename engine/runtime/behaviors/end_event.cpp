// end_event (BPMN 2.0.2, 10.5.3): none consumes the token; terminate ends the scope with all in it; error is thrown outward; message is
// sent first. An end of a workflow's process leaves its outcome in the variable `outcome`.
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/messages.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/variables.h"

namespace chancery::runtime::behaviors {

Result<void> end_event(Execution& ex, const Place& place) {
  const graph::Node& node = ex.node(place);
  const auto kind = node.event == nullptr ? graph::EventKind::kNone : node.event->kind;
  if (kind == graph::EventKind::kMessage || kind == graph::EventKind::kSignal) TRY_VOID(steps::throw_event(ex, place));
  if (ex.here().find(place.scope) == nullptr) return {};  // what it threw has ended the scope around it
  ex.emit(journal::ElementPassed{place.scope, node.ordinal});
  // A side path (a reminder) ends without naming an outcome; it must not overwrite the one that an end named.
  if (ex.binding(place).in_workflow && node.parent == graph::kNone &&
      (!node.outcome.empty() || steps::variable(ex, place.scope, "outcome").is_null()))
    TRY_VOID(
        steps::set_variable(ex, place.scope, "outcome", Value::text(node.outcome.empty() ? node.id : node.outcome)));
  if (kind == graph::EventKind::kError) return steps::throw_error(ex, place.scope, node.event->name);
  if (kind == graph::EventKind::kTerminate) steps::terminate_all_in(ex, place.scope);
  ex.check_scope(place.scope);
  return {};
}

}  // namespace chancery::runtime::behaviors
