// intermediate_catch_event (BPMN 2.0.2, 10.5.4): waits for its timer, message or signal.
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/waiting.h"

namespace chancery::runtime::behaviors {

Result<void> intermediate_catch_event(Execution& ex, const Place& place) {
  const InstanceId id = TRY(steps::open(ex, place));
  return steps::wait_for(ex, place, id);
}

}  // namespace chancery::runtime::behaviors
