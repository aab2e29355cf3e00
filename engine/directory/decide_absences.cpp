// Absences, acting periods, declared kinship.
#include <algorithm>

#include "engine/directory/decide.h"

namespace chancery::directory {
namespace {

std::string text_of(PersonId person) { return std::to_string(person.value); }

Result<void> check_person(const DirectoryTables& tables, PersonId person) {
  if (tables.person(person) == nullptr) return not_found("directory.unknown-person", {{"person", text_of(person)}});
  return {};
}

Result<void> check_span(Instant from, std::optional<Instant> until) {
  if (until && *until <= from)
    return invalid("directory.bad-term", {{"from", to_rfc3339(from)}, {"until", to_rfc3339(*until)}});
  return {};
}

// When a period is really over: the earlier of `until` and `ended`.
template <class Period>
std::optional<Instant> end_of(const Period& period) {
  if (!period.until) return period.ended;
  return period.ended ? std::min(*period.until, *period.ended) : period.until;
}

template <class Period>
bool overlaps(const Period& period, Instant from, std::optional<Instant> until) {
  const std::optional<Instant> end = end_of(period);
  return (!end || from < *end) && (!until || period.from < *until);
}

template <class Item, class Number>
const Item* find_number(const std::vector<Item>& items, Number number) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.number == number; });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

Result<Events> decide_record_absence(const DirectoryTables& tables, PersonId person, Instant from,
                                     std::optional<Instant> until, std::string reason) {
  TRY_VOID(check_person(tables, person));
  TRY_VOID(check_span(from, until));
  for (const Absence& absence : tables.person(person)->absences)
    if (overlaps(absence, from, until))
      return conflict("directory.overlapping-absence", {{"number", std::to_string(absence.number.value)}});
  const AbsenceNumber number{tables.last_numbers().absence + 1};
  Events events;
  events.emplace_back(journal::AbsenceRecorded{number, person, from, until, std::move(reason)});
  return events;
}

Result<Events> decide_end_absence(const DirectoryTables& tables, PersonId person, AbsenceNumber number, Instant at) {
  TRY_VOID(check_person(tables, person));
  const std::string text = std::to_string(number.value);
  const Absence* absence = find_number(tables.person(person)->absences, number);
  if (absence == nullptr) return not_found("directory.unknown-absence", {{"number", text}});
  const std::optional<Instant> end = end_of(*absence);
  if (end && *end <= at) return conflict("directory.absence-has-ended", {{"number", text}});
  // One that has not begun is called off: it ends when it begins.
  Events events;
  events.emplace_back(journal::AbsenceEnded{number, person, std::max(at, absence->from)});
  return events;
}

Result<Events> decide_open_acting(const DirectoryTables& tables, const ActingRequest& request, Instant now,
                                  const ActingCheck& check) {
  const std::string person = text_of(request.person);
  if (tables.unit(request.unit) == nullptr)
    return not_found("directory.unknown-unit", {{"unit", std::to_string(request.unit.value)}});
  TRY_VOID(check_person(tables, request.person));
  TRY_VOID(check_span(request.from, request.until));
  if (request.until && *request.until <= now)
    return invalid("directory.bad-term", {{"from", to_rfc3339(request.from)}, {"until", to_rfc3339(*request.until)}});
  if (request.basis.empty()) return invalid("directory.basis-missing", {{"post", request.post}});
  const PostRecord* record = tables.posts.find(PostKeyView{request.unit, request.post});
  if (record == nullptr || record->holdings.empty())
    return refused("directory.post-has-no-holder", {{"post", request.post}});
  if (tables.holds(request.person, request.unit, request.post, request.from))
    return conflict("directory.already-holds", {{"post", request.post}, {"person", person}});
  for (const ActingPeriod& period : record->acting)
    if (overlaps(period, request.from, request.until))
      return conflict("directory.overlapping-acting", {{"number", std::to_string(period.number.value)}});
  if (check) TRY_VOID(check(request));
  const ActingNumber number{tables.last_numbers().acting + 1};
  Events events;
  events.emplace_back(journal::ActingOpened{number, request.unit, request.post, request.person, request.from,
                                            request.until, request.basis});
  return events;
}

Result<Events> decide_end_acting(const DirectoryTables& tables, UnitId unit, std::string_view post, ActingNumber number,
                                 Instant at, std::string reason) {
  const std::string text = std::to_string(number.value);
  const PostRecord* record = tables.posts.find(PostKeyView{unit, post});
  const ActingPeriod* period = record != nullptr ? find_number(record->acting, number) : nullptr;
  if (period == nullptr) return not_found("directory.unknown-acting", {{"number", text}});
  const std::optional<Instant> end = end_of(*period);
  if (end && *end <= at) return conflict("directory.acting-has-ended", {{"number", text}});
  Events events;
  events.emplace_back(
      journal::ActingEnded{number, unit, std::string(post), std::max(at, period->from), std::move(reason)});
  return events;
}

Result<Events> decide_declare_kinship(const DirectoryTables& tables, PersonId person, PersonId other,
                                      std::string relation) {
  TRY_VOID(check_person(tables, person));
  TRY_VOID(check_person(tables, other));
  if (person == other) return invalid("directory.same-person");
  if (relation.empty()) return invalid("directory.relation-missing");
  if (tables.are_relatives(person, other)) return conflict("directory.already-relatives");
  Events events;
  events.emplace_back(journal::KinshipDeclared{person, other, std::move(relation)});
  return events;
}

Result<Events> decide_withdraw_kinship(const DirectoryTables& tables, PersonId person, PersonId other,
                                       std::string reason) {
  if (!tables.are_relatives(person, other)) return not_found("directory.not-relatives");
  if (reason.empty()) return invalid("directory.reason-missing");
  Events events;
  events.emplace_back(journal::KinshipWithdrawn{person, other, std::move(reason)});
  return events;
}

}  // namespace chancery::directory
