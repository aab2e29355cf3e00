#include "engine/service/queries/books.h"

#include <algorithm>
#include <charconv>

namespace chancery::service::queries {

namespace {

constexpr std::string_view kScopeOfUnits = "unit";

template <class T, class Pick>
std::vector<Declared<T>> newest_of_all(const Reading& reading, Pick pick) {
  std::vector<Declared<T>> out;
  const auto& programs = reading.impl.programs.all();
  for (auto it = programs.rbegin(); it != programs.rend(); ++it)
    for (const T& one : pick(it->second->registers))
      if (std::none_of(out.begin(), out.end(), [&one](const Declared<T>& known) { return known->id == one.id; }))
        out.push_back({it->second, &one});
  return out;
}

template <class T, class Find>
Declared<T> newest_of(const Reading& reading, Find find) {
  const auto& programs = reading.impl.programs.all();
  for (auto it = programs.rbegin(); it != programs.rend(); ++it)
    if (const T* found = find(it->second->registers)) return {it->second, found};
  return {};
}

BookScope scope_of_unit(const Reading& reading, const directory::UnitRecord& unit) {
  return {unit.key, unit.id, unit_ref(reading, unit.id)};
}

BookScope scope_of_object(const Reading& reading, const registers::Entity& object) {
  const DeclaredKind kind = find_kind(reading, object.kind);
  Context ref;
  ref.set("id", Value::text(object.id));
  ref.set("name", kind ? name_of_entity(*kind, object) : Value::text(object.id));
  return {object.id, object.unit, Value::context(std::move(ref))};
}

UnitId unit_in_text(std::string_view text) {
  UnitId id;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value);
  return error == std::errc() && end == text.data() + text.size() ? id : UnitId{};
}

}  // namespace

DeclaredBook find_book(const Reading& reading, std::string_view id) {
  return newest_of<registers::Book>(reading, [id](const auto& catalogue) { return catalogue.book(id); });
}

DeclaredKind find_kind(const Reading& reading, std::string_view id) {
  return newest_of<registers::Kind>(reading, [id](const auto& catalogue) { return catalogue.kind(id); });
}

std::vector<DeclaredBook> all_books(const Reading& reading) {
  return newest_of_all<registers::Book>(
      reading, [](const auto& catalogue) -> auto& { return catalogue.books(); });
}

std::vector<DeclaredKind> all_kinds(const Reading& reading) {
  return newest_of_all<registers::Kind>(
      reading, [](const auto& catalogue) -> auto& { return catalogue.kinds(); });
}

std::vector<BookScope> scopes_of(const Reading& reading, const Sight& sight, const registers::Book& book) {
  std::vector<BookScope> out;
  for (const UnitId id : sight.units_of_work(reading)) {
    const directory::UnitRecord* unit = reading.directory().unit(id);
    if (unit == nullptr || !sight.sees_work_of(reading, id)) continue;
    if (book.scope != kScopeOfUnits) {
      for (const registers::Entity* object : reading.state.registers.entities_of(id, book.scope))
        out.push_back(scope_of_object(reading, *object));
    } else if (!unit->law.empty() || !years_of(reading, book.id, unit->key).empty()) {
      out.push_back(scope_of_unit(reading, *unit));
    }
  }
  return out;
}

Result<BookScope> find_scope(const Reading& reading, const Sight& sight, const registers::Book& book,
                             std::string_view id) {
  if (id.empty()) {
    std::vector<BookScope> all = scopes_of(reading, sight, book);
    if (all.empty()) return not_found("register.unknown-book", {{"book", book.id}});
    return std::move(all.front());
  }
  if (book.scope == kScopeOfUnits) {
    const directory::UnitRecord* unit = reading.directory().unit(unit_in_text(id));
    if (unit == nullptr || !sight.sees_work_of(reading, unit->id)) return not_found("service.no-unit");
    return scope_of_unit(reading, *unit);
  }
  const registers::Entity* object = reading.state.registers.entity(book.scope, id);
  if (object == nullptr || !sight.sees_work_of(reading, object->unit))
    return not_found("register.no-such-entity", {{"kind", book.scope}, {"id", std::string(id)}});
  return scope_of_object(reading, *object);
}

std::vector<YearOfBook> years_of(const Reading& reading, std::string_view book, std::string_view scope) {
  std::vector<YearOfBook> out;
  const auto& heads = reading.state.registers.heads.own();  // the whole table: the committed state has nothing below it
  for (auto it = heads.lower_bound(registers::BookKey{std::string(book), std::string(scope), 0});
       it != heads.end() && it->first.book == book && it->first.scope == scope; ++it)
    out.push_back({it->first.year, it->second->last_number});
  return out;
}

Value name_of_entity(const registers::Kind& kind, const registers::Entity& entity) {
  const auto is_shown = [](const Value& value) { return value.is_text() || value.get("zh").is_text(); };
  if (const Value& name = entity.content.get("name"); is_shown(name)) return name;
  for (const registers::Field& field : kind.fields)
    if (field.required && !field.masked && is_shown(entity.content.get(field.key)))
      return entity.content.get(field.key);
  return Value::text(entity.id);
}

}  // namespace chancery::service::queries
