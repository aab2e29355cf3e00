#include "engine/runtime/steps/waiting.h"

#include "engine/base/excerpt.h"
#include "engine/runtime/steps/flows.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/variables.h"

namespace chancery::runtime::steps {

namespace {

constexpr std::uint32_t kNoEnd = 0xFFFFFFFF;
constexpr std::int64_t kDaySeconds = 86'400;

std::optional<Instant> after(const Execution& ex, const DaysTimeDuration& d, bool working_days) {
  if (working_days && d.seconds > 0 && d.seconds % kDaySeconds == 0 && d.nanoseconds == 0) {
    const auto deadline = ex.program().calendar.add_working_days(ex.at(), d.seconds / kDaySeconds, *ex.world().zones);
    if (!deadline) return std::nullopt;
    return deadline->at;
  }
  return Instant{ex.at().ms + d.seconds * 1000 + d.nanoseconds / 1'000'000};
}

// Years and months from now on the civil calendar.
std::optional<Instant> after(const Execution& ex, const YearsMonthsDuration& d) {
  DateTime at = ex.world().zones->local_date_time(ex.at());
  const auto date = add(at.date, d);
  if (!date) return std::nullopt;
  at.date = *date;
  return ex.world().zones->to_instant(at);
}

// "R3/PT10M", "R/PT1H": repetitions and duration.
std::optional<Due> cycle(const Execution& ex, std::string_view text, bool working_days) {
  if (text.empty() || text.front() != 'R') return std::nullopt;
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  Due due;
  due.repeat_left = kNoEnd;
  if (slash > 1) {
    const auto count = Decimal::parse(text.substr(1, slash - 1));
    const auto n = count ? count->to_int64() : std::nullopt;
    if (!n || *n < 1 || *n > 1'000'000) return std::nullopt;
    due.repeat_left = static_cast<std::uint32_t>(*n - 1);
  }
  const auto every = DaysTimeDuration::parse(text.substr(slash + 1));
  if (!every || every->seconds * 1000 + every->nanoseconds / 1'000'000 < 1) return std::nullopt;
  due.every_ms = every->seconds * 1000 + every->nanoseconds / 1'000'000;
  const auto first = after(ex, *every, working_days);
  if (!first) return std::nullopt;
  due.first = *first;
  return due;
}

Error bad_timer(const graph::Node& node, const Value& value) {
  return invalid("runtime.bad-timer", {{"element", node.id}, {"found", excerpt(feel::to_text(value))}});
}

Result<void> set_timer(Execution& ex, const graph::Node& node, InstanceId scope, InstanceId instance) {
  const Due due = TRY(due_of(ex, node, scope));
  ex.emit(journal::TimerSet{instance, ex.next_timer(), node.ordinal, due.first.ms, due.repeat_left, due.every_ms});
  return {};
}

std::string key_text(const Value& key) { return key.is_null() ? std::string() : feel::to_text(key); }

// Waits for the name and key; what is buffered for them is taken at once.
Result<void> open_subscription(Execution& ex, InstanceId instance, std::uint32_t ordinal, bool signal,
                               const std::string& name, const std::string& key) {
  ex.emit(journal::SubscriptionOpened{instance, ordinal, signal, name, key});
  const BufferedList* buffered = signal ? nullptr : ex.state().buffered.find(receiver_key(false, name, key));
  if (buffered == nullptr) return {};
  const Value payload = buffered->payloads.front();
  ex.emit(journal::BufferedTaken{name, key});
  return receive(ex, instance, ordinal, payload);
}

Result<void> subscribe(Execution& ex, const Place& event_place, InstanceId instance) {
  const graph::Node& node = ex.node(event_place);
  const bool signal = node.event->kind == graph::EventKind::kSignal;
  const std::string key = key_text(ex.evaluate(node.event->correlation_key, event_place.scope));
  return open_subscription(ex, instance, node.ordinal, signal, node.event->name, key);
}

// A gateway that waits for one of several events: the others are dropped with its instance, the token goes on behind the event.
Result<void> go_on_behind(Execution& ex, InstanceId gateway, graph::NodeIndex event) {
  Place place = ex.place_of(ex.instance(gateway));
  ex.emit(journal::ElementCompleted{gateway});
  place.node = event;
  place.instance = {};
  return pass(ex, place);
}

}  // namespace

std::optional<Instant> instant_from(const Execution& ex, const Value& value, bool working_days) {
  const ZoneTable& zones = *ex.world().zones;
  switch (value.kind()) {
    case ValueKind::kDateTime: return zones.to_instant(value.as_date_time());
    case ValueKind::kDate: return zones.start_of(value.as_date());
    case ValueKind::kDaysTimeDuration: return after(ex, value.as_days_time_duration(), working_days);
    case ValueKind::kYearsMonthsDuration: return after(ex, value.as_years_months_duration());
    case ValueKind::kText: break;
    default: return std::nullopt;
  }
  const std::string_view text = value.as_text();
  if (const auto d = DateTime::parse(text)) return zones.to_instant(*d);
  if (const auto d = Date::parse(text)) return zones.start_of(*d);
  if (const auto d = DaysTimeDuration::parse(text)) return after(ex, *d, working_days);
  if (const auto d = YearsMonthsDuration::parse(text)) return after(ex, *d);
  return std::nullopt;
}

Result<Due> due_of(const Execution& ex, const graph::Node& node, InstanceId scope) {
  const graph::EventSpec& event = *node.event;
  const Value value = ex.evaluate(event.timer_value, scope);
  if (event.timer == graph::TimerKind::kCycle && value.is_text())
    if (const auto due = cycle(ex, value.as_text(), event.working_days)) return *due;
  if (event.timer == graph::TimerKind::kCycle && value.kind() == ValueKind::kDaysTimeDuration) {
    const DaysTimeDuration d = value.as_days_time_duration();
    const std::int64_t every = d.seconds * 1000 + d.nanoseconds / 1'000'000;
    if (every >= 1) return Due{Instant{ex.at().ms + every}, kNoEnd, every};
  }
  if (event.timer == graph::TimerKind::kCycle) return bad_timer(node, value);
  const auto due = instant_from(ex, value, event.working_days);
  if (!due) return bad_timer(node, value);
  return Due{*due, 0, 0};
}

Result<void> wait_for(Execution& ex, const Place& event_place, InstanceId instance) {
  const graph::Node& node = ex.node(event_place);
  if (node.event == nullptr) return {};
  switch (node.event->kind) {
    case graph::EventKind::kTimer: return set_timer(ex, node, event_place.scope, instance);
    case graph::EventKind::kMessage:
    case graph::EventKind::kSignal: return subscribe(ex, event_place, instance);
    default: return {};
  }
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
  const Place place = ex.place_of(ex.instance(id));
  const graph::Node& node = ex.process(place.process).nodes[ex.process(place.process).node_of(ordinal)];
  ex.emit(journal::SubscriptionClosed{id, ordinal, true});
  TRY_VOID(trigger(ex, id, ordinal, payload));
  const bool waits_on = node.kind == graph::ElementKind::kBoundaryEvent && !node.interrupting;
  if (!waits_on || ex.here().find(id) == nullptr) return {};
  return open_subscription(ex, id, ordinal, was.signal, was.name, was.key);
}

Result<void> trigger(Execution& ex, InstanceId id, std::uint32_t ordinal, const Value& payload) {
  const Instance& i = ex.instance(id);
  const std::uint32_t process = i.process;
  const graph::NodeIndex event = ex.process(process).node_of(ordinal);
  const graph::Node& node = ex.process(process).nodes[event];
  if (payload.is_context()) TRY_VOID(assign_variable(ex, i.scope, node.id, payload));
  if (node.kind == graph::ElementKind::kBoundaryEvent) return trigger_boundary(ex, id, process, event);
  if (ex.instance(id).ordinal == ordinal) return complete(ex, id);
  return go_on_behind(ex, id, event);
}

}  // namespace chancery::runtime::steps
