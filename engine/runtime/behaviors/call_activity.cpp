// call_activity (BPMN 2.0.2, 10.3.6): another process of the package, inside the same case tree, with the variables declared and no other.
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/call.h"
#include "engine/runtime/steps/scopes.h"

namespace chancery::runtime::behaviors {

Result<void> call_activity(Execution& ex, const Place& place) {
  const InstanceId id = TRY(steps::open(ex, place));
  if (ex.ended() || ex.here().find(id) == nullptr) return {};
  return steps::begin_call(ex, place, id);
}

}  // namespace chancery::runtime::behaviors
