// Compensation (BPMN 2.0.2, 10.7 and 13.5.5). A completed activity with a handler is remembered in its scope; a completed sub-process with
// something to compensate inside is kept, with its variables. What is thrown compensates one after another, the last that was completed
// first; the instances of one multi-instance activity together. The throwing event waits until all is done, unless it says
// waitForCompletion="false".
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

// The instance ends normally. It is remembered, or kept, when it can be compensated. Error: runtime.too-many-compensable {limit}.
Result<void> close(Execution& ex, InstanceId instance);
// The same for an activity that was done at once and had no instance.
Result<void> remember(Execution& ex, const Place& place);

// Compensates what the definitions of the throwing event say, seen from its place, in an instance of its own. True: the event waits for
// it; false: there is nothing, or the event goes on beside it.
Result<bool> throw_compensation(Execution& ex, const Place& place);
// An event that did not wait: its instance stands for the handlers, its token has gone on.
bool goes_on_beside(const Execution& ex, const Instance& i);
// A cancel end event in `scope`: the transaction around ends all inside, compensates it and is left by its cancel boundary event.
Result<void> cancel_transaction(Execution& ex, InstanceId scope);
// A handler of this compensation has ended: the next one, or the end of the compensation.
Result<void> continue_compensation(Execution& ex, InstanceId compensating);

}  // namespace chancery::runtime::steps
