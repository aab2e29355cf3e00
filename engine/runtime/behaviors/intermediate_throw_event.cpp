// intermediate_throw_event (BPMN 2.0.2, 10.5.4): none passes; message and signal are thrown, then the token passes.
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/flows.h"
#include "engine/runtime/steps/messages.h"

namespace chancery::runtime::behaviors {

Result<void> intermediate_throw_event(Execution& ex, const Place& place) {
  if (ex.node(place).event != nullptr) TRY_VOID(steps::throw_event(ex, place));
  return steps::pass(ex, place);
}

}  // namespace chancery::runtime::behaviors
