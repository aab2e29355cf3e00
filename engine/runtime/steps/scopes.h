// Scopes: how element instances begin and end, and what that does to what is around them and inside.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

// Opens an instance for the node, unless a multi-instance body has opened it already, with its boundary events.
Result<InstanceId> open(Execution& ex, const Place& place);
// The instance of a process (the root, or one called from `around`); it begins with begin_scope (event_sub_processes.h).
InstanceId open_process(Execution& ex, std::uint32_t process, InstanceId around);

// The instance has done its work: it ends and the token goes on.
Result<void> complete(Execution& ex, InstanceId instance);
// No token is left inside: none that waits and none on its way.
bool is_done(const Execution& ex, InstanceId scope);
// Ends a sub-process or process in which no token is left; one that compensates goes on with that.
Result<void> complete_scope_if_done(Execution& ex, InstanceId scope);
// Ends an instance and all inside it without going on; claims on its tasks are lifted.
void terminate(Execution& ex, InstanceId instance);
void terminate_children(Execution& ex, InstanceId scope);
// BPMN 2.0.2, 13.5.6 (terminate end event): everything inside, with the tokens that wait at joins or are on their way; not what was
// completed and can be compensated.
void terminate_all_in(Execution& ex, InstanceId scope);
// BPMN 2.0.2, 13.3.5: in this ad-hoc sub-process nothing begins any more; what runs may finish.
void begin_no_more(Execution& ex, InstanceId ad_hoc);
bool begins_no_more(const Execution& ex, InstanceId ad_hoc);
// A boundary event was triggered.
Result<void> trigger_boundary(Execution& ex, InstanceId attached, std::uint32_t process, graph::NodeIndex boundary);

}  // namespace chancery::runtime::steps
