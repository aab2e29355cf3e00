// boundary_event (BPMN 2.0.2, 10.5.4): no token ever comes to it by a flow; it is triggered (steps/waiting, steps/scopes).
#include "engine/runtime/behaviors/behavior.h"

namespace chancery::runtime::behaviors {

Result<void> boundary_event(Execution&, const Place&) { CHANCERY_ASSERT(false); }

}  // namespace chancery::runtime::behaviors
