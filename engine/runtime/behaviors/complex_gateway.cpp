// complex_gateway (BPMN 2.0.2, 10.6.5 and 13.4.5): with several incoming flows it is a join with a condition of its own (steps/complex_gateway); with one
// it is the choice of flows (steps/flows).
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/flows.h"

namespace chancery::runtime::behaviors {

Result<void> complex_gateway(Execution& ex, const Place& place) { return steps::pass(ex, place); }

}  // namespace chancery::runtime::behaviors
