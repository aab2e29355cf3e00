#include "engine/service/queries/sight.h"

#include <algorithm>

#include "engine/runtime/steps/duties.h"

namespace chancery::service::queries {

namespace {
constexpr std::string_view kAuditorPost = "auditor";
constexpr std::string_view kMembershipPost = "resident";
}  // namespace

bool is_office(std::string_view post) {
  return post != kAuditorPost && post != kMembershipPost && post != directory::kAdministratorPost;
}

Sight::Sight(const Reading& reading, PersonId person) : person_(person) {
  const auto& directory = reading.directory();
  for (const auto& held : directory.posts_of(person, reading.at)) {
    own_.insert(held.key->unit);
    posts_.insert(held.key->post);
    auditor_ = auditor_ || held.key->post == kAuditorPost;
    administrator_ = administrator_ || held.key->post == directory::kAdministratorPost;
    if (is_office(held.key->post)) staff_.insert(held.key->unit);
  }
  for (const auto& key : directory.acting_posts_of(person, reading.at)) {
    own_.insert(key.unit);
    posts_.insert(key.post);
    staff_.insert(key.unit);
  }
  if (const auto* record = directory.person(person); record != nullptr && record->unit) own_.insert(record->unit);
}

bool Sight::is_above(const Reading& reading, UnitId unit) const {
  for (const UnitId ancestor : reading.directory().with_ancestors(unit))
    if (ancestor != unit && staff_.contains(ancestor)) return true;
  return false;
}

bool Sight::sees_work_of(const Reading& reading, UnitId unit) const {
  return auditor_ || is_staff(unit) || is_above(reading, unit);
}

bool Sight::sees_unit(const Reading& reading, UnitId unit) const {
  if (administrator_ || sees_work_of(reading, unit)) return true;
  // Those of a unit know it and the units above it.
  return std::any_of(own_.begin(), own_.end(), [&](UnitId own) { return reading.directory().is_within(own, unit); });
}

bool Sight::sees_case(const Reading& reading, CaseId id, const runtime::CaseState& c) const {
  if (person_ == c.starter || person_ == c.applicant || sees_work_of(reading, c.unit)) return true;
  for (const duty::Act& act : reading.state.acts.of_case(id))
    if (act.is_of(person_)) return true;
  return has_task(reading, id, c);
}

bool Sight::has_task(const Reading& reading, CaseId id, const runtime::CaseState& c) const {
  const ProgramPointer program = reading.program(c.package);
  if (program == nullptr) return false;
  for (const runtime::Instance& i : c.instances) {
    if (!i.task) continue;
    if (i.task->assignee == person_ || i.task->delegator == person_) return true;
    if (!i.task->assignee && is_offered(reading, person_, id, c, i, *program)) return true;
  }
  return false;
}

std::vector<UnitId> Sight::units_of_work(const Reading& reading) const {
  std::vector<UnitId> out;
  const auto* record = reading.directory().person(person_);
  if (record != nullptr && record->unit) out.push_back(record->unit);
  for (const UnitId unit : own_)
    if (std::find(out.begin(), out.end(), unit) == out.end()) out.push_back(unit);
  reading.directory().units.for_each([&](UnitId unit, const directory::UnitRecord&) {
    const bool below = auditor_ || administrator_ || is_above(reading, unit);
    if (below && !own_.contains(unit)) out.push_back(unit);
    return true;
  });
  return out;
}

bool is_offered(const Reading& reading, PersonId person, CaseId id, const runtime::CaseState& c,
                const runtime::Instance& instance, const runtime::Program& program) {
  if (instance.task->duty == 0) return false;
  const runtime::steps::TaskFacts facts(program, reading.state, reading.zones, id, c, instance.id, reading.at);
  return program.duty->offered(person, static_cast<duty::DutyIndex>(instance.task->duty - 1), facts.facts());
}

}  // namespace chancery::service::queries
