#include "engine/runtime/steps/conditions.h"

#include <algorithm>

#include "engine/runtime/steps/waiting.h"

namespace chancery::runtime::steps {

namespace {

const graph::EventSpec& definition(const Execution& ex, const Subscription& s) {
  const graph::Process& process = ex.process(ex.instance(s.instance).process);
  const auto all = process.nodes[process.node_of(s.ordinal)].event->definitions();
  return *std::find_if(all.begin(), all.end(), [&s](const graph::EventSpec& e) { return e.ordinal == s.ordinal; });
}

// Of the variable that the event names one of these changes is meant.
bool is_meant(const Execution& ex, const graph::EventSpec& event, const std::vector<Execution::Change>& changes) {
  if (event.variable_name.empty()) return true;
  return std::any_of(changes.begin(), changes.end(), [&](const Execution::Change& change) {
    const auto& set = std::get<journal::VariableSet>(ex.record().events[change.event]);
    return set.name == event.variable_name && (change.created ? event.on_create : event.on_update);
  });
}

}  // namespace

bool condition_holds(const Execution& ex, const graph::EventSpec& event, InstanceId instance) {
  return ex.holds(event.condition, instance);
}

Result<void> look_at_conditions(Execution& ex, const std::vector<Execution::Change>& changes) {
  std::vector<Subscription> waiting;
  for (const Subscription& s : ex.here().subscriptions)
    if (s.condition) waiting.push_back(s);
  for (const Subscription& s : waiting) {
    if (ex.ended()) return {};
    const Subscription* stands = ex.here().find_subscription(s.instance, s.ordinal);
    if (stands == nullptr) continue;  // one before it has ended what waits
    const graph::EventSpec& event = definition(ex, s);
    if (!is_meant(ex, event, changes)) continue;
    const bool holds = condition_holds(ex, event, s.instance);
    if (holds == stands->holds) continue;
    ex.emit(journal::ConditionChanged{s.instance, s.ordinal, holds});
    if (holds) TRY_VOID(receive(ex, s.instance, s.ordinal, Value()));
  }
  return {};
}

}  // namespace chancery::runtime::steps
