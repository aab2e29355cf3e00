// HotIndex: the projections that live in memory: tasks by person, tasks that nobody has by unit and duty, timers by due
// instant, incidents. Derived from the committed cases, updated with each commit under its lock, rebuilt at start.
// Never a source of truth.
#pragma once

#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "engine/runtime/case_state.h"
#include "engine/runtime/start_timers.h"

namespace chancery::service {

// The place of a task in every list: earliest due first, those without a due date last.
struct TaskRank {
  std::int64_t due_ms = kNeverDue;
  TaskId task;
  auto operator<=>(const TaskRank&) const = default;
  static constexpr std::int64_t kNeverDue = std::numeric_limits<std::int64_t>::max();
};
TaskRank rank_of(const runtime::Task& task);

// A duty as one package numbers it, from 1; 0 = none.
struct DutyOfPackage {
  PackageId package;
  std::uint32_t duty = 0;
  auto operator<=>(const DutyOfPackage&) const = default;
};

// By when it was raised. Of several incidents of one instance and timer only the one that a retry would take.
struct IncidentPlace {
  Instant at;
  CaseId case_id;
  InstanceId instance;
  std::uint32_t timer = 0;
  auto operator<=>(const IncidentPlace&) const = default;
};

struct HotIndex {
  std::map<UnitId, std::map<DutyOfPackage, std::set<TaskRank>>> unclaimed;
  std::map<PersonId, std::map<UnitId, std::set<TaskRank>>> tasks_of_person;
  std::map<UnitId, std::set<CaseId>> cases_of_unit;
  // Those that are not stopped, with their numbers; those of start events are of case 0.
  std::set<std::tuple<Instant, CaseId, std::uint32_t>> timers;
  std::set<IncidentPlace> incidents;
  std::uint64_t task_count = 0;

  // `before` and `after` may be null (a case that began or ended).
  void update(CaseId id, const runtime::CaseState* before, const runtime::CaseState* after);
  void update(std::uint32_t start_timer, const runtime::StartTimer* before, const runtime::StartTimer* after);

 private:
  void remove(CaseId id, const runtime::CaseState& c);
  void add(CaseId id, const runtime::CaseState& c);
};

}  // namespace chancery::service
