// Calls: variables over the boundary of a called process.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

// Starts the called process inside the call activity's instance. Error: runtime.too-deep-calls {limit}.
Result<void> begin_call(Execution& ex, const Place& place, InstanceId call);
// The declared outputs, as they stand in the called process, to the caller.
Result<void> map_outputs(Execution& ex, InstanceId called, InstanceId call);
// The called process has ended: its outputs go to the caller and the call activity completes.
Result<void> finish_call(Execution& ex, InstanceId called, InstanceId call);

}  // namespace chancery::runtime::steps
