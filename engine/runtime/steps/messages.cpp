#include "engine/runtime/steps/messages.h"

#include "engine/base/excerpt.h"
#include "engine/runtime/steps/starts.h"
#include "engine/runtime/steps/variables.h"
#include "engine/runtime/steps/waiting.h"

namespace chancery::runtime::steps {

namespace {

graph::EventKind kind_of(bool signal) { return signal ? graph::EventKind::kSignal : graph::EventKind::kMessage; }

std::size_t start_others(Execution& ex, bool signal, const std::string& name, const Value& payload) {
  const std::vector<EventStart> starts = starts_of(*ex.world().programs, kind_of(signal), name);
  for (const EventStart& start : starts) {
    const graph::EventSpec& event = event_of(*ex.world().programs->latest(), start);
    for (const UnitId unit : units_of(ex.state().directory, event, ex.here().unit))
      ex.follow_up(journal::StartByMessage{start.process, event.ordinal, unit, name, payload});
  }
  return starts.size();
}

// Its own inputs win over a variable of the same name.
Value payload_of(const Execution& ex, const graph::EventSpec& event, InstanceId scope) {
  Value inputs = evaluate_inputs(ex, event.payload, scope);
  if (!event.payload_all) return inputs;
  Context out;
  for (auto& [name, value] : visible_variables(ex, scope, false)) out.set(name, std::move(value));
  for (const auto& entry : inputs.as_context()) out.set(entry.name, entry.value);
  return Value::context(std::move(out));
}

}  // namespace

Result<std::string> name_of(const Execution& ex, const graph::EventSpec& event, InstanceId scope) {
  if (!event.chosen_name) return event.name;
  const Value name = ex.evaluate(event.chosen_name, scope);
  if (name.is_text() && !name.as_text().empty()) return std::string(name.as_text());
  return invalid("runtime.bad-event-name", {{"found", excerpt(feel::to_text(name))}});
}

Result<std::size_t> deliver(Execution& ex, bool signal, const std::string& name, const std::string& key,
                            const Value& payload) {
  const ReceiverList* list = ex.state().receivers.find(receiver_key(signal, name, key));
  const std::vector<Receiver> receivers = list == nullptr ? std::vector<Receiver>{} : list->receivers;
  for (const Receiver& r : receivers) {
    if (r.case_id != ex.case_id()) {
      ex.follow_up(journal::DeliverMessage{r.case_id, r.instance, r.ordinal, signal, name, payload});
      continue;
    }
    if (ex.here().find_subscription(r.instance, r.ordinal) == nullptr) continue;  // ended by an earlier receiver
    TRY_VOID(receive(ex, r.instance, r.ordinal, payload));
  }
  return receivers.size() + start_others(ex, signal, name, payload);
}

Result<void> throw_message(Execution& ex, const Place& place, const graph::EventSpec& event) {
  const graph::Node& node = ex.node(place);
  const bool signal = event.kind == graph::EventKind::kSignal;
  const InstanceId scope = place.instance ? place.instance : place.scope;
  const std::string name = TRY(name_of(ex, event, scope));
  const Value key = ex.evaluate(event.correlation_key, scope);
  const std::string key_text = key.is_null() ? std::string() : feel::to_text(key);
  const Value payload = payload_of(ex, event, scope);
  const std::string where = receiver_key(signal, name, key_text);
  const bool awaited =
      ex.state().receivers.find(where) != nullptr || !starts_of(*ex.world().programs, kind_of(signal), name).empty();
  const bool buffered = !signal && event.buffered && !awaited;
  if (buffered) {
    const BufferedList* waiting = ex.state().buffered.find(where);
    if (waiting != nullptr && waiting->payloads.size() >= kBufferedPerKeyMax)
      return too_large("runtime.too-many-buffered", {{"message", name}, {"limit", std::to_string(kBufferedPerKeyMax)}});
  }
  ex.emit(journal::MessageThrown{node.ordinal, signal, name, key_text, payload, buffered});
  if (buffered) return {};
  const std::size_t reached = TRY(deliver(ex, signal, name, key_text, payload));
  static_cast<void>(reached);  // nobody there: a message that is not buffered is gone, as a signal is
  return {};
}

}  // namespace chancery::runtime::steps
