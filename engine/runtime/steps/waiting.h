// Waiting: timers and subscriptions, of intermediate events, receive tasks, event-based gateways and boundary events.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

// Makes `instance` wait for what the event node says: sets the timer or opens the subscription. A buffered message that fits is
// taken at once (the instance is triggered). Errors: runtime.bad-timer {element, found}.
Result<void> wait_for(Execution& ex, const Place& event_place, InstanceId instance);
// wait_for every boundary event of the activity at `place`, whose instance is `instance`.
Result<void> open_boundary_events(Execution& ex, const Place& place, InstanceId instance);
// A message or signal came for the subscription: it is closed and the event triggered. A boundary event that does not interrupt waits
// on, as long as its activity runs (BPMN 2.0.2, 10.5.4), and takes what is buffered for it.
Result<void> receive(Execution& ex, InstanceId instance, std::uint32_t ordinal, const Value& payload);
// What was waited for came: at the intermediate event or receive task itself, behind an event-based gateway, or at a boundary event.
Result<void> trigger(Execution& ex, InstanceId instance, std::uint32_t ordinal, const Value& payload);

// When a timer falls due, from the instant of the command.
struct Due {
  Instant first;
  std::uint32_t repeat_left = 0;
  std::int64_t every_ms = 0;
};
Result<Due> due_of(const Execution& ex, const graph::Node& node, InstanceId scope);
// A due instant from a value: a date and time, a date (its beginning), a duration from now, or the text of one of these.
std::optional<Instant> instant_from(const Execution& ex, const Value& value, bool working_days);

}  // namespace chancery::runtime::steps
