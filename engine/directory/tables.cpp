#include "engine/directory/tables.h"

#include <algorithm>
#include <charconv>

namespace chancery::directory {
namespace {

template <class T>
bool runs(const T& period, Instant at) {
  return period.from <= at && (!period.until || at < *period.until) && (!period.ended || at < *period.ended);
}

// Has somebody followed whose holding began when the term was over?
bool has_successor(const PostRecord& record, const Holding& holding, Instant at) {
  return std::any_of(record.holdings.begin(), record.holdings.end(), [&](const Holding& other) {
    return other.number != holding.number && !other.terms.designated && other.terms.seal == holding.terms.seal &&
           other.terms.from >= *holding.terms.until && other.terms.from <= at;
  });
}

bool is_active_in(const PostRecord& record, const Holding& holding, Instant at) {
  const PostTerms& terms = holding.terms;
  if (terms.designated || at < terms.from || (holding.ended && at >= *holding.ended)) return false;
  if (!terms.until || at < *terms.until) return true;
  return terms.stays && !has_successor(record, holding, at);
}

bool is_designated_at(const Holding& holding, Instant at) {
  const PostTerms& terms = holding.terms;
  return terms.designated && terms.from <= at && (!terms.until || at < *terms.until) &&
         (!holding.ended || at < *holding.ended);
}

}  // namespace

bool Absence::covers(Instant at) const { return runs(*this, at); }
bool ActingPeriod::covers(Instant at) const { return runs(*this, at); }

DirectoryTables::DirectoryTables(DirectoryTables* below)
    : units(&below->units),
      persons(&below->persons),
      posts(&below->posts),
      proposals(&below->proposals),
      counters(&below->counters),
      unit_by_key(&below->unit_by_key),
      person_by_account(&below->person_by_account),
      person_by_id_hash(&below->person_by_id_hash),
      post_by_number(&below->post_by_number),
      posts_of_unit(&below->posts_of_unit),
      below_(below) {}

void DirectoryTables::merge_down() {
  units.merge_down();
  persons.merge_down();
  posts.merge_down();
  proposals.merge_down();
  counters.merge_down();
  unit_by_key.merge_down();
  person_by_account.merge_down();
  person_by_id_hash.merge_down();
  post_by_number.merge_down();
  posts_of_unit.merge_down();
}

void DirectoryTables::rest_on(DirectoryTables* below) {
  units.rest_on(&below->units);
  persons.rest_on(&below->persons);
  posts.rest_on(&below->posts);
  proposals.rest_on(&below->proposals);
  counters.rest_on(&below->counters);
  unit_by_key.rest_on(&below->unit_by_key);
  person_by_account.rest_on(&below->person_by_account);
  person_by_id_hash.rest_on(&below->person_by_id_hash);
  post_by_number.rest_on(&below->post_by_number);
  posts_of_unit.rest_on(&below->posts_of_unit);
  below_ = below;
}

void DirectoryTables::clear() {
  units.clear();
  persons.clear();
  posts.clear();
  proposals.clear();
  counters.clear();
  unit_by_key.clear();
  person_by_account.clear();
  person_by_id_hash.clear();
  post_by_number.clear();
  posts_of_unit.clear();
}

bool DirectoryTables::unchanged() const { return counters.unchanged(); }  // every event moves the revision

const DirectoryTables& DirectoryTables::settled() const {
  const DirectoryTables* table = this;
  while (table->below_ != nullptr && table->unchanged()) table = table->below_;
  return *table;
}

Counters DirectoryTables::last_numbers() const {
  const Counters* found = counters.find(std::uint64_t{0});
  return found != nullptr ? *found : Counters{};
}

const UnitRecord* DirectoryTables::unit(std::string_view key) const {
  const UnitId* id = unit_by_key.find(key);
  return id != nullptr ? units.find(*id) : nullptr;
}

PersonId DirectoryTables::person_of_account(std::string_view account) const {
  const PersonId* id = person_by_account.find(account);
  return id != nullptr ? *id : PersonId{};
}

PersonId DirectoryTables::person_of_id_hash(std::string_view id_hash) const {
  const PersonId* id = id_hash.empty() ? nullptr : person_by_id_hash.find(id_hash);
  return id != nullptr ? *id : PersonId{};
}

PersonId DirectoryTables::resolve_person(std::string_view text) const {
  if (const PersonId id = person_of_account(text)) return id;
  std::uint64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size()) return {};
  return persons.find(PersonId{number}) != nullptr ? PersonId{number} : PersonId{};
}

std::vector<UnitId> DirectoryTables::with_ancestors(UnitId id) const {
  std::vector<UnitId> chain;
  for (const UnitRecord* record = units.find(id); record != nullptr; record = units.find(record->parent))
    chain.push_back(record->id);
  return chain;
}

UnitId DirectoryTables::ancestor_of_kind(UnitId id, std::string_view kind) const {
  for (const UnitRecord* record = units.find(id); record != nullptr; record = units.find(record->parent))
    if (record->kind == kind) return record->id;
  return {};
}

bool DirectoryTables::is_within(UnitId id, UnitId ancestor) const {
  for (const UnitRecord* record = units.find(id); record != nullptr; record = units.find(record->parent))
    if (record->id == ancestor) return true;
  return false;
}

bool DirectoryTables::is_active(const PostKeyView& key, const Holding& holding, Instant at) const {
  const PostRecord* record = posts.find(key);
  return record != nullptr && is_active_in(*record, holding, at);
}

std::vector<HeldPost> DirectoryTables::holders(UnitId unit_id, std::string_view post, Instant at, std::string_view seal,
                                               Posts which) const {
  std::vector<HeldPost> found;
  const PostRecord* record = posts.find(PostKeyView{unit_id, post});
  if (record == nullptr) return found;
  for (const Holding& holding : record->holdings) {
    if (!seal.empty() && holding.terms.seal != seal) continue;
    if (is_active_in(*record, holding, at) || (which == Posts::kDesignatedToo && is_designated_at(holding, at)))
      found.push_back({post_by_number.find(holding.number), &holding});
  }
  return found;
}

std::vector<HeldPost> DirectoryTables::posts_of(PersonId person_id, Instant at, Posts which) const {
  std::vector<HeldPost> found;
  const PersonRecord* owner = persons.find(person_id);
  if (owner == nullptr) return found;
  for (const PostKey& key : owner->posts) {
    const PostRecord* record = posts.find(key);
    if (record == nullptr) continue;
    for (const Holding& holding : record->holdings) {
      if (holding.terms.person != person_id) continue;
      if (is_active_in(*record, holding, at) || (which == Posts::kDesignatedToo && is_designated_at(holding, at)))
        found.push_back({&key, &holding});
    }
  }
  return found;
}

bool DirectoryTables::holds(PersonId person_id, UnitId unit_id, std::string_view post, Instant at,
                            std::string_view seal) const {
  const PostRecord* record = posts.find(PostKeyView{unit_id, post});
  return record != nullptr &&
         std::any_of(record->holdings.begin(), record->holdings.end(), [&](const Holding& holding) {
           return holding.terms.person == person_id && (seal.empty() || holding.terms.seal == seal) &&
                  is_active_in(*record, holding, at);
         });
}

const Holding* DirectoryTables::holding(PostNumber number) const {
  const PostKey* key = post_by_number.find(number);
  const PostRecord* record = key != nullptr ? posts.find(*key) : nullptr;
  if (record == nullptr) return nullptr;
  for (const Holding& holding : record->holdings)
    if (holding.number == number) return &holding;
  return nullptr;
}

bool DirectoryTables::is_absent(PersonId person_id, Instant at) const {
  const PersonRecord* record = persons.find(person_id);
  return record != nullptr && std::any_of(record->absences.begin(), record->absences.end(),
                                          [&](const Absence& absence) { return absence.covers(at); });
}

const ActingPeriod* DirectoryTables::acting_period(UnitId unit_id, std::string_view post, Instant at) const {
  const PostRecord* record = posts.find(PostKeyView{unit_id, post});
  if (record == nullptr) return nullptr;
  for (const ActingPeriod& period : record->acting)
    if (period.covers(at)) return &period;
  return nullptr;
}

PersonId DirectoryTables::acting_for(UnitId unit_id, std::string_view post, Instant at) const {
  const ActingPeriod* period = acting_period(unit_id, post, at);
  return period != nullptr ? period->person : PersonId{};
}

std::vector<PostKey> DirectoryTables::acting_posts_of(PersonId person_id, Instant at) const {
  std::vector<PostKey> found;
  const PersonRecord* record = persons.find(person_id);
  if (record == nullptr) return found;
  for (const PostKey& key : record->acting)
    if (acting_for(key.unit, key.post, at) == person_id) found.push_back(key);
  return found;
}

std::vector<PersonId> DirectoryTables::relatives(PersonId person_id) const {
  std::vector<PersonId> found;
  if (const PersonRecord* record = persons.find(person_id))
    for (const Relative& relative : record->relatives) found.push_back(relative.person);
  std::sort(found.begin(), found.end());
  return found;
}

bool DirectoryTables::are_relatives(PersonId a, PersonId b) const {
  const PersonRecord* record = persons.find(a);
  return record != nullptr && std::any_of(record->relatives.begin(), record->relatives.end(),
                                          [&](const Relative& relative) { return relative.person == b; });
}

}  // namespace chancery::directory
