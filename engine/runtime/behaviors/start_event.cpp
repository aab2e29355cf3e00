// start_event (BPMN 2.0.2, 10.5.2): whatever started it has happened already; the token passes.
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/flows.h"

namespace chancery::runtime::behaviors {

Result<void> start_event(Execution& ex, const Place& place) { return steps::pass(ex, place); }

}  // namespace chancery::runtime::behaviors
