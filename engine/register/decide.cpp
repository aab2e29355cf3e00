#include "engine/register/decide.h"

#include <algorithm>

#include "engine/value/codec.h"
#include "engine/value/context_builder.h"

namespace chancery::registers {
namespace {

constexpr std::size_t kEntityIdBytesMax = 128;
constexpr std::size_t kNumberTextBytesMax = 64;

enum class Completeness : unsigned char { kWhole, kPart };

Error wrong_type(std::string_view where, const Field& field, const Value& value) {
  return invalid("register.wrong-type", {{"where", std::string(where)},
                                         {"key", field.key},
                                         {"expected", std::string(field_type_name(field.type))},
                                         {"found", std::string(kind_name(value.kind()))}});
}

// The value as the declared type; text that reads as a date or date-time becomes one.
Result<Value> accept(std::string_view where, const Field& field, const Value& value) {
  if (value.is_personal()) {
    if (field.type == FieldType::kNumber) return wrong_type(where, field, value);
    return value;
  }
  bool fits = false;
  switch (field.type) {
    case FieldType::kText: fits = value.is_text(); break;
    case FieldType::kNumber: fits = value.is_number(); break;
    case FieldType::kBoolean: fits = value.is_bool(); break;
    case FieldType::kPerson: fits = value.is_number() && value.as_number().is_integer(); break;
    case FieldType::kFile: fits = value.is_context(); break;
    case FieldType::kList: fits = value.kind() == ValueKind::kList; break;
    case FieldType::kContext: fits = value.is_context(); break;
    case FieldType::kAny: fits = true; break;
    case FieldType::kDate:
      if (value.is_text())
        if (const auto date = Date::parse(value.as_text())) return Value::date(*date);
      fits = value.kind() == ValueKind::kDate;
      break;
    case FieldType::kDateTime:
      if (value.is_text())
        if (const auto date_time = DateTime::parse(value.as_text())) return Value::date_time(*date_time);
      fits = value.kind() == ValueKind::kDateTime;
      break;
  }
  if (!fits || value.kind() == ValueKind::kFunction) return wrong_type(where, field, value);
  return value;
}

Error missing_field(std::string_view where, const Field& field) {
  return invalid("register.missing-field", {{"where", std::string(where)}, {"key", field.key}});
}

// The entries in declared order, checked. Nulls are left out of a whole record and kept in a part, where they take a
// value away.
Result<Value> accept_all(std::string_view where, const std::vector<Field>& fields, const Value& given,
                         Completeness completeness) {
  if (!given.is_context()) return invalid("register.not-a-context", {{"where", std::string(where)}});
  const Context& entries = given.as_context();
  for (const Context::Entry& entry : entries)
    if (find_field(fields, entry.name) == nullptr)
      return invalid("register.unknown-field", {{"where", std::string(where)}, {"key", entry.name}});
  const auto is_written = [](const Context::Entry& entry) { return !entry.value.is_null(); };
  ContextBuilder accepted(completeness == Completeness::kPart
                              ? entries.size()
                              : static_cast<std::size_t>(std::count_if(entries.begin(), entries.end(), is_written)));
  for (const Field& field : fields) {
    const Value* value = entries.find(field.key);
    if (value == nullptr || value->is_null()) {
      const bool takes_away = value != nullptr && completeness == Completeness::kPart;
      if (field.required && (takes_away || completeness == Completeness::kWhole)) return missing_field(where, field);
      if (takes_away) accepted.add(field.key, Value());
      continue;
    }
    accepted.add(field.key, TRY(accept(where, field, *value)));
  }
  Value result = accepted.take();
  if (!is_encodable(result)) return invalid("register.not-storable", {{"where", std::string(where)}});
  return result;
}

std::string padded(std::uint64_t number) {
  std::string digits = std::to_string(number);
  return digits.size() < 4 ? std::string(4 - digits.size(), '0') + digits : digits;
}

Result<std::string> number_text(const RegisterCatalogue& catalogue, const Book& book, std::string_view scope,
                                std::uint64_t year, std::uint64_t number) {
  if (!book.format) return book.yearly ? std::to_string(year) + "-" + padded(number) : padded(number);
  feel::LocalScope names;
  const auto as_value = [](std::uint64_t n) { return Value::number(static_cast<std::int64_t>(n)); };
  names.set(catalogue.format_symbols().year, book.yearly ? as_value(year) : Value());
  names.set(catalogue.format_symbols().number, as_value(number));
  names.set(catalogue.format_symbols().scope, Value::text(scope));
  feel::EvaluationContext context;
  const Value text = book.format.evaluate(names, context);
  if (!text.is_text() || text.as_text().empty() || text.as_text().size() > kNumberTextBytesMax)
    return invalid("register.bad-number-format", {{"book", book.id}});
  return std::string(text.as_text());
}

Result<void> check_line_kind(const Book& book, const std::string& kind) {
  if (book.kinds.empty() || std::find(book.kinds.begin(), book.kinds.end(), kind) != book.kinds.end()) return {};
  std::string choices;
  for (const std::string& one : book.kinds) choices += (choices.empty() ? "" : ", ") + one;
  return invalid("register.bad-line-kind", {{"book", book.id}, {"found", kind}, {"choices", choices}});
}

Result<const Book*> find_book(const RegisterCatalogue& catalogue, std::string_view id, std::string_view scope) {
  const Book* book = catalogue.book(id);
  if (book == nullptr) return not_found("register.unknown-book", {{"book", std::string(id)}});
  if (scope.empty()) return invalid("register.scope-missing", {{"book", std::string(id)}});
  return book;
}

Result<const Kind*> find_kind(const RegisterCatalogue& catalogue, std::string_view id) {
  const Kind* kind = catalogue.kind(id);
  if (kind == nullptr) return not_found("register.unknown-kind", {{"kind", std::string(id)}});
  return kind;
}

bool is_entity_id(std::string_view id) {
  return !id.empty() && id.size() <= kEntityIdBytesMax &&
         std::none_of(id.begin(), id.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; });
}

}  // namespace

Result<journal::LineAppended> decide_append_line(const RegisterCatalogue& catalogue, const RegisterTables& tables,
                                                 const ZoneTable& zones, const LineRequest& request) {
  const Book* book = TRY(find_book(catalogue, request.book, request.scope));
  if (!request.kind.empty()) TRY_VOID(check_line_kind(*book, request.kind));
  journal::LineAppended event;
  event.book = request.book;
  event.scope = request.scope;
  event.year = book->yearly ? static_cast<std::uint64_t>(zones.local_date(request.at).year) : 0;
  event.number = tables.last_number(request.book, request.scope, event.year) + 1;
  event.kind = request.kind;
  event.unit = request.unit;
  event.line = TRY(accept_all(request.book, book->fields, request.line, Completeness::kWhole));
  event.text = TRY(number_text(catalogue, *book, request.scope, event.year, event.number));
  return event;
}

Result<journal::LineAppended> decide_correct_line(const RegisterCatalogue& catalogue, const RegisterTables& tables,
                                                  const CorrectionRequest& request) {
  const Book* book = TRY(find_book(catalogue, request.book, request.scope));
  TRY_VOID(check_line_kind(*book, request.kind));
  if (request.number == 0 || request.number > tables.last_number(request.book, request.scope, request.year))
    return not_found("register.no-such-line", {{"book", request.book}, {"number", std::to_string(request.number)}});
  journal::LineAppended event;
  event.book = request.book;
  event.scope = request.scope;
  event.year = request.year;
  event.number = request.number;
  event.correction = true;
  event.kind = request.kind;
  event.unit = request.unit;
  event.line = TRY(accept_all(request.book, book->fields, request.line, Completeness::kPart));
  event.text = TRY(number_text(catalogue, *book, request.scope, event.year, event.number));
  return event;
}

Result<journal::EntityCreated> decide_create_entity(const RegisterCatalogue& catalogue, const RegisterTables& tables,
                                                    const CreateRequest& request) {
  const Kind* kind = TRY(find_kind(catalogue, request.kind));
  journal::EntityCreated event;
  event.kind = request.kind;
  event.unit = request.unit;
  event.id = request.id;
  if (event.id.empty()) {
    const std::uint64_t* last = tables.ordinals.find(request.kind);
    event.ordinal = last != nullptr ? *last : 0;
    do {  // somebody may have chosen such an id himself
      event.id = request.kind + "-" + std::to_string(++event.ordinal);
    } while (tables.entity(request.kind, event.id) != nullptr);
  }
  if (!is_entity_id(event.id)) return invalid("register.bad-entity-id", {{"id", event.id}});
  if (tables.entity(request.kind, event.id) != nullptr)
    return conflict("register.entity-exists", {{"kind", request.kind}, {"id", event.id}});
  event.state = request.state.empty() ? kind->initial : request.state;
  if (!kind->has_state(event.state))
    return invalid("register.unknown-state", {{"kind", request.kind}, {"state", event.state}});
  if (event.state != kind->initial && !kind->allows(kind->initial, event.state))
    return conflict("register.bad-transition",
                    {{"kind", request.kind}, {"id", event.id}, {"from", kind->initial}, {"to", event.state}});
  const Value given = request.content.is_null() ? Value::context({}) : request.content;
  event.content = TRY(accept_all(request.kind, kind->fields, given, Completeness::kWhole));
  return event;
}

Result<journal::EntityChanged> decide_change_entity(const RegisterCatalogue& catalogue, const RegisterTables& tables,
                                                    const ChangeRequest& request) {
  const Kind* kind = TRY(find_kind(catalogue, request.kind));
  const Entity* entity = tables.entity(request.kind, request.id);
  if (entity == nullptr) return not_found("register.no-such-entity", {{"kind", request.kind}, {"id", request.id}});
  if (request.version && *request.version != entity->version)
    return conflict("register.changed-meanwhile",
                    {{"kind", request.kind}, {"id", request.id}, {"version", std::to_string(entity->version)}});
  journal::EntityChanged event;
  event.kind = request.kind;
  event.id = request.id;
  event.version = entity->version + 1;
  if (!request.state.empty()) {
    if (!kind->has_state(request.state))
      return invalid("register.unknown-state", {{"kind", request.kind}, {"state", request.state}});
    if (!kind->allows(entity->state, request.state))
      return conflict("register.bad-transition",
                      {{"kind", request.kind}, {"id", request.id}, {"from", entity->state}, {"to", request.state}});
    event.state = request.state;
  }
  if (!request.changed.is_null())
    event.changed = TRY(accept_all(request.kind, kind->fields, request.changed, Completeness::kPart));
  if (event.changed.is_context() && event.changed.as_context().empty()) event.changed = Value();
  if (event.state.empty() && event.changed.is_null())
    return invalid("register.nothing-to-change", {{"kind", request.kind}, {"id", request.id}});
  return event;
}

Value line_value(const journal::LineAppended& event) {
  Context context;
  context.set("book", Value::text(event.book));
  context.set("scope", Value::text(event.scope));
  context.set("year", event.year != 0 ? Value::number(static_cast<std::int64_t>(event.year)) : Value());
  context.set("number", Value::number(static_cast<std::int64_t>(event.number)));
  context.set("text", Value::text(event.text));
  context.set("kind", event.kind.empty() ? Value() : Value::text(event.kind));
  return Value::context(std::move(context));
}

}  // namespace chancery::registers
