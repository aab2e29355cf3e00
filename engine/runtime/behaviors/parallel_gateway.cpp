// parallel_gateway (BPMN 2.0.2, 13.4): the join has let the token pass (steps/joins); the split is the choice of flows (steps/flows).
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/flows.h"

namespace chancery::runtime::behaviors {

Result<void> parallel_gateway(Execution& ex, const Place& place) { return steps::pass(ex, place); }

}  // namespace chancery::runtime::behaviors
