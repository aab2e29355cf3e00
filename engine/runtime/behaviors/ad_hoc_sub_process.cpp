// ad_hoc_sub_process (BPMN 2.0.2, 10.3.5 and 13.3.5): all activities to which no flow leads are enabled at once, in no order, or one after
// another as the model has them; each is done once. It ends when its completion condition holds after one of them (steps/flows), or when
// nothing is left inside.
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/event_sub_processes.h"
#include "engine/runtime/steps/scopes.h"

namespace chancery::runtime::behaviors {

Result<void> ad_hoc_sub_process(Execution& ex, const Place& place) {
  const InstanceId id = TRY(steps::open(ex, place));
  if (ex.ended() || ex.here().find(id) == nullptr) return {};
  const graph::AdHocSpec& spec = *ex.node(place).ad_hoc;
  if (!spec.sequential) return steps::begin_scope(ex, place.process, id, spec.begins);
  ex.emit(journal::AdHocAdvanced{id, 1});
  return steps::begin_scope(ex, place.process, id, spec.begins.front());
}

}  // namespace chancery::runtime::behaviors
