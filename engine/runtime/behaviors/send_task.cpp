// send_task (BPMN 2.0.2, 10.3.3.3): throws its message and passes; with a topic it is worked like a service task.
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/flows.h"
#include "engine/runtime/steps/throwing.h"

namespace chancery::runtime::behaviors {

Result<void> send_task(Execution& ex, const Place& place) {
  const graph::Node& node = ex.node(place);
  if (node.service != nullptr && !node.service->topic.empty()) return service_task(ex, place);
  const steps::Thrown thrown = TRY(steps::throw_all(ex, place));
  return thrown == steps::Thrown::kGoesOn ? steps::pass(ex, place) : Result<void>();
}

}  // namespace chancery::runtime::behaviors
