#include "engine/runtime/steps/waiting.h"

#include <algorithm>

#include "engine/runtime/steps/conditions.h"
#include "engine/runtime/steps/event_sub_processes.h"
#include "engine/runtime/steps/flows.h"
#include "engine/runtime/steps/messages.h"
#include "engine/runtime/steps/presence.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/variables.h"

namespace chancery::runtime::steps {

namespace {

void set_timer(Execution& ex, InstanceId instance, std::uint32_t ordinal, const Due& due) {
  ex.emit(journal::TimerSet{instance, ex.next_timer(), ordinal, due.at.ms, due.repeat_left, due.every_ms,
                            due.every_months, due.day});
}

Result<void> set_timer(Execution& ex, const Place& event_place, const graph::EventSpec& event, InstanceId instance) {
  const Value value = ex.evaluate(event.timer_value, event_place.scope);
  const auto due = due_of(moment_of(ex), event, value);
  if (!due) return bad_timer(ex.node(event_place), value);
  set_timer(ex, instance, event.ordinal, *due);
  return {};
}

std::string key_text(const Value& key) { return key.is_null() ? std::string() : feel::to_text(key); }

// Waits for the name and key; what is buffered for them is taken at once.
Result<void> open_subscription(Execution& ex, InstanceId instance, std::uint32_t ordinal, bool signal,
                               const std::string& name, const std::string& key) {
  ex.emit(journal::SubscriptionOpened{instance, ordinal, signal, name, key, false, false});
  const BufferedList* buffered = signal ? nullptr : ex.state().buffered.find(receiver_key(false, name, key));
  if (buffered == nullptr) return {};
  const Value payload = buffered->payloads.front();
  ex.emit(journal::BufferedTaken{name, key});
  return receive(ex, instance, ordinal, payload);
}

Result<void> subscribe(Execution& ex, const Place& event_place, const graph::EventSpec& event, InstanceId instance) {
  const bool signal = event.kind == graph::EventKind::kSignal;
  const std::string key = key_text(ex.evaluate(event.correlation_key, event_place.scope));
  return open_subscription(ex, instance, event.ordinal, signal, TRY(name_of(ex, event, event_place.scope)), key);
}

// A condition that holds already is met at once.
Result<void> watch(Execution& ex, const graph::EventSpec& event, InstanceId instance) {
  const bool holds = condition_holds(ex, event, instance);
  ex.emit(journal::SubscriptionOpened{instance, event.ordinal, false, "", "", true, holds});
  return holds ? receive(ex, instance, event.ordinal, Value()) : Result<void>();
}

Result<void> wait_for_one(Execution& ex, const Place& event_place, const graph::EventSpec& event, InstanceId instance) {
  switch (event.kind) {
    case graph::EventKind::kTimer: return set_timer(ex, event_place, event, instance);
    case graph::EventKind::kMessage:
    case graph::EventKind::kSignal: return subscribe(ex, event_place, event, instance);
    case graph::EventKind::kConditional: return watch(ex, event, instance);
    default: return {};  // found when it is thrown: errors, escalations, compensation, cancel
  }
}

// A gateway that waits for one of several events: the others are dropped with its instance, the token goes on behind the event.
Result<void> go_on_behind(Execution& ex, InstanceId gateway, graph::NodeIndex event) {
  Place place = ex.place_of(ex.instance(gateway));
  ex.emit(journal::ElementCompleted{gateway});
  place.node = event;
  place.instance = {};
  return pass(ex, place);
}

// Of an event that waits for all of its definitions: one of them has not come yet.
bool waits_for_more(const Execution& ex, InstanceId instance, const graph::Node& node) {
  if (!node.event->all) return false;
  const auto definitions = node.event->definitions();
  return std::any_of(definitions.begin(), definitions.end(), [&](const graph::EventSpec& event) {
    const auto& timers = ex.here().timers;
    return ex.here().find_subscription(instance, event.ordinal) != nullptr ||
           std::any_of(timers.begin(), timers.end(), [&](const Timer& timer) {
             return timer.instance == instance && timer.ordinal == event.ordinal;
           });
  });
}

Result<void> wait_again(Execution& ex, InstanceId id, graph::NodeIndex node) {
  Place event_place;
  event_place.process = ex.instance(id).process;
  event_place.node = node;
  const bool inside = ex.node(event_place).kind == graph::ElementKind::kStartEvent;
  event_place.scope = inside ? id : ex.instance(id).scope;
  return wait_for(ex, event_place, id);
}

}  // namespace

Moment moment_of(const Execution& ex) { return {ex.at(), ex.program().calendar, *ex.world().zones}; }

std::optional<Instant> instant_from(const Execution& ex, const Value& value, bool working_days) {
  return instant_from(moment_of(ex), value, working_days);
}

bool waits_on(const graph::Node& node) {
  const bool on_border =
      node.kind == graph::ElementKind::kBoundaryEvent || node.kind == graph::ElementKind::kStartEvent;
  return on_border && !node.interrupting;
}

Result<void> wait_for(Execution& ex, const Place& event_place, InstanceId instance, std::uint32_t came) {
  const graph::Node& node = ex.node(event_place);
  if (node.event == nullptr) return {};
  const Presence presence(ex, instance);
  for (const graph::EventSpec& event : node.event->definitions()) {
    if (event.ordinal == came) continue;
    TRY_VOID(wait_for_one(ex, event_place, event, instance));
    if (!presence.lasts()) return {};  // it came at once and has ended what waits
  }
  return {};
}

Result<void> open_boundary_events(Execution& ex, const Place& place, InstanceId instance) {
  for (const graph::NodeIndex boundary : ex.node(place).boundary) {
    Place event_place = place;
    event_place.node = boundary;
    event_place.instance = {};
    TRY_VOID(wait_for(ex, event_place, instance));
    if (ex.here().find(instance) == nullptr) return {};  // a buffered message has ended it already
  }
  return {};
}

Result<void> receive(Execution& ex, InstanceId id, std::uint32_t ordinal, const Value& payload) {
  const Subscription was = *ex.here().find_subscription(id, ordinal);
  const graph::Process& process = ex.process(ex.instance(id).process);
  const graph::NodeIndex index = process.node_of(ordinal);
  const graph::Node& node = process.nodes[index];
  const bool stays = was.condition && waits_on(node) && !node.event->all;
  if (!stays) ex.emit(journal::SubscriptionClosed{id, ordinal, true});
  const Presence presence(ex, id);
  if (waits_for_more(ex, id, node)) return {};
  TRY_VOID(trigger(ex, id, ordinal, payload));
  if (stays || !waits_on(node) || !presence.lasts()) return {};
  if (node.event->all) return wait_again(ex, id, index);
  return open_subscription(ex, id, ordinal, was.signal, was.name, was.key);
}

Result<void> fall_due(Execution& ex, const Timer& timer) {
  ex.emit(journal::TimerEnded{timer.number, true});
  const graph::Process& process = ex.process(ex.instance(timer.instance).process);
  const graph::NodeIndex index = process.node_of(timer.ordinal);
  const graph::Node& node = process.nodes[index];
  const Presence presence(ex, timer.instance);
  if (waits_for_more(ex, timer.instance, node)) return {};
  // The next firing of a cycle keeps its rhythm even when this one came late.
  const Due due{timer.due, timer.repeat_left, timer.every_ms, timer.every_months, timer.day};
  const auto next = due.next(*ex.world().zones);
  if (waits_on(node) && next && !node.event->all) set_timer(ex, timer.instance, timer.ordinal, *next);
  TRY_VOID(trigger(ex, timer.instance, timer.ordinal, Value()));
  if (!waits_on(node) || !node.event->all || !presence.lasts()) return {};
  return wait_again(ex, timer.instance, index);
}

Result<void> trigger(Execution& ex, InstanceId id, std::uint32_t ordinal, const Value& payload) {
  const Instance& i = ex.instance(id);
  const std::uint32_t process = i.process;
  const std::uint32_t own = i.ordinal;
  const graph::NodeIndex event = ex.process(process).node_of(ordinal);
  const graph::Node& node = ex.process(process).nodes[event];
  const bool inside = node.kind == graph::ElementKind::kStartEvent && node.parent != graph::kNone;
  TRY_VOID(take_payload(ex, inside ? id : i.scope, process, event, payload));
  if (node.kind == graph::ElementKind::kBoundaryEvent) return trigger_boundary(ex, id, process, event);
  if (inside) {
    const InstanceId begun = TRY(trigger_event_sub_process(ex, id, process, event));
    static_cast<void>(begun);
    return {};
  }
  if (own == node.ordinal) return complete(ex, id);
  return go_on_behind(ex, id, event);
}

}  // namespace chancery::runtime::steps
