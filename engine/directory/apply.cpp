// apply: writes of the directory's events, nothing else. Indexes move with the tables they index.
#include <algorithm>

#include "engine/directory/index.h"
#include "engine/directory/tables.h"

namespace chancery::directory {
namespace {

constexpr std::uint64_t kCountersKey = 0;

Counters& moved(DirectoryTables& tables) {
  Counters& counters = tables.counters.edit(kCountersKey);
  ++counters.revision;
  return counters;
}

template <class Item, class Number>
Item& numbered(std::vector<Item>& items, Number number) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.number == number; });
  CHANCERY_ASSERT(found != items.end());
  return *found;
}

template <class Item>
void add_once(std::vector<Item>& items, const Item& item) {
  if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
}

void add_relative(DirectoryTables& tables, PersonId person, PersonId other, const std::string& relation) {
  tables.persons.edit(person).relatives.push_back({other, relation});
}

void remove_relative(DirectoryTables& tables, PersonId person, PersonId other) {
  std::erase_if(tables.persons.edit(person).relatives,
                [&](const Relative& relative) { return relative.person == other; });
}

}  // namespace

void index_unit(DirectoryTables& tables, const UnitRecord& unit) { tables.unit_by_key.edit(unit.key) = unit.id; }

void index_person(DirectoryTables& tables, const PersonRecord& person) {
  if (!person.id_hash.empty()) tables.person_by_id_hash.edit(person.id_hash) = person.id;
  for (const std::string& account : person.accounts) tables.person_by_account.edit(account) = person.id;
}

void index_post(DirectoryTables& tables, const PostKey& key) {
  std::vector<std::string>& ids = tables.posts_of_unit.edit(key.unit);
  const auto place = std::lower_bound(ids.begin(), ids.end(), key.post);
  if (place == ids.end() || *place != key.post) ids.insert(place, key.post);
}

void apply(DirectoryTables& tables, const journal::UnitRecorded& event) {
  Counters& counters = moved(tables);
  counters.unit = std::max(counters.unit, event.unit.value);
  UnitRecord& unit = tables.units.edit(event.unit);
  unit = {event.unit,   event.key,  event.kind,       event.law,
          event.parent, event.name, event.households, event.has_representatives_meeting,
          event.custom};
  index_unit(tables, unit);
}

void apply(DirectoryTables& tables, const journal::PersonRecorded& event) {
  Counters& counters = moved(tables);
  counters.person = std::max(counters.person, event.person.value);
  PersonRecord& person = tables.persons.edit(event.person);
  if (!person.id_hash.empty()) tables.person_by_id_hash.erase(person.id_hash);
  person.id = event.person;
  person.name = event.name;
  person.id_hash = event.id_hash;
  person.unit = event.unit;
  index_person(tables, person);
}

void apply(DirectoryTables& tables, const journal::AccountLinked& event) {
  moved(tables);
  add_once(tables.persons.edit(event.person).accounts, event.account);
  tables.person_by_account.edit(event.account) = event.person;
}

void apply(DirectoryTables& tables, const journal::AccountUnlinked& event) {
  moved(tables);
  std::erase(tables.persons.edit(event.person).accounts, event.account);
  tables.person_by_account.erase(event.account);
}

void apply(DirectoryTables& tables, const journal::PostProposed& event) {
  moved(tables).proposal = event.number.value;
  tables.proposals.edit(event.number) = {event.terms, event.ends, event.end_at, event.reason, event.by};
}

void apply(DirectoryTables& tables, const journal::PostProposalWithdrawn& event) {
  moved(tables);
  tables.proposals.erase(event.number);
}

void apply(DirectoryTables& tables, const journal::PostGiven& event) {
  moved(tables).post = event.number.value;
  const PostKey key{event.terms.unit, event.terms.post};
  tables.posts.edit(key).holdings.push_back({event.number, event.terms, std::nullopt, event.proposal, event.by});
  tables.post_by_number.edit(event.number) = key;
  add_once(tables.persons.edit(event.terms.person).posts, key);
  index_post(tables, key);
  if (event.proposal) tables.proposals.erase(event.proposal);
}

void apply(DirectoryTables& tables, const journal::PostEnded& event) {
  moved(tables);
  numbered(tables.posts.edit({event.unit, event.post}).holdings, event.number).ended = event.at;
  if (event.proposal) tables.proposals.erase(event.proposal);
}

void apply(DirectoryTables& tables, const journal::AbsenceRecorded& event) {
  moved(tables).absence = event.number.value;
  tables.persons.edit(event.person)
      .absences.push_back({event.number, event.from, event.until, std::nullopt, event.reason});
}

void apply(DirectoryTables& tables, const journal::AbsenceEnded& event) {
  moved(tables);
  numbered(tables.persons.edit(event.person).absences, event.number).ended = event.at;
}

void apply(DirectoryTables& tables, const journal::ActingOpened& event) {
  moved(tables).acting = event.number.value;
  const PostKey key{event.unit, event.post};
  tables.posts.edit(key).acting.push_back(
      {event.number, event.person, event.from, event.until, std::nullopt, event.basis});
  add_once(tables.persons.edit(event.person).acting, key);
  index_post(tables, key);
}

void apply(DirectoryTables& tables, const journal::ActingEnded& event) {
  moved(tables);
  numbered(tables.posts.edit({event.unit, event.post}).acting, event.number).ended = event.at;
}

void apply(DirectoryTables& tables, const journal::KinshipDeclared& event) {
  moved(tables);
  add_relative(tables, event.person, event.other, event.relation);
  add_relative(tables, event.other, event.person, event.relation);
}

void apply(DirectoryTables& tables, const journal::KinshipWithdrawn& event) {
  moved(tables);
  remove_relative(tables, event.person, event.other);
  remove_relative(tables, event.other, event.person);
}

void apply(DirectoryTables& tables, const journal::Founded& event) { moved(tables).root = event.root; }

void apply(DirectoryTables& tables, const journal::DirectoryEvent& event) {
  std::visit([&](const auto& one) { apply(tables, one); }, event);
}

}  // namespace chancery::directory
