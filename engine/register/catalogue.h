// RegisterCatalogue: the declared books and entity kinds of one package (registers/*.json, package-format.md), checked
// and with their expressions compiled. Immutable once loaded; shared by all cases of the package. A book or kind has a
// small index within its catalogue; events and state name it by id, because books outlive packages.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/feel/feel.h"
#include "engine/journal/directory_events.h"
#include "engine/value/value.h"

namespace chancery::registers {

using journal::NamePair;

enum class FieldType : unsigned char {
  kText,
  kNumber,
  kBoolean,
  kDate,
  kDateTime,
  kPerson,
  kFile,
  kList,
  kContext,
  kAny
};
std::string_view field_type_name(FieldType type);  // as in the file: "text", "datetime" …

struct Field {
  std::string key;
  NamePair label;
  FieldType type = FieldType::kText;
  bool required = false;
  bool masked = false;  // shown in part only to those outside the case
};

struct Book {
  std::uint32_t index = 0;
  std::string id;
  NamePair name;
  std::string scope;  // "unit", or the kind of the object whose book it is: "seal"
  bool yearly = true;
  feel::Expression format;         // text over year, number, scope; empty: 2026-0001, or 0001 when not yearly
  std::string retention;           // "30y", "permanent"
  std::vector<std::string> kinds;  // of lines; empty: any
  std::vector<Field> fields;
};

struct Kind {
  std::uint32_t index = 0;
  std::string id;
  NamePair name;
  std::vector<std::string> states;
  std::string initial;
  std::vector<std::pair<std::string, std::string>> transitions;
  std::vector<Field> fields;
  bool has_state(std::string_view state) const;
  bool allows(std::string_view from, std::string_view to) const;
};

const Field* find_field(const std::vector<Field>& fields, std::string_view key);

class RegisterCatalogue {
 public:
  // Adds one file. All faults of the file come back at once, nothing is added then: codes of json::ObjectReader and
  // register.duplicate-id {id}, register.duplicate-field {pointer, key}, register.unknown-state {pointer, state},
  // register.duplicate-state {pointer, state}, register.states-missing {pointer}, register.bad-retention {pointer,
  // found}, register.reserved-field {pointer, key}, register.bad-id {pointer, found},
  // register.bad-transition-pair {pointer}, and feel.* for the format.
  std::vector<Diagnostic> add(std::string_view file, const Value& content, feel::SymbolTable& symbols);

  const Book* book(std::string_view id) const;
  const Kind* kind(std::string_view id) const;
  const Book& book(std::uint32_t index) const { return books_.at(index); }
  const Kind& kind(std::uint32_t index) const { return kinds_.at(index); }
  const std::vector<Book>& books() const { return books_; }  // by index
  const std::vector<Kind>& kinds() const { return kinds_; }

  // The symbols a number format reads.
  struct FormatSymbols {
    feel::Symbol year = 0;
    feel::Symbol number = 0;
    feel::Symbol scope = 0;
  };
  const FormatSymbols& format_symbols() const { return format_symbols_; }

 private:
  std::vector<Book> books_;
  std::vector<Kind> kinds_;
  FormatSymbols format_symbols_;
};

}  // namespace chancery::registers
