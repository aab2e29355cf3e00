// registers: the books and the kinds of entity that a person may read, with the units and objects whose book there is.
#include <set>

#include "engine/service/queries/books.h"

namespace chancery::service {

namespace {

using namespace queries;

Value fields_view(const std::vector<registers::Field>& fields) {
  List out;
  for (const registers::Field& field : fields) {
    Context one;
    one.set("key", Value::text(field.key));
    one.set("label", pair(field.label));
    one.set("type", Value::text(registers::field_type_name(field.type)));
    one.set("masked", Value::boolean(field.masked));
    out.push_back(Value::context(std::move(one)));
  }
  return Value::list(std::move(out));
}

// "30y" or "permanent", as the catalogue made sure.
Value retention_text(std::string_view retention) {
  if (retention == "permanent") return message("service.retention-permanent");
  Context parameters;
  parameters.set("years", Value::text(retention.substr(0, retention.size() - 1)));
  return message("service.retention-years", std::move(parameters));
}

Value book_view(const Reading& reading, const registers::Book& book, const std::vector<BookScope>& readable) {
  List scopes;
  std::set<std::uint64_t, std::greater<>> years;
  for (const BookScope& scope : readable) {
    scopes.push_back(scope.ref);
    for (const YearOfBook& one : years_of(reading, book.id, scope.key))
      if (one.year != 0) years.insert(one.year);
  }
  List newest_first;
  for (const std::uint64_t year : years) newest_first.push_back(integer(static_cast<std::int64_t>(year)));
  Context out;
  out.set("id", Value::text(book.id));
  out.set("name", pair(book.name));
  out.set("kind", Value::text("book"));
  out.set("scope", Value::text(book.scope));
  out.set("yearly", Value::boolean(book.yearly));
  out.set("scopes", Value::list(std::move(scopes)));
  out.set("years", Value::list(std::move(newest_first)));
  out.set("retention", retention_text(book.retention));
  out.set("fields", fields_view(book.fields));
  return Value::context(std::move(out));
}

Value kind_view(const registers::Kind& kind) {
  Context out;
  out.set("id", Value::text(kind.id));
  out.set("name", pair(kind.name));
  out.set("kind", Value::text("entity"));
  out.set("fields", fields_view(kind.fields));
  return Value::context(std::move(out));
}

bool reads_any(const Reading& reading, const Sight& sight) {
  for (const UnitId unit : sight.units_of_work(reading))
    if (sight.sees_work_of(reading, unit)) return true;
  return false;
}

}  // namespace

Result<Value> Engine::registers(Viewer viewer) const {
  const Reading reading(*impl_);
  const Sight sight(reading, viewer.person);
  List items;
  for (const DeclaredBook& book : all_books(reading))
    if (const std::vector<BookScope> scopes = scopes_of(reading, sight, *book); !scopes.empty())
      items.push_back(book_view(reading, *book, scopes));
  if (reads_any(reading, sight))
    for (const DeclaredKind& kind : all_kinds(reading)) items.push_back(kind_view(*kind));
  return items_answer(std::move(items));
}

}  // namespace chancery::service
