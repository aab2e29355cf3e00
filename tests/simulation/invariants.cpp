#include "tests/simulation/invariants.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace chancery::simulation {

namespace {

using runtime::CaseState;
using runtime::Instance;
using runtime::Lifecycle;

std::string number(std::uint64_t value) { return std::to_string(value); }

std::string fault_of_instances(const CaseState& c) {
  if (c.instances.empty()) return "a case without instances";
  InstanceId last;
  for (const Instance& i : c.instances) {
    if (!(last < i.id)) return "instances out of order at " + number(i.id.value);
    last = i.id;
    if (i.lifecycle != Lifecycle::kActive && i.lifecycle != Lifecycle::kIncident && i.lifecycle != Lifecycle::kKept)
      return "instance " + number(i.id.value) + " stands in a state that is none to wait in";
    if (&i == &c.instances.front()) {
      if (i.scope) return "the root has a parent";
      continue;
    }
    if (c.find(i.scope) == nullptr || !(i.scope < i.id)) return "instance " + number(i.id.value) + " has no parent";
    if (i.resumes && c.find(i.resumes) == nullptr)
      return "instance " + number(i.id.value) + " compensates for one that is gone";
  }
  return {};
}

std::string fault_of_waits(const CaseState& c) {
  for (const auto& token : c.tokens)
    if (c.find(token.scope) == nullptr) return "a token without a scope";
  for (const auto& timer : c.timers)
    if (c.find(timer.instance) == nullptr) return "a timer without an instance";
  for (const auto& subscription : c.subscriptions) {
    const Instance* i = c.find(subscription.instance);
    if (i == nullptr) return "a subscription without an instance";
    if (i->lifecycle == Lifecycle::kKept) return "a scope that has been left waits for " + subscription.name;
  }
  for (const auto& compensable : c.compensables)
    if (c.find(compensable.scope) == nullptr || (compensable.kept && c.find(compensable.kept) == nullptr))
      return "something to compensate without a scope";
  for (const auto& incident : c.incidents) {
    if (c.find(incident.instance) == nullptr) return "an incident without an instance";
    if (incident.code != kWorkFailed) return "an incident that nobody provoked: " + incident.code;
  }
  return {};
}

using Hearing = std::tuple<std::string, CaseId, InstanceId, std::uint32_t>;

std::string fault_of_tables(const runtime::State& state) {
  std::vector<Hearing> waits;
  std::size_t tasks = 0;
  for (const auto& [id, c] : state.cases.own()) {
    for (const auto& s : c->subscriptions)
      if (!s.condition) waits.emplace_back(runtime::receiver_key(s.signal, s.name, s.key), id, s.instance, s.ordinal);
    for (const Instance& i : c->instances) {
      if (!i.task) continue;
      ++tasks;
      const runtime::TaskPlace* place = state.tasks.find(i.task->id);
      if (place == nullptr || place->case_id != id || place->instance != i.id) return "a task that cannot be found";
    }
  }
  if (tasks != state.tasks.own_size()) return "tasks of cases that have ended";
  std::vector<Hearing> table;
  for (const auto& [key, list] : state.receivers.own())
    for (const auto& r : list->receivers) table.emplace_back(key, r.case_id, r.instance, r.ordinal);
  std::sort(waits.begin(), waits.end());
  std::sort(table.begin(), table.end());
  return waits == table ? "" : "the table of receivers is not what waits";
}

}  // namespace

std::string fault_in(const runtime::State& state) {
  for (const auto& [id, c] : state.cases.own()) {
    std::string fault = fault_of_instances(*c);
    if (fault.empty()) fault = fault_of_waits(*c);
    if (!fault.empty()) return "case " + number(id.value) + ": " + fault;
  }
  return fault_of_tables(state);
}

void Ledger::remove(Instances& instances, InstanceId id) {
  std::vector<InstanceId> kept;
  for (const auto& [inside, known] : instances)
    if (known.scope == id && known.kept) kept.push_back(inside);
  for (const InstanceId inside : kept) remove(instances, inside);
  instances.erase(id);
}

std::string Ledger::take(CaseId id, const journal::Event& event) {
  if (const auto* e = std::get_if<journal::StartFailed>(&event)) return "a start failed: " + e->code;
  if (const auto* e = std::get_if<journal::MessageThrown>(&event); e != nullptr && e->buffered)
    ++buffered_[runtime::receiver_key(e->signal, e->name, e->key)];
  if (const auto* e = std::get_if<journal::BufferedTaken>(&event)) {
    const std::string key = runtime::receiver_key(false, e->name, e->key);
    if (buffered_[key] == 0) return "a message was taken that was never kept";
    if (--buffered_[key] == 0) buffered_.erase(key);
  }
  if (std::holds_alternative<journal::CaseStarted>(event)) {
    ++started_;
    cases_[id];
  }
  const auto found = cases_.find(id);
  if (found == cases_.end()) return {};
  Instances& instances = found->second;
  const auto leave = [&instances](InstanceId instance) -> std::string {
    if (!instances.contains(instance)) return "instance " + number(instance.value) + " ended that never was";
    for (const auto& [inside, known] : instances)
      if (known.scope == instance && !known.kept)
        return "instance " + number(instance.value) + " ended before " + number(inside.value) + " inside";
    remove(instances, instance);
    return {};
  };
  if (const auto* e = std::get_if<journal::ElementActivated>(&event)) instances[e->instance] = {e->scope, false};
  if (const auto* e = std::get_if<journal::ElementCompleted>(&event)) return leave(e->instance);
  if (const auto* e = std::get_if<journal::ElementTerminated>(&event)) return leave(e->instance);
  if (const auto* e = std::get_if<journal::ElementReleased>(&event)) return leave(e->instance);
  if (const auto* e = std::get_if<journal::ElementKept>(&event)) instances[e->instance].kept = true;
  if (const auto* e = std::get_if<journal::ElementResumed>(&event)) instances[e->instance].kept = false;
  if (std::holds_alternative<journal::CaseEnded>(event)) {
    ++ended_;
    const bool empty = instances.empty();
    cases_.erase(found);
    if (!empty) return "a case ended with instances";
  }
  return {};
}

std::string Ledger::add(const journal::Record& record) {
  for (const journal::Event& event : record.events)
    if (std::string fault = take(record.case_id, event); !fault.empty())
      return "record " + number(record.number.value) + ": " + fault;
  return {};
}

std::string Ledger::compare(const runtime::State& state) const {
  if (state.cases.own_size() != cases_.size()) return "other cases run than were begun and not ended";
  for (const auto& [id, instances] : cases_) {
    const CaseState* c = state.cases.find(id);
    if (c == nullptr || c->instances.size() != instances.size())
      return "case " + number(id.value) + " has other instances than its records say";
    for (const Instance& i : c->instances) {
      const auto known = instances.find(i.id);
      if (known == instances.end() || known->second.scope != i.scope ||
          known->second.kept != (i.lifecycle == Lifecycle::kKept))
        return "case " + number(id.value) + ": instance " + number(i.id.value) + " is not as its records say";
    }
  }
  std::map<std::string, std::size_t> kept;
  for (const auto& [key, list] : state.buffered.own()) kept[key] = list->payloads.size();
  return kept == buffered_ ? "" : "other messages are kept than were thrown and not taken";
}

}  // namespace chancery::simulation
