// What a process may do with registers: append a line, append a counter-entry, create and change an entity. Each checks
// the declaration and answers the one event, or a refusal. Personal references are accepted for fields of any type but
// number.
#pragma once

#include <optional>
#include <string>

#include "engine/register/catalogue.h"
#include "engine/register/tables.h"
#include "engine/value/zone_table.h"

namespace chancery::registers {

struct LineRequest {
  std::string book;
  std::string scope;  // key of the unit, id of the object
  std::string kind;   // of the line; may be empty
  UnitId unit;
  Value line;  // context
  Instant at;  // its local year numbers the line; occurred_at for a late paper entry
};
// The next number, without gap, from 1. Errors: register.unknown-book {book}, register.scope-missing {book},
// register.bad-line-kind {book, found, choices}, register.not-a-context, register.unknown-field {where, key},
// register.missing-field {where, key}, register.wrong-type {where, key, expected, found}, register.bad-number-format
// {book}.
Result<journal::LineAppended> decide_append_line(const RegisterCatalogue& catalogue, const RegisterTables& tables,
                                                 const ZoneTable& zones, const LineRequest& request);

struct CorrectionRequest {
  std::string book;
  std::string scope;
  std::uint64_t year = 0;  // of the line that is corrected; 0 for a book without years
  std::uint64_t number = 0;
  std::string kind = "corrected";  // or void, issued … as the book declares
  UnitId unit;
  Value line;
};
// A counter-entry under an existing number; declared fields may be left out. Errors besides: register.no-such-line
// {book, number}.
Result<journal::LineAppended> decide_correct_line(const RegisterCatalogue& catalogue, const RegisterTables& tables,
                                                  const CorrectionRequest& request);

struct CreateRequest {
  std::string kind;
  std::string id;     // empty: "<kind>-<n>"
  std::string state;  // empty: the initial one
  UnitId unit;
  Value content;
};
// Errors: register.unknown-kind {kind}, register.entity-exists {kind, id}, register.bad-entity-id {id},
// register.unknown-state {kind, state}, and those of the fields. Another state than the initial one must be reachable
// from it in one step.
Result<journal::EntityCreated> decide_create_entity(const RegisterCatalogue& catalogue, const RegisterTables& tables,
                                                    const CreateRequest& request);

struct ChangeRequest {
  std::string kind;
  std::string id;
  std::string state;                     // empty: stays
  Value changed;                         // context or null; a field set to null loses its value, a required one may not
  std::optional<std::uint64_t> version;  // refused when the entity has another one by now
};
// Errors: register.unknown-kind, register.no-such-entity {kind, id}, register.unknown-state, register.bad-transition
// {kind, id, from, to}, register.nothing-to-change {kind, id}, register.changed-meanwhile {kind, id, version}, and
// those of the fields. A transition to the state it is in already is refused like any other that is not declared.
Result<journal::EntityChanged> decide_change_entity(const RegisterCatalogue& catalogue, const RegisterTables& tables,
                                                    const ChangeRequest& request);

// {book, scope, year, number, text, kind}: the answer of register.append and register.correct.
Value line_value(const journal::LineAppended& event);

}  // namespace chancery::registers
