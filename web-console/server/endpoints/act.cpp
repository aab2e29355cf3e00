// What an act left behind (ActResult of the contract), and how a refused one is told.
#include "web-console/server/endpoints/endpoint.h"

namespace chancery::web_server {

namespace {

Value task_or_null(const Call& call, TaskId task) {
  if (!task) return {};
  const auto found = call.engine().task(call.viewer(), task);
  if (!found || !found->is_context()) return {};
  Context out = found->as_context();
  for (const char* detail : {"form", "values", "help", "verbs", "records", "meeting"}) out.remove(detail);
  return Value::context(std::move(out));
}

void answer_done(Call& call, int status, const service::Outcome& outcome, TaskId task) {
  const auto result = call.engine().act_result(call.viewer(), outcome, task);
  if (!result) return call.answer(result.error());
  std::vector<Header> headers;
  const std::string_view version = result->get("task").get_text("version");
  if (!version.empty()) headers.push_back({"ETag", '"' + std::string(version) + '"'});
  if (status == 201) headers.push_back({"Location", "/api/v1/cases/" + std::to_string(outcome.case_id.value)});
  call.answer_json(status, *result, std::move(headers));
}

// A task that is over is told from one that never was: its record can still be seen.
bool is_over(const Call& call, TaskId task) {
  const auto found = call.engine().task(call.viewer(), task);
  if (!found) return false;
  const std::string_view state = found->get_text("state");
  return state == "completed" || state == "cancelled";
}

void answer_refused(Call& call, service::Rejection rejection, TaskId task) {
  const std::string& code = rejection.error.code;
  Value current;
  if (task && code == "runtime.no-task" && is_over(call, task)) rejection.error = conflict("task.over");
  if (task && code == "runtime.task-changed")
    current = localized(*call.services().catalogue, task_or_null(call, task), call.language);
  call.answer(rejection, "/form", current);
}

}  // namespace

service::AnswerHandler act_answer(const CallPointer& call, int status, TaskId task) {
  // The writer must not wait for the reading that follows.
  return [call, status, task](service::Answer answer) {
    call->later([call, status, task, answer = std::make_shared<service::Answer>(std::move(answer))] {
      if (const auto* outcome = std::get_if<service::Outcome>(answer.get()))
        answer_done(*call, status, *outcome, task);
      else
        answer_refused(*call, std::move(std::get<service::Rejection>(*answer)), task);
    });
  };
}

void submit_act(const CallPointer& call, journal::CommandBody body) {
  TaskId task;
  std::visit(
      [&](const auto& b) {
        if constexpr (requires { b.task; }) task = b.task;
      },
      body);
  journal::Command command;
  command.actor = call->actor();
  command.key = call->act_key();
  command.body = std::move(body);
  call->engine().submit(std::move(command), act_answer(call, 200, task));
}

}  // namespace chancery::web_server
