// Cases: start, lists, one case, withdrawal, messages from a person.
#include "web-console/server/endpoints/endpoint.h"
#include "web-console/server/endpoints/endpoints.h"

namespace chancery::web_server {

namespace {

Result<CaseId> case_of(const Call& call) { return parse_id<CaseId>(call.parameters[0]); }

Result<service::CaseScope> scope_of(const Call& call) {
  const std::string scope = call.query("scope").value_or("");
  if (scope == "started") return service::CaseScope::kStarted;
  if (scope == "acted") return service::CaseScope::kActed;
  if (scope == "unit") return service::CaseScope::kUnit;
  return bad_query("scope");
}

// Under which key the case waits for the message; the id of the case is the usual one. The engine has the last word.
std::string message_key(const Call& call, CaseId id, std::string_view name) {
  const auto whole = call.engine().case_view(call.viewer(), id);
  if (whole && whole->get("messages").is_list())
    for (const Value& message : whole->get("messages").as_list())
      if (message.get_text("name") == name && !message.get_text("key").empty())
        return std::string(message.get_text("key"));
  return std::to_string(id.value);
}

}  // namespace

Result<void> start_case(const CallPointer& call) {
  auto body = TRY(json::ObjectReader::open(call->body));
  std::string workflow = TRY(body.non_empty_text("workflow"));
  const UnitId unit = TRY(read_id<UnitId>(body, "unit"));
  const Value form = TRY(body.value("form"));
  TRY_VOID(body.finish());
  if (!form.is_context()) return body.error_at("form", "http.form-not-object");
  call->engine().start_case(call->actor(), call->act_key(), std::move(workflow), unit, form,
                            act_answer(call, 201, TaskId{}));
  return {};
}

Result<Value> list_cases(Call& call) {
  const service::CaseScope scope = TRY(scope_of(call));
  const UnitId unit = TRY(unit_of(call));
  const std::string state = call.query("state").value_or("");
  if (!state.empty() && state != "active" && state != "ended" && state != "incident") return bad_query("state");
  if (scope == service::CaseScope::kUnit && !unit) return bad_query("unit");
  const service::Page page = TRY(page_of(call));
  return list_answer(call, page, call.engine().cases(call.viewer(), scope, unit, state, page));
}

Result<void> get_case(const CallPointer& call) {
  const CaseId id = TRY(case_of(*call));
  answer_versioned(*call, TRY(call->engine().case_view(call->viewer(), id)));
  return {};
}

Result<Value> get_timeline(Call& call) {
  const CaseId id = TRY(case_of(call));
  const service::Page page = TRY(page_of(call));
  return list_answer(call, page, call.engine().timeline(call.viewer(), id));
}

Result<Value> get_diagram(Call& call) { return call.engine().diagram(call.viewer(), TRY(case_of(call))); }

Result<void> withdraw_case(const CallPointer& call) {
  auto body = TRY(json::ObjectReader::open(call->body));
  journal::WithdrawCase command;
  command.case_id = TRY(case_of(*call));
  command.reason = TRY(read_reason(body, "reason", 500));
  TRY_VOID(body.finish());
  submit_act(call, std::move(command));
  return {};
}

Result<void> send_case_message(const CallPointer& call) {
  auto body = TRY(json::ObjectReader::open(call->body));
  journal::CorrelateMessage command;
  const CaseId id = TRY(case_of(*call));
  command.name = call->parameters[1];
  command.payload = TRY(body.value("form"));
  TRY_VOID(body.finish());
  if (!command.payload.is_context()) return body.error_at("form", "http.form-not-object");
  command.key = message_key(*call, id, command.name);
  submit_act(call, std::move(command));
  return {};
}

}  // namespace chancery::web_server
