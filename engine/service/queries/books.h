// Books: which books and kinds of entity there are, and whose book one person may read. A book belongs to a unit or to
// an object of a unit (a seal); whoever sees the work of the unit reads it. A declaration outlives its package: the
// newest one that any package has counts. Under the lock.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/register/catalogue.h"
#include "engine/service/queries/sight.h"

namespace chancery::service::queries {

// A declaration with the program that keeps it.
template <class T>
struct Declared {
  ProgramPointer program;
  const T* declaration = nullptr;
  explicit operator bool() const { return declaration != nullptr; }
  const T& operator*() const { return *declaration; }
  const T* operator->() const { return declaration; }
};
using DeclaredBook = Declared<registers::Book>;
using DeclaredKind = Declared<registers::Kind>;

DeclaredBook find_book(const Reading& reading, std::string_view id);
DeclaredKind find_kind(const Reading& reading, std::string_view id);
std::vector<DeclaredBook> all_books(const Reading& reading);
std::vector<DeclaredKind> all_kinds(const Reading& reading);

// The unit or the object whose book it is.
struct BookScope {
  std::string key;  // as lines name it
  UnitId unit;      // whose work it is
  Value ref;        // {id, name}; the id is what a reader asks with
};
// What the viewer may read of a book, his own units first. A committee has its books before the first line is written.
std::vector<BookScope> scopes_of(const Reading& reading, const Sight& sight, const registers::Book& book);
// The one of this id; the first one when no id is given. not_found service.no-unit, register.no-such-entity {kind, id}:
// not there, or not for this person; register.unknown-book {book}: he may read none.
Result<BookScope> find_scope(const Reading& reading, const Sight& sight, const registers::Book& book,
                             std::string_view id);

struct YearOfBook {
  std::uint64_t year = 0;  // 0: not numbered by year
  std::uint64_t last_number = 0;
};
std::vector<YearOfBook> years_of(const Reading& reading, std::string_view book, std::string_view scope);

// Of its field `name`, else its first required text; its id when it has neither.
Value name_of_entity(const registers::Kind& kind, const registers::Entity& entity);

}  // namespace chancery::service::queries
