// event_based_gateway (BPMN 2.0.2, 13.4.4): waits for all events behind it; the first one takes the token, the others are dropped.
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/waiting.h"

namespace chancery::runtime::behaviors {

Result<void> event_based_gateway(Execution& ex, const Place& place) {
  const InstanceId id = TRY(steps::open(ex, place));
  for (const graph::FlowIndex f : ex.node(place).outgoing) {
    Place event = place;
    event.node = ex.process(place.process).flows[f].target;
    event.instance = {};
    TRY_VOID(steps::wait_for(ex, event, id));
    if (ex.ended() || ex.here().find(id) == nullptr) return {};  // a buffered message was there already
  }
  return {};
}

}  // namespace chancery::runtime::behaviors
