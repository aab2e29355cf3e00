// receive_task (BPMN 2.0.2, 10.3.3.4): waits for its message; without one it waits to be triggered through the interface.
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/waiting.h"

namespace chancery::runtime::behaviors {

Result<void> receive_task(Execution& ex, const Place& place) {
  const InstanceId id = TRY(steps::open(ex, place));
  if (ex.ended() || ex.here().find(id) == nullptr) return {};
  return steps::wait_for(ex, place, id);
}

}  // namespace chancery::runtime::behaviors
