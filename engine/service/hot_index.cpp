#include "engine/service/hot_index.h"

#include <algorithm>

namespace chancery::service {

namespace {

// Takes an entry out of a set in a map, or in a map of maps, and whatever is empty then.
template <class Key, class Entry>
void take_out(std::map<Key, std::set<Entry>>& map, const Key& key, const Entry& entry) {
  const auto it = map.find(key);
  if (it == map.end()) return;
  it->second.erase(entry);
  if (it->second.empty()) map.erase(it);
}
template <class Outer, class Key, class Entry>
void take_out(std::map<Outer, std::map<Key, std::set<Entry>>>& map, const Outer& outer, const Key& key,
              const Entry& entry) {
  const auto it = map.find(outer);
  if (it == map.end()) return;
  take_out(it->second, key, entry);
  if (it->second.empty()) map.erase(it);
}

// As `runtime` finds the incident of a retry: the first one of the instance and timer.
bool is_first(const runtime::CaseState& c, const runtime::Incident& incident) {
  const auto first = std::find_if(c.incidents.begin(), c.incidents.end(), [&incident](const runtime::Incident& other) {
    return other.instance == incident.instance && other.timer == incident.timer;
  });
  return &*first == &incident;
}

}  // namespace

TaskRank rank_of(const runtime::Task& task) { return {task.due.ms == 0 ? TaskRank::kNeverDue : task.due.ms, task.id}; }

void HotIndex::update(CaseId id, const runtime::CaseState* before, const runtime::CaseState* after) {
  if (before != nullptr) remove(id, *before);
  if (after != nullptr) add(id, *after);
}

void HotIndex::update(std::uint32_t start_timer, const runtime::StartTimer* before, const runtime::StartTimer* after) {
  if (before != nullptr && before->armed) timers.erase({before->due, CaseId{}, start_timer});
  if (after != nullptr && after->armed) timers.insert({after->due, CaseId{}, start_timer});
}

void HotIndex::remove(CaseId id, const runtime::CaseState& c) {
  take_out(cases_of_unit, c.unit, id);
  for (const runtime::Instance& i : c.instances) {
    if (!i.task) continue;
    --task_count;
    if (i.task->assignee)
      take_out(tasks_of_person, i.task->assignee, c.unit, rank_of(*i.task));
    else
      take_out(unclaimed, c.unit, DutyOfPackage{c.package, i.task->duty}, rank_of(*i.task));
  }
  for (const runtime::Timer& t : c.timers) timers.erase({t.due, id, t.number});
  for (const runtime::Incident& incident : c.incidents)
    incidents.erase({incident.at, id, incident.instance, incident.timer});
}

void HotIndex::add(CaseId id, const runtime::CaseState& c) {
  cases_of_unit[c.unit].insert(id);
  for (const runtime::Instance& i : c.instances) {
    if (!i.task) continue;
    ++task_count;
    if (i.task->assignee)
      tasks_of_person[i.task->assignee][c.unit].insert(rank_of(*i.task));
    else
      unclaimed[c.unit][{c.package, i.task->duty}].insert(rank_of(*i.task));
  }
  for (const runtime::Timer& t : c.timers)
    if (!t.stopped) timers.insert({t.due, id, t.number});
  for (const runtime::Incident& incident : c.incidents)
    if (is_first(c, incident)) incidents.insert({incident.at, id, incident.instance, incident.timer});
}

}  // namespace chancery::service
