#include "engine/runtime/commands/context.h"

namespace chancery::runtime::commands {

Result<void> settle(CommandContext& c, Execution& ex) {
  TRY_VOID(ex.settle());
  c.out.follow_ups.insert(c.out.follow_ups.end(), ex.follow_ups().begin(), ex.follow_ups().end());
  c.out.case_ended = ex.ended();
  return {};
}

Result<Found> find_case(const CommandContext& c, CaseId id) {
  const CaseState* state = c.scratch.cases.find(id);
  if (state == nullptr) return not_found("runtime.no-case", {{"case", std::to_string(id.value)}});
  const Program* program = c.world.programs->find(state->package);
  CHANCERY_ASSERT(program != nullptr);
  return Found{state, program};
}

Result<FoundTask> find_task(const CommandContext& c, TaskId task, std::uint32_t version) {
  const TaskPlace* place = c.scratch.tasks.find(task);
  if (place == nullptr) return not_found("runtime.no-task", {{"task", std::to_string(task.value)}});
  const Found found = TRY(find_case(c, place->case_id));
  const Task& stands = *found.state->find(place->instance)->task;
  if (version != 0 && version != stands.version)
    return conflict("runtime.task-changed",
                    {{"task", std::to_string(task.value)}, {"assignee", std::to_string(stands.assignee.value)}});
  return FoundTask{place->case_id, place->instance, found.program};
}

Result<duty::Standing> check_duty(const CommandContext& c, const Execution& ex, duty::Question question,
                                  const duty::CaseFacts& facts) {
  if (question.duty == duty::kNoDuty) return duty::Standing{};
  const duty::Verdict verdict = ex.program().duty->check(question, facts);
  if (verdict.allowed()) return verdict.standing;
  c.why.refusal = verdict.refusal;
  c.why.question = question;
  c.why.case_id = facts.root;
  return duty::to_error(*verdict.refusal);
}

}  // namespace chancery::runtime::commands
