// Books, entities and meetings.
#include "web-console/server/endpoints/endpoint.h"
#include "web-console/server/endpoints/endpoints.h"

namespace chancery::web_server {

namespace {

// A register without scopes (an entity kind) belongs to every unit.
bool is_of_unit(const Value& book, std::string_view unit) {
  const Value& scopes = book.get("scopes");
  if (!scopes.is_list() || scopes.as_list().empty() || book.get_text("scope") != "unit") return true;
  for (const Value& scope : scopes.as_list())
    if (scope.get_text("id") == unit || scope.get_text("id") == "unit:" + std::string(unit)) return true;
  return false;
}

Result<int> year_of(const Call& call) {
  const auto text = call.query("year");
  if (!text) return 0;
  int year = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), year);
  if (error != std::errc() || end != text->data() + text->size() || year < 1900 || year > 9999)
    return bad_query("year");
  return year;
}

}  // namespace

Result<Value> list_registers(Call& call) {
  const UnitId unit = TRY(unit_of(call));
  const Value all = TRY(call.engine().registers(call.viewer()));
  if (!unit || !all.get("items").is_list()) return all;
  List items;
  for (const Value& book : all.get("items").as_list())
    if (is_of_unit(book, std::to_string(unit.value))) items.push_back(book);
  Context out = all.as_context();
  out.set("items", Value::list(std::move(items)));
  return Value::context(std::move(out));
}

Result<Value> list_register_lines(Call& call) {
  const int year = TRY(year_of(call));
  const service::Page page = TRY(page_of(call));
  const std::string scope = call.query("scope").value_or("");
  return list_answer(call, page, call.engine().lines(call.viewer(), call.parameters[0], scope, year, page));
}

Result<Value> list_entities(Call& call) {
  const UnitId unit = TRY(unit_of(call));
  const service::Page page = TRY(page_of(call));
  return list_answer(call, page, call.engine().entities(call.viewer(), call.parameters[0], unit));
}

Result<Value> list_meetings(Call& call) {
  const UnitId unit = TRY(required_unit_of(call));
  const service::Page page = TRY(page_of(call));
  return list_answer(call, page, call.engine().meetings(call.viewer(), unit, page));
}

Result<Value> get_meeting(Call& call) { return call.engine().meeting(call.viewer(), call.parameters[0]); }

}  // namespace chancery::web_server
