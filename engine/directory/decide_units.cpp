// Commands on units, persons and accounts, and the founding.
#include <algorithm>

#include "engine/directory/decide.h"

namespace chancery::directory {
namespace {

constexpr std::size_t kKeyBytesMax = 64;

bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool is_key(std::string_view text, std::string_view signs) {
  return !text.empty() && text.size() <= kKeyBytesMax && text.front() >= 'a' && text.front() <= 'z' &&
         std::all_of(text.begin(), text.end(),
                     [&](char c) { return is_lower_or_digit(c) || signs.find(c) != std::string_view::npos; });
}

std::string text_of(PersonId person) { return std::to_string(person.value); }

Result<void> check_account(const DirectoryTables& tables, std::string_view account) {
  if (!is_key(account, "-_.")) return invalid("directory.bad-account", {{"account", std::string(account)}});
  if (tables.person_of_account(account))
    return conflict("directory.account-taken", {{"account", std::string(account)}});
  return {};
}

Result<void> check_unit_words(std::string_view key, std::string_view kind, const NamePair& name) {
  if (!is_key(key, "-")) return invalid("directory.bad-key", {{"key", std::string(key)}});
  if (!is_key(kind, "-")) return invalid("directory.bad-unit-kind", {{"kind", std::string(kind)}});
  if (name.zh.empty()) return invalid("directory.name-missing");
  return {};
}

Result<void> check_person_data(const DirectoryTables& tables, const NewPerson& data, PersonId self) {
  if (!data.name.is_null() && !data.name.is_personal()) return invalid("directory.name-not-a-reference");
  const PersonId known = tables.person_of_id_hash(data.id_hash);
  if (known && known != self) return conflict("directory.id-known", {{"person", text_of(known)}});
  return {};
}

Result<void> check_place_in_tree(const DirectoryTables& tables, const UnitRequest& request) {
  const UnitRecord* same = tables.unit(request.key);
  if (!request.unit) {
    if (same != nullptr) return conflict("directory.key-taken", {{"key", request.key}});
  } else {
    const UnitRecord* known = tables.unit(request.unit);
    if (known == nullptr) return not_found("directory.unknown-unit", {{"unit", std::to_string(request.unit.value)}});
    if (known->key != request.key) return invalid("directory.key-is-fixed", {{"key", known->key}});
  }
  if (request.parent.empty()) return {};
  const UnitRecord* parent = tables.unit(request.parent);
  if (parent == nullptr) return not_found("directory.unknown-unit", {{"unit", request.parent}});
  if (request.unit && tables.is_within(parent->id, request.unit))
    return invalid("directory.parent-is-below", {{"unit", request.parent}});
  return {};
}

}  // namespace

Result<Events> decide_found(const DirectoryTables& tables, const FoundRequest& request, Instant now) {
  if (tables.is_founded()) return conflict("directory.already-founded");
  if (request.administrators.size() != 2) return refused("directory.two-administrators");
  const NewPerson& first = request.administrators[0];
  const NewPerson& second = request.administrators[1];
  if (first.account == second.account || (!first.id_hash.empty() && first.id_hash == second.id_hash))
    return refused("directory.same-person");
  TRY_VOID(check_unit_words(request.unit_key, request.unit_kind, request.unit_name));
  for (const NewPerson& person : request.administrators) {
    TRY_VOID(check_account(tables, person.account));
    TRY_VOID(check_person_data(tables, person, {}));
  }
  const UnitId root{1};
  Events events;
  events.emplace_back(journal::Founded{root, {PersonId{1}, PersonId{2}}});
  events.emplace_back(
      journal::UnitRecorded{root, request.unit_key, request.unit_kind, "", {}, request.unit_name, 0, false, {}});
  for (std::uint64_t i = 0; i < 2; ++i) {
    const NewPerson& person = request.administrators[i];
    const PersonId id{i + 1};
    events.emplace_back(journal::PersonRecorded{id, person.name, person.id_hash, root});
    events.emplace_back(journal::AccountLinked{person.account, id});
    PostTerms terms;
    terms.unit = root;
    terms.person = id;
    terms.post = kAdministratorPost;
    terms.from = now;
    terms.basis = "founding";
    events.emplace_back(journal::PostGiven{PostNumber{i + 1}, terms, {}, {}});
  }
  return events;
}

Result<Events> decide_record_unit(const DirectoryTables& tables, const UnitRequest& request) {
  TRY_VOID(check_unit_words(request.key, request.kind, request.name));
  if (!request.law.empty() && request.law != "village" && request.law != "residents")
    return invalid("directory.bad-law", {{"law", request.law}});
  if (!request.custom.is_null() && !request.custom.is_context()) return invalid("directory.custom-not-a-context");
  TRY_VOID(check_place_in_tree(tables, request));
  const UnitRecord* parent = request.parent.empty() ? nullptr : tables.unit(request.parent);
  const UnitId id = request.unit ? request.unit : UnitId{tables.last_numbers().unit + 1};
  Events events;
  events.emplace_back(journal::UnitRecorded{id, request.key, request.kind, request.law,
                                            parent != nullptr ? parent->id : UnitId{}, request.name, request.households,
                                            request.has_representatives_meeting, request.custom});
  return events;
}

Result<Events> decide_record_person(const DirectoryTables& tables, const PersonRequest& request) {
  if (request.person && tables.person(request.person) == nullptr)
    return not_found("directory.unknown-person", {{"person", text_of(request.person)}});
  const UnitRecord* unit = request.unit.empty() ? nullptr : tables.unit(request.unit);
  if (unit == nullptr && !request.unit.empty()) return not_found("directory.unknown-unit", {{"unit", request.unit}});
  TRY_VOID(check_person_data(tables, request.data, request.person));
  const PersonId id = request.person ? request.person : PersonId{tables.last_numbers().person + 1};
  Events events;
  events.emplace_back(
      journal::PersonRecorded{id, request.data.name, request.data.id_hash, unit != nullptr ? unit->id : UnitId{}});
  if (!request.data.account.empty() && tables.person_of_account(request.data.account) != id) {
    TRY_VOID(check_account(tables, request.data.account));
    events.emplace_back(journal::AccountLinked{request.data.account, id});
  }
  return events;
}

Result<Events> decide_link_account(const DirectoryTables& tables, PersonId person, std::string_view account) {
  if (tables.person(person) == nullptr) return not_found("directory.unknown-person", {{"person", text_of(person)}});
  TRY_VOID(check_account(tables, account));
  Events events;
  events.emplace_back(journal::AccountLinked{std::string(account), person});
  return events;
}

Result<Events> decide_unlink_account(const DirectoryTables& tables, std::string_view account) {
  const PersonId person = tables.person_of_account(account);
  if (!person) return not_found("directory.unknown-account", {{"account", std::string(account)}});
  Events events;
  events.emplace_back(journal::AccountUnlinked{std::string(account), person});
  return events;
}

}  // namespace chancery::directory
