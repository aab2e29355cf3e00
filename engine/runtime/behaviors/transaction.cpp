// transaction (BPMN 2.0.2, 10.3.5): a sub-process that a cancel end event inside can undo as a whole (steps/compensation).
#include "engine/runtime/behaviors/behavior.h"

namespace chancery::runtime::behaviors {

Result<void> transaction(Execution& ex, const Place& place) { return sub_process(ex, place); }

}  // namespace chancery::runtime::behaviors
