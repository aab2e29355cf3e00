// What the endpoints share: parsing of ids, pages and bodies, and the two shapes of a handler. A reading endpoint returns its answer; an
// acting one starts something whose answer comes from the engine's writer.
#pragma once

#include <charconv>

#include "engine/json/object_reader.h"
#include "web-console/server/call.h"

namespace chancery::web_server {

template <Result<Value> (*kRead)(Call& call)>
void reading(const CallPointer& call) {
  const auto value = kRead(*call);
  value ? call->answer_json(200, *value) : call->answer(value.error());
}

template <Result<void> (*kAct)(const CallPointer& call)>
void acting(const CallPointer& call) {
  if (const auto begun = kAct(call); !begun) call->answer(begun.error());
}

// An id of ours is a number; any other text names nothing that is here.
template <class IdType>
Result<IdType> parse_id(std::string_view text) {
  IdType id;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value);
  if (error != std::errc() || end != text.data() + text.size() || id.value == 0 || text.front() == '0')
    return not_found("http.no-such-id");
  return id;
}

// An id in a body. Error: invalid http.bad-id {pointer}.
template <class IdType>
Result<IdType> read_id(json::ObjectReader& body, std::string_view name) {
  const auto id = parse_id<IdType>(TRY(body.text(name)));
  if (!id) return body.error_at(name, "http.bad-id");
  return *id;
}

// The unit of the query; 0 when it is not named. Error: not_found http.no-such-id.
Result<UnitId> unit_of(const Call& call);
Result<UnitId> required_unit_of(const Call& call);
// limit 1–200 (50), after. Error: invalid http.bad-query {name}.
Result<service::Page> page_of(const Call& call);
Error bad_query(std::string_view name);

// A page of an answer {items: […]} that the engine gives whole; the cursor is the place in the list. An answer that is a page already
// (has `next`) stays as it is.
Result<Value> paged(const Value& answer, const service::Page& page);
// Both for the answer of a list endpoint: paged and counted.
Result<Value> list_answer(const Call& call, const service::Page& page, Result<Value> answer);
// 200 with the ETag of its `version`.
void answer_versioned(Call& call, const Value& value);
// `total` stays only when the query asks for it by count=true. Error: invalid http.bad-query {name}.
Result<Value> counted(const Call& call, const Value& answer);

// A text of 1 to `max` bytes × 4 that is not only blanks. Error: json.… or invalid http.text-too-long {pointer, limit}.
Result<std::string> read_reason(json::ObjectReader& body, std::string_view name, std::size_t characters_max);

// Submits and answers with ActResult (status 200, or 201 with Location for a new case).
void submit_act(const CallPointer& call, journal::CommandBody body);
// The handler that does that, for members of the engine that take one.
service::AnswerHandler act_answer(const CallPointer& call, int status, TaskId task);

}  // namespace chancery::web_server
