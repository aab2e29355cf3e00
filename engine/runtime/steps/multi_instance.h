// Multi-instance activities (BPMN 2.0.2, 13.3.7) and standard loops (13.3.6): a body instance with its loop instances inside.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

// Errors: runtime.bad-cardinality {element, found}, runtime.bad-collection {element}, runtime.too-many-loops {element, limit}.
Result<void> begin_multi_instance(Execution& ex, const Place& place);
// One loop instance has done its work: the next begins, or the body completes (all done, or the completion condition holds).
Result<void> complete_loop_instance(Execution& ex, InstanceId instance);

}  // namespace chancery::runtime::steps
