// RegisterTables: heads of books and the entities as they stand now, as stackable tables. The lines of a book are
// events and history, not state. Written only by apply(); what a book or kind declares is in the package's catalogue.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/bytes.h"
#include "engine/base/layer.h"
#include "engine/journal/register_events.h"

namespace chancery::registers {

struct BookKey {
  std::string book;
  std::string scope;
  std::uint64_t year = 0;  // 0: not numbered by year
  auto operator<=>(const BookKey&) const = default;
  bool operator==(const BookKey&) const = default;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.book);
    v(2, s.scope);
    v(3, s.year);
  }
};

struct BookHead {
  std::uint64_t last_number = 0;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.last_number);
  }
  bool operator==(const BookHead&) const = default;
};

struct EntityKeyView {
  std::string_view kind;
  std::string_view id;
};
struct EntityKey {
  std::string kind;
  std::string id;
  auto operator<=>(const EntityKey&) const = default;
  bool operator==(const EntityKey&) const = default;
  friend bool operator<(const EntityKey& a, const EntityKeyView& b) {
    return a.kind != b.kind ? a.kind < b.kind : a.id < b.id;
  }
  friend bool operator<(const EntityKeyView& a, const EntityKey& b) {
    return a.kind != b.kind ? a.kind < b.kind : a.id < b.id;
  }
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.kind);
    v(2, s.id);
  }
};

struct Entity {
  std::string kind;
  std::string id;
  std::string state;
  UnitId unit;
  Value content;              // context of the declared fields
  std::uint64_t version = 0;  // 1 when created
  // As expressions see it: {id, state, the fields, and where no field has that name: kind, unit (number), version}.
  Value context() const;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.kind);
    v(2, s.id);
    v(3, s.state);
    v(4, s.unit);
    v(5, s.content);
    v(6, s.version);
  }
  bool operator==(const Entity&) const = default;
};

struct KindOfUnit {
  UnitId unit;
  std::string kind;
  auto operator<=>(const KindOfUnit&) const = default;
  bool operator==(const KindOfUnit&) const = default;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.unit);
    v(2, s.kind);
  }
};

struct RegisterTables {
  RegisterTables() = default;
  explicit RegisterTables(RegisterTables* below);

  Layer<BookKey, BookHead> heads;
  Layer<EntityKey, Entity> entities;
  Layer<std::string, std::uint64_t> ordinals;               // last id made for a kind
  Layer<KindOfUnit, std::vector<std::string>> ids_of_unit;  // ids in the order of creation

  void merge_down();
  void rest_on(RegisterTables* below);  // as Layer::rest_on
  void clear();
  bool unchanged() const;

  std::uint64_t last_number(std::string_view book, std::string_view scope, std::uint64_t year) const;
  const Entity* entity(std::string_view kind, std::string_view id) const {
    return entities.find(EntityKeyView{kind, id});
  }
  // The entity as a context; null when there is none.
  Value entity_value(std::string_view kind, std::string_view id) const;
  std::vector<const Entity*> entities_of(UnitId unit, std::string_view kind) const;
};

// Only writes what stands in the event. Asserts that it can (decide made sure).
void apply(RegisterTables& tables, const journal::LineAppended& event);
void apply(RegisterTables& tables, const journal::EntityCreated& event);
void apply(RegisterTables& tables, const journal::EntityChanged& event);
void apply(RegisterTables& tables, const journal::RegisterEvent& event);

void write_snapshot(ByteWriter& out, const RegisterTables& tables);
// Into empty tables. Errors: journal.bad-field, base.bad-bytes, value.bad-bytes; the tables are then to be thrown away.
Result<void> read_snapshot(ByteReader& in, RegisterTables& tables);

}  // namespace chancery::registers
