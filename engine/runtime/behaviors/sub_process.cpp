// sub_process (BPMN 2.0.2, 10.3.5): a scope of its own; it completes when no token is left inside. An event sub-process is the same, but no
// token comes to it by a flow (steps/event_sub_processes).
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/event_sub_processes.h"
#include "engine/runtime/steps/scopes.h"

namespace chancery::runtime::behaviors {

Result<void> sub_process(Execution& ex, const Place& place) {
  const InstanceId id = TRY(steps::open(ex, place));
  if (ex.ended() || ex.here().find(id) == nullptr) return {};
  return steps::begin_scope(ex, place.process, id, ex.node(place).start_inside);
}

}  // namespace chancery::runtime::behaviors
