// receive_task (BPMN 2.0.2, 10.3.3.4): waits for its message; without one it is work under its id, which an outside worker ends.
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/waiting.h"

namespace chancery::runtime::behaviors {

Result<void> receive_task(Execution& ex, const Place& place) {
  const InstanceId id = TRY(steps::open(ex, place));
  if (ex.ended() || ex.here().find(id) == nullptr) return {};
  if (ex.node(place).event != nullptr) return steps::wait_for(ex, place, id);
  ex.emit(journal::WorkCreated{id, ex.node(place).id, Value()});
  return {};
}

}  // namespace chancery::runtime::behaviors
