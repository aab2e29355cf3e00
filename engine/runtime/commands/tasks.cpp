// Claim, release, hand over and complete a task. duty is asked for actor and target at each; whatever stood before is in the acts.
#include "engine/runtime/commands/submission.h"
#include "engine/runtime/steps/duties.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/variables.h"

namespace chancery::runtime::commands {

namespace {

// A task with all that a verb about it needs; the execution writes into the case's record.
struct TaskVerb {
  TaskVerb(CommandContext& context, const FoundTask& found)
      : c(context), ex(c.scratch, c.world, *found.program, bind(context, found)), id(found.instance) {}
  static journal::Record& bind(CommandContext& context, const FoundTask& found) {
    context.out.record.case_id = found.case_id;
    return context.out.record;
  }
  const Instance& instance() const { return ex.instance(id); }
  const Task& task() const { return *instance().task; }

  duty::Question question(duty::Entrance entrance, PersonId target = {}) const {
    duty::Question q;
    q.entrance = entrance;
    q.actor = c.actor().person;
    q.target = target;
    q.on_behalf_of = task().assignee == c.actor().person ? task().delegator : PersonId{};
    q.duty = task().duty == 0 ? duty::kNoDuty : static_cast<duty::DutyIndex>(task().duty - 1);
    q.element = instance().ordinal;
    q.instance = id;
    return q;
  }
  // Asks duty; on yes records the acts.
  Result<duty::Standing> ask(const duty::Question& q) {
    const steps::TaskFacts facts(ex.program(), ex.state(), *c.world.zones, ex.case_id(), ex.here(), id, c.at());
    const duty::Standing standing = TRY(check_duty(c, ex, q, facts.facts()));
    if (q.duty != duty::kNoDuty) steps::record_acts(ex, q, standing, facts.facts());
    return standing;
  }
  Error held_by(PersonId other) const {
    return conflict("runtime.task-held",
                    {{"task", std::to_string(task().id.value)}, {"person", std::to_string(other.value)}});
  }

  CommandContext& c;
  Execution ex;
  InstanceId id;
};

}  // namespace

Result<void> run(CommandContext& c, const journal::ClaimTask& body) {
  TaskVerb verb(c, TRY(find_task(c, body.task, body.version)));
  c.out.task = body.task;
  if (verb.task().assignee == c.actor().person)
    return conflict("runtime.task-is-yours", {{"task", std::to_string(body.task.value)}});
  if (verb.task().assignee) return verb.held_by(verb.task().assignee);
  const duty::Standing standing = TRY(verb.ask(verb.question(duty::Entrance::kClaim)));
  static_cast<void>(standing);
  verb.ex.emit(journal::TaskAssigned{verb.id, journal::Assignment::kClaimed, c.actor().person, {}, ""});
  return {};
}

Result<void> run(CommandContext& c, const journal::ReleaseTask& body) {
  TaskVerb verb(c, TRY(find_task(c, body.task, body.version)));
  c.out.task = body.task;
  if (verb.task().assignee != c.actor().person)
    return refused("runtime.not-your-task", {{"task", std::to_string(body.task.value)}});
  steps::lift_claim(verb.ex, verb.instance());
  verb.ex.emit(journal::TaskAssigned{verb.id, journal::Assignment::kReleased, {}, {}, ""});
  return {};
}

Result<void> run(CommandContext& c, const journal::HandTask& body) {
  TaskVerb verb(c, TRY(find_task(c, body.task, body.version)));
  c.out.task = body.task;
  const bool assign = body.how == journal::Assignment::kAssigned;
  if (c.scratch.directory.person(body.to) == nullptr)
    return invalid("runtime.no-person", {{"person", std::to_string(body.to.value)}});
  if (assign && verb.task().assignee) return verb.held_by(verb.task().assignee);
  if (!assign && verb.task().assignee != c.actor().person)
    return refused("runtime.not-your-task", {{"task", std::to_string(body.task.value)}});
  if (!assign && body.to == c.actor().person) return invalid("runtime.hand-to-self");
  if (!assign && body.reason.empty()) return invalid("runtime.reason-missing");
  const auto entrance = assign                                        ? duty::Entrance::kAssign
                        : body.how == journal::Assignment::kDelegated ? duty::Entrance::kDelegate
                                                                      : duty::Entrance::kTransfer;
  const duty::Standing standing = TRY(verb.ask(verb.question(entrance, body.to)));
  static_cast<void>(standing);
  const PersonId delegator = body.how == journal::Assignment::kDelegated ? c.actor().person : PersonId{};
  verb.ex.emit(journal::TaskAssigned{verb.id, body.how, body.to, delegator, body.reason});
  return {};
}

Result<void> run(CommandContext& c, const journal::CompleteTask& body) {
  TaskVerb verb(c, TRY(find_task(c, body.task, body.version)));
  c.out.task = body.task;
  if (verb.task().assignee && verb.task().assignee != c.actor().person) return verb.held_by(verb.task().assignee);
  Execution& ex = verb.ex;
  const Place place = ex.place_of(verb.instance());
  const NodeBinding& binding = ex.binding(place);
  const duty::Question question = verb.question(duty::Entrance::kComplete);
  Value cleaned = body.form;
  if (binding.form != nullptr) cleaned = TRY(validate(c, ex, *binding.form, body.form, verb.id));
  const duty::Standing standing = TRY(verb.ask(question));
  if (binding.form != nullptr) {
    const Value stored = with_actor(cleaned, c.actor().person, *c.world.zones, c.at(), standing.post,
                                    standing.acting || standing.stand_in ? "chair" : "");
    TRY_VOID(run_checks(c, ex, *binding.form, stored, verb.id, binding.variable));
    ex.emit(journal::TaskCompleted{verb.id, c.actor().person, question.on_behalf_of, standing.post, ""});
    TRY_VOID(steps::assign_variable(ex, verb.id, binding.variable, stored));
  } else {
    ex.emit(journal::TaskCompleted{verb.id, c.actor().person, question.on_behalf_of, standing.post, ""});
    TRY_VOID(steps::assign_all(ex, verb.id, body.form));
  }
  TRY_VOID(steps::complete(ex, verb.id));
  return settle(c, ex);
}

}  // namespace chancery::runtime::commands
