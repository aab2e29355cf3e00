#include "engine/service/hot_index.h"

namespace chancery::service {

void HotIndex::update(CaseId id, const runtime::CaseState* before, const runtime::CaseState* after) {
  if (before != nullptr) remove(id, *before);
  if (after != nullptr) add(id, *after);
}

void HotIndex::remove(CaseId id, const runtime::CaseState& c) {
  cases_of_unit[c.unit].erase(id);
  for (const runtime::Instance& i : c.instances)
    if (i.task) {
      tasks_of_unit[c.unit].erase(i.task->id);
      if (i.task->assignee) tasks_of_person[i.task->assignee].erase(i.task->id);
      --task_count;
    }
  for (const runtime::Timer& t : c.timers) timers.erase({t.due, id, t.number});
  incidents.erase(id);
}

void HotIndex::add(CaseId id, const runtime::CaseState& c) {
  cases_of_unit[c.unit].insert(id);
  for (const runtime::Instance& i : c.instances)
    if (i.task) {
      tasks_of_unit[c.unit].insert(i.task->id);
      if (i.task->assignee) tasks_of_person[i.task->assignee].insert(i.task->id);
      ++task_count;
    }
  for (const runtime::Timer& t : c.timers)
    if (!t.stopped) timers.insert({t.due, id, t.number});
  if (!c.incidents.empty()) incidents.insert(id);
}

}  // namespace chancery::service
