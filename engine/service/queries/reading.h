// Reading: the committed state under its lock, for as long as one page needs it; and the small values that answers are made of.
//
// Rule: whatever takes a Reading runs under the lock and asks no store. Names of persons are put in as placeholders (name_slot) and
// filled in by finish() after the lock is gone. Texts for people are {zh, en}, or a message {code, parameters} of the catalogue
// (config/locale), which the one who writes the answer out turns into the reader's language.
#pragma once

#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>

#include "engine/service/impl.h"

namespace chancery::service::queries {

using Impl = Engine::Impl;
using ProgramPointer = std::shared_ptr<const runtime::Program>;
using CasePointer = std::shared_ptr<const runtime::CaseState>;

struct Reading {
  explicit Reading(const Impl& i);
  ProgramPointer program(PackageId id) const;
  ProgramPointer latest() const;
  const directory::DirectoryTables& directory() const { return state.directory; }

  const Impl& impl;
  std::shared_lock<std::shared_mutex> lock;
  const runtime::State& state;
  const ZoneTable& zones;
  Instant at;
};

inline constexpr std::size_t kPageMax = 200;
std::size_t limit_of(const Page& page);  // 1 … kPageMax

// ---- values
Value number_text(std::uint64_t number);
template <class Tag>
Value id_text(Id<Tag> id) {
  return number_text(id.value);
}
template <class Tag>
Value id_or_null(Id<Tag> id) {
  return id ? number_text(id.value) : Value();
}
Value integer(std::int64_t number);
Value text_or_null(std::string_view text);
Value pair(std::string_view zh, std::string_view en);
Value pair(const duty::Text& text);
Value pair(const journal::NamePair& text);
// {code, parameters}; the remedy of the same code has `part` "remedy" besides.
Value message(std::string_view code, Context parameters = {});
Value remedy(std::string_view code, Context parameters = {});
Value code_text(std::string_view code, Value text);
Value local_instant(const ZoneTable& zones, Instant at);
Value instant_or_null(const ZoneTable& zones, Instant at);  // null for 0
Value local_day(const ZoneTable& zones, Instant at);        // 2026-03-02
Value items_answer(List items);                             // {items, next: null}

// The name of a person, to be filled in by finish().
Value name_slot(PersonId person);
Value person_ref(PersonId person);  // {id, name}
Value person_or_null(PersonId person);
// The starter of a case that a message or a timer began: the program itself.
Value person_or_program(PersonId person);
Value unit_ref(const Reading& reading, UnitId unit);
// {zh, en} of a post in a package; its id when the package has none of that name.
Value post_text(const runtime::Program* program, std::string_view post);
Value duty_text(const runtime::Program& program, std::string_view duty);  // CodeText
Value duty_text(const runtime::Program& program, duty::DutyIndex duty);

PersonId person_of(const Value& value);  // a number, or a number as text; 0 else

// ---- after the lock
// Names of persons through the cache of the engine; "" when unknown or erased.
std::string name_of(const Impl& impl, PersonId person);
// The plain value behind a reference; nullopt when it was erased.
std::optional<Value> plain_value(const Impl& impl, const PersonalReference& reference);
// First character and stars; of a long number its first and last digit.
std::string masked(std::string_view text);
// The answer with every name filled in. A personal reference that an answer should not hold is shown as null.
Value finish(const Impl& impl, const Value& answer);

}  // namespace chancery::service::queries
