// Tasks: boxes, one task, who could receive it, and the verbs. Every verb carries the version that the person saw.
#include "web-console/server/endpoints/endpoint.h"
#include "web-console/server/endpoints/endpoints.h"

namespace chancery::web_server {

namespace {

Result<TaskId> task_of(const Call& call) { return parse_id<TaskId>(call.parameters[0]); }

Result<void> hand_over(const CallPointer& call, journal::Assignment how) {
  auto body = TRY(json::ObjectReader::open(call->body));
  journal::HandTask command;
  command.task = TRY(task_of(*call));
  command.version = call->version;
  command.how = how;
  command.to = TRY(read_id<PersonId>(body, "to"));
  if (how != journal::Assignment::kAssigned) command.reason = TRY(read_reason(body, "reason", 500));
  TRY_VOID(body.finish());
  submit_act(call, std::move(command));
  return {};
}

}  // namespace

Result<Value> list_tasks(Call& call) {
  const std::string box = call.query("box").value_or("");
  if (box != "mine" && box != "claimable") return bad_query("box");
  const auto which = box == "mine" ? service::TaskBox::kMine : service::TaskBox::kClaimable;
  const UnitId unit = TRY(unit_of(call));
  const service::Page page = TRY(page_of(call));
  return list_answer(call, page, call.engine().tasks(call.viewer(), which, unit, page));
}

Result<void> get_task(const CallPointer& call) {
  const TaskId id = TRY(task_of(*call));
  answer_versioned(*call, TRY(call->engine().task(call->viewer(), id)));
  return {};
}

Result<Value> list_candidates(Call& call) { return call.engine().candidates(call.viewer(), TRY(task_of(call))); }

Result<void> claim_task(const CallPointer& call) {
  submit_act(call, journal::ClaimTask{TRY(task_of(*call)), call->version});
  return {};
}

Result<void> release_task(const CallPointer& call) {
  submit_act(call, journal::ReleaseTask{TRY(task_of(*call)), call->version});
  return {};
}

Result<void> complete_task(const CallPointer& call) {
  const TaskId task = TRY(task_of(*call));
  auto body = TRY(json::ObjectReader::open(call->body));
  const Value form = TRY(body.value("form"));
  TRY_VOID(body.finish());
  if (!form.is_context()) return body.error_at("form", "http.form-not-object");
  call->engine().complete_task(call->actor(), call->act_key(), task, call->version, form, act_answer(call, 200, task));
  return {};
}

Result<void> delegate_task(const CallPointer& call) { return hand_over(call, journal::Assignment::kDelegated); }
Result<void> transfer_task(const CallPointer& call) { return hand_over(call, journal::Assignment::kTransferred); }
Result<void> assign_task(const CallPointer& call) { return hand_over(call, journal::Assignment::kAssigned); }

}  // namespace chancery::web_server
