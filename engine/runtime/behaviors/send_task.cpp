// send_task (BPMN 2.0.2, 10.3.3.3): throws its message and passes; with a topic it is worked like a service task.
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/flows.h"
#include "engine/runtime/steps/messages.h"

namespace chancery::runtime::behaviors {

Result<void> send_task(Execution& ex, const Place& place) {
  const graph::Node& node = ex.node(place);
  if (node.service != nullptr && !node.service->topic.empty()) return service_task(ex, place);
  if (node.event != nullptr) TRY_VOID(steps::throw_event(ex, place));
  return steps::pass(ex, place);
}

}  // namespace chancery::runtime::behaviors
