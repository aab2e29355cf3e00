// The events of the registers: lines of append-only books and entities with a lifecycle. Kinds 150 to 179. Books and
// kinds are named by their id, not by an index: an index holds within one package only, a book outlives packages.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "engine/base/ids.h"
#include "engine/value/value.h"

namespace chancery::journal {

// One line of a book. A counter-entry has `correction` set and the number of the line that it stands against: it takes
// no number of its own, so that the numbers of a book count what the book is about.
struct LineAppended {
  static constexpr std::uint32_t kKind = 150;
  static constexpr std::uint32_t kVersion = 1;
  std::string book;
  std::string scope;       // key of the unit, id of the seal …
  std::uint64_t year = 0;  // 0 for a book that is not numbered by year
  std::uint64_t number = 0;
  bool correction = false;
  std::string kind;  // "" or what the line is: numbered, issued, void, corrected
  std::string text;  // the printed number: 2026-0001
  UnitId unit;
  Value line;  // context
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.book);
    v(2, s.scope);
    v(3, s.year);
    v(4, s.number);
    v(5, s.correction);
    v(6, s.kind);
    v(7, s.text);
    v(8, s.unit);
    v(9, s.line);
  }
  bool operator==(const LineAppended&) const = default;
};

struct EntityCreated {
  static constexpr std::uint32_t kKind = 151;
  static constexpr std::uint32_t kVersion = 1;
  std::string kind;
  std::string id;
  std::uint64_t ordinal = 0;  // the counter of the kind when the id was made from it, else 0
  std::string state;
  UnitId unit;
  Value content;  // context of the declared fields
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.kind);
    v(2, s.id);
    v(3, s.ordinal);
    v(4, s.state);
    v(5, s.unit);
    v(6, s.content);
  }
  bool operator==(const EntityCreated&) const = default;
};

struct EntityChanged {
  static constexpr std::uint32_t kKind = 152;
  static constexpr std::uint32_t kVersion = 1;
  std::string kind;
  std::string id;
  std::string state;          // the new state, or empty when it stays
  Value changed;              // context of the fields that get a new value; null when none
  std::uint64_t version = 0;  // of the entity after the change
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.kind);
    v(2, s.id);
    v(3, s.state);
    v(4, s.changed);
    v(5, s.version);
  }
  bool operator==(const EntityChanged&) const = default;
};

using RegisterEvent = std::variant<LineAppended, EntityCreated, EntityChanged>;

}  // namespace chancery::journal
