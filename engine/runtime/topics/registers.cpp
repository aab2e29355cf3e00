// register.*: lines of books and entities with a lifecycle.
#include "engine/register/decide.h"
#include "engine/runtime/topics/topics.h"

namespace chancery::runtime::topics {

namespace {

// Without a `scope` a book of units runs over the unit's key, a book of objects over the id of the declared object of its kind.
std::string scope_of_book(const Execution& ex, const Place& place, std::string_view book_id, const Value& inputs) {
  std::string scope = text_input(inputs, "scope");
  const registers::Book* book = ex.program().registers.book(book_id);
  if (!scope.empty() || book == nullptr) return scope;
  if (book->scope == "unit") {
    const auto* unit = ex.state().directory.unit(ex.here().unit);
    return unit == nullptr ? std::string() : unit->key;
  }
  const CaseScope names = ex.scope_of(place.scope);
  for (const ObjectDeclaration& object : names.objects())
    if (object.kind == book->scope) return names.object_id(object);
  return {};
}

}  // namespace

Result<Value> register_append(Execution& ex, const Place& place, const Value& inputs) {
  registers::LineRequest request;
  request.book = text_input(inputs, "book");
  request.scope = scope_of_book(ex, place, request.book, inputs);
  request.kind = text_input(inputs, "kind");
  request.unit = ex.here().unit;
  request.line = inputs.get("line");
  request.at = ex.at();
  auto line =
      TRY(registers::decide_append_line(ex.program().registers, ex.state().registers, *ex.world().zones, request));
  ex.emit(line);
  return registers::line_value(line);
}

Result<Value> register_correct(Execution& ex, const Place& place, const Value& inputs) {
  registers::CorrectionRequest request;
  request.book = text_input(inputs, "book");
  request.scope = scope_of_book(ex, place, request.book, inputs);
  request.year = static_cast<std::uint64_t>(integer_input(inputs, "year"));
  request.number = static_cast<std::uint64_t>(integer_input(inputs, "number"));
  if (std::string kind = text_input(inputs, "kind"); !kind.empty()) request.kind = std::move(kind);
  request.unit = ex.here().unit;
  request.line = inputs.get("line");
  auto line = TRY(registers::decide_correct_line(ex.program().registers, ex.state().registers, request));
  ex.emit(line);
  return registers::line_value(line);
}

Result<Value> register_create(Execution& ex, const Place&, const Value& inputs) {
  registers::CreateRequest request;
  request.kind = text_input(inputs, "kind");
  request.id = text_input(inputs, "id");
  request.state = text_input(inputs, "state");
  request.unit = ex.here().unit;
  request.content = inputs.get("fields");
  auto event = TRY(registers::decide_create_entity(ex.program().registers, ex.state().registers, request));
  const std::string id = event.id;
  ex.emit(std::move(event));
  return ex.state().registers.entity_value(request.kind, id);
}

Result<Value> register_change(Execution& ex, const Place&, const Value& inputs) {
  registers::ChangeRequest request;
  request.kind = text_input(inputs, "kind");
  request.id = text_input(inputs, "id");
  request.state = text_input(inputs, "state");
  request.changed = inputs.get("fields");
  ex.emit(TRY(registers::decide_change_entity(ex.program().registers, ex.state().registers, request)));
  return ex.state().registers.entity_value(request.kind, request.id);
}

Result<Value> register_lines(Execution& ex, const Place& place, const Value& inputs) {
  const std::string book = text_input(inputs, "book");
  const std::string scope = scope_of_book(ex, place, book, inputs);
  const registers::Book* declared = ex.program().registers.book(book);
  if (declared == nullptr) return invalid("register.unknown-book", {{"book", book}});
  const auto year = declared->yearly ? ex.world().zones->local_date(ex.at()).year : 0;
  Context out;
  out.set("year", Value::number(year));
  out.set("last_number", Value::number(static_cast<std::int64_t>(
                             ex.state().registers.last_number(book, scope, static_cast<std::uint64_t>(year)))));
  return Value::context(std::move(out));
}

}  // namespace chancery::runtime::topics
