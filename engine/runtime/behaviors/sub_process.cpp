// sub_process (BPMN 2.0.2, 10.3.5, embedded): a scope of its own; it completes when no token is left inside.
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/scopes.h"

namespace chancery::runtime::behaviors {

Result<void> sub_process(Execution& ex, const Place& place) {
  const InstanceId id = TRY(steps::open(ex, place));
  if (ex.ended() || ex.here().find(id) == nullptr) return {};
  steps::start_at(ex, place.process, id, ex.node(place).start_inside);
  return {};
}

}  // namespace chancery::runtime::behaviors
