// intermediate_catch_event (BPMN 2.0.2, 10.5.4): waits for its timer, message, signal or condition, or for one or all of several; the target
// of a link passes.
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/flows.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/waiting.h"

namespace chancery::runtime::behaviors {

Result<void> intermediate_catch_event(Execution& ex, const Place& place) {
  if (ex.node(place).event->kind == graph::EventKind::kLink) return steps::pass(ex, place);
  const InstanceId id = TRY(steps::open(ex, place));
  return steps::wait_for(ex, place, id);
}

}  // namespace chancery::runtime::behaviors
