// Waiting: timers and subscriptions, of intermediate events, receive tasks, event-based gateways, boundary events and event
// sub-processes.
#pragma once

#include "engine/runtime/execution.h"
#include "engine/runtime/steps/due.h"

namespace chancery::runtime::steps {

// Makes `instance` wait for what the event node says: sets the timer or opens the subscription. A buffered message that fits is
// taken at once (the instance is triggered). `came` is the ordinal of a definition that is not waited for. Errors: runtime.bad-timer
// {element, found}.
Result<void> wait_for(Execution& ex, const Place& event_place, InstanceId instance, std::uint32_t came = 0);
// wait_for every boundary event of the activity at `place`, whose instance is `instance`.
Result<void> open_boundary_events(Execution& ex, const Place& place, InstanceId instance);
// A message or signal came for the subscription, or its condition is met: it is closed and the event triggered. An event that does not
// interrupt waits on, as long as its activity or scope runs (BPMN 2.0.2, 10.5.4), and takes what is buffered for it. An event that
// waits for all of its definitions is triggered by the last of them.
Result<void> receive(Execution& ex, InstanceId instance, std::uint32_t ordinal, const Value& payload);
// The same for a timer that is due; a cycle that does not interrupt is set again.
Result<void> fall_due(Execution& ex, const Timer& timer);
// Whether the event, once triggered, can be triggered again: on a border, without interrupting.
bool waits_on(const graph::Node& node);
// What was waited for came: at the intermediate event or receive task itself, behind an event-based gateway, at a boundary event
// or at the start of an event sub-process.
Result<void> trigger(Execution& ex, InstanceId instance, std::uint32_t ordinal, const Value& payload);

Moment moment_of(const Execution& ex);
// A due instant from a value: a date and time, a date (its beginning), a duration from now, or the text of one of these.
std::optional<Instant> instant_from(const Execution& ex, const Value& value, bool working_days);

}  // namespace chancery::runtime::steps
