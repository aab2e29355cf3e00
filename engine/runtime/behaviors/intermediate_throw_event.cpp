// intermediate_throw_event (BPMN 2.0.2, 10.5.4): what it throws is thrown, then the token passes; a compensation is waited for; a link takes
// the token to its target.
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/flows.h"
#include "engine/runtime/steps/throwing.h"

namespace chancery::runtime::behaviors {

Result<void> intermediate_throw_event(Execution& ex, const Place& place) {
  const graph::Node& node = ex.node(place);
  if (node.service != nullptr || node.has_script) return service_task(ex, place);  // sent by a worker
  if (node.link_target != graph::kNone) {
    ex.emit(journal::ElementPassed{place.scope, node.ordinal});
    Place target = place;
    target.node = node.link_target;
    target.flow = graph::kNone;
    ex.enter(target);
    return {};
  }
  const steps::Thrown thrown = TRY(steps::throw_all(ex, place));
  return thrown == steps::Thrown::kGoesOn ? steps::pass(ex, place) : Result<void>();
}

}  // namespace chancery::runtime::behaviors
