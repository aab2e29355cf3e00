#include "web-console/server/endpoints/endpoint.h"

#include <algorithm>

namespace chancery::web_server {

namespace {

constexpr std::size_t kPageMax = 200;

Result<std::size_t> number_in_query(const Call& call, std::string_view name, std::size_t otherwise, std::size_t low,
                                    std::size_t high) {
  const auto text = call.query(name);
  if (!text) return otherwise;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || end != text->data() + text->size() || number < low || number > high)
    return bad_query(name);
  return number;
}

}  // namespace

Error bad_query(std::string_view name) { return invalid("http.bad-query", {{"name", std::string(name)}}); }

Result<UnitId> unit_of(const Call& call) {
  const auto text = call.query("unit");
  if (!text) return UnitId{};
  return parse_id<UnitId>(*text);
}

Result<UnitId> required_unit_of(const Call& call) {
  const UnitId unit = TRY(unit_of(call));
  if (!unit) return bad_query("unit");
  return unit;
}

Result<service::Page> page_of(const Call& call) {
  service::Page page;
  page.limit = TRY(number_in_query(call, "limit", page.limit, 1, kPageMax));
  page.after = call.query("after").value_or("");
  if (page.after.size() > 512) return bad_query("after");
  return page;
}

Result<Value> paged(const Value& answer, const service::Page& page) {
  const Value& items = answer.get("items");
  if (!items.is_list() || answer.as_context().find("next") != nullptr) return answer;
  const List& all = items.as_list();
  std::size_t from = 0;
  if (!page.after.empty()) {
    const char* const end = page.after.data() + page.after.size();
    const auto [at, error] = std::from_chars(page.after.data(), end, from);
    if (error != std::errc() || at != end) return bad_query("after");
  }
  from = std::min(from, all.size());
  const std::size_t to = std::min(all.size(), from + page.limit);
  const auto place = [&](std::size_t i) { return all.begin() + static_cast<std::ptrdiff_t>(i); };
  Context out = answer.as_context();
  out.set("items", Value::list(List(place(from), place(to))));
  out.set("next", to < all.size() ? Value::text(std::to_string(to)) : Value());
  out.set("total", Value::number(static_cast<std::int64_t>(all.size())));
  return Value::context(std::move(out));
}

Result<Value> counted(const Call& call, const Value& answer) {
  const std::string wanted = call.query("count").value_or("false");
  if (wanted == "true" || !answer.is_context()) return answer;
  if (wanted != "false") return bad_query("count");
  Context out = answer.as_context();
  out.remove("total");
  return Value::context(std::move(out));
}

Result<Value> list_answer(const Call& call, const service::Page& page, Result<Value> answer) {
  if (!answer) return answer;
  const Value shown = TRY(paged(*answer, page));
  return counted(call, shown);
}

void answer_versioned(Call& call, const Value& value) {
  std::vector<Header> headers;
  const std::string_view version = value.get_text("version");
  if (!version.empty()) headers.push_back({"ETag", '"' + std::string(version) + '"'});
  call.answer_json(200, value, std::move(headers));
}

Result<std::string> read_reason(json::ObjectReader& body, std::string_view name, std::size_t characters_max) {
  std::string text = TRY(body.non_empty_text(name));
  const auto characters =
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  if (static_cast<std::size_t>(characters) > characters_max)
    return body.error_at(name, "http.text-too-long", {{"limit", std::to_string(characters_max)}});
  if (text.find_first_not_of(" \t\r\n") == text.npos) return body.error_at(name, "json.empty-text");
  return text;
}

}  // namespace chancery::web_server
