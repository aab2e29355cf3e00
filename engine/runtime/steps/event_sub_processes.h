// Event sub-processes (BPMN 2.0.2, 10.3.5 and 13.5.4): scopes that a scope holds ready as long as it runs. Their start events wait with
// the instance of the scope around; errors and escalations find them when they are thrown.
#pragma once

#include <span>

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

// A process or sub-process begins: its event sub-processes wait, then a token comes to `start`; none does when one of them
// has interrupted the scope already (a buffered message, a condition that holds).
Result<void> begin_scope(Execution& ex, std::uint32_t process, InstanceId scope, graph::NodeIndex start);
// The same with several tokens, of an ad-hoc sub-process.
Result<void> begin_scope(Execution& ex, std::uint32_t process, InstanceId scope,
                         std::span<const graph::NodeIndex> begins);
// A process begins because the event of this ordinal has come, at a start event or at what stands in its place. Other events that must come
// as well are waited for (13.5.1: parallel multiple start events, parallel event-based gateways).
Result<void> begin_by_event(Execution& ex, std::uint32_t process, InstanceId root, std::uint32_t ordinal);
// The event sub-processes directly inside the scope of this instance.
const std::vector<graph::NodeIndex>& event_sub_processes_of(const Execution& ex, const Instance& scope);
// True while an interrupting one runs in the scope: then no other can be triggered.
bool is_taken_over(const Execution& ex, const Instance& scope);
// The start event of one was triggered: an interrupting one ends all else in the scope and closes what waits beside it. Gives the
// instance of the event sub-process.
Result<InstanceId> trigger_event_sub_process(Execution& ex, InstanceId scope, std::uint32_t process,
                                             graph::NodeIndex start, InstanceId resumes = {});
// Closes what the event sub-processes of the scope wait for.
void disarm_event_sub_processes(Execution& ex, InstanceId scope);

}  // namespace chancery::runtime::steps
