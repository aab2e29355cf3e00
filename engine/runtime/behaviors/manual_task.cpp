// manual_task (BPMN 2.0.2, 10.3.3): work that the engine has no part in; the token passes.
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/flows.h"

namespace chancery::runtime::behaviors {

Result<void> manual_task(Execution& ex, const Place& place) { return steps::pass(ex, place); }

}  // namespace chancery::runtime::behaviors
