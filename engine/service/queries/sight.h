// Sight: what one person may see. A case: its starter, its applicant, whoever works in its unit or in a unit above it, whoever acted in
// it, whoever has or is offered a task of it, and auditors. Administrators see units, people and incidents, no case.
//
// Posts of membership (being a resident) and of administration make nobody staff of a unit. Built under the lock, for one query.
#pragma once

#include <set>
#include <vector>

#include "engine/service/queries/reading.h"

namespace chancery::service::queries {

class Sight {
 public:
  Sight(const Reading& reading, PersonId person);

  PersonId person() const { return person_; }
  bool is_auditor() const { return auditor_; }
  bool is_administrator() const { return administrator_; }
  bool is_staff(UnitId unit) const { return staff_.contains(unit); }
  bool is_above(const Reading& reading, UnitId unit) const;  // works in a unit above it
  // Works there or above it, or audits: reads its cases and registers.
  bool sees_work_of(const Reading& reading, UnitId unit) const;
  // Its people and posts: also those who belong to it, and administrators.
  bool sees_unit(const Reading& reading, UnitId unit) const;
  bool sees_case(const Reading& reading, CaseId id, const runtime::CaseState& c) const;
  // Personal values in plain: the staff of the unit and the person whose matter it is.
  bool is_entitled(UnitId unit, PersonId applicant) const {
    return is_staff(unit) || (applicant && applicant == person_);
  }

  const std::set<UnitId>& staff_units() const { return staff_; }
  const std::set<UnitId>& own_units() const { return own_; }     // where any post is held, and where the person lives
  const std::set<std::string>& posts() const { return posts_; }  // held or acted for, anywhere
  // Own units, then those below units of work; for auditors and administrators all. In order of number within each part.
  std::vector<UnitId> units_of_work(const Reading& reading) const;

 private:
  bool has_task(const Reading& reading, CaseId id, const runtime::CaseState& c) const;

  PersonId person_;
  bool auditor_ = false;
  bool administrator_ = false;
  std::set<UnitId> staff_;
  std::set<UnitId> own_;
  std::set<std::string> posts_;
};

// Being of a place is no office: it opens nobody else's matters.
bool is_office(std::string_view post);
// May the person be offered this open task?
bool is_offered(const Reading& reading, PersonId person, CaseId id, const runtime::CaseState& c,
                const runtime::Instance& instance, const runtime::Program& program);

}  // namespace chancery::service::queries
