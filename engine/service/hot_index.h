// HotIndex: the projections that live in memory: open tasks by unit and by assignee, timers by due instant, cases with incidents.
// Derived from the committed cases, updated with each commit under its lock, rebuilt at start. Never a source of truth.
#pragma once

#include <map>
#include <set>
#include <tuple>

#include "engine/runtime/case_state.h"

namespace chancery::service {

struct HotIndex {
  std::map<UnitId, std::set<TaskId>> tasks_of_unit;
  std::map<PersonId, std::set<TaskId>> tasks_of_person;
  std::map<UnitId, std::set<CaseId>> cases_of_unit;
  std::set<std::tuple<Instant, CaseId, std::uint32_t>> timers;  // those that are not stopped
  std::set<CaseId> incidents;
  std::uint64_t task_count = 0;

  // `before` and `after` may be null (a case that began or ended).
  void update(CaseId id, const runtime::CaseState* before, const runtime::CaseState* after);

 private:
  void remove(CaseId id, const runtime::CaseState& c);
  void add(CaseId id, const runtime::CaseState& c);
};

}  // namespace chancery::service
