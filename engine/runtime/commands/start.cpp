// Starting: a declared workflow by its form, a bare process by variables, a process by a message or signal.
#include "engine/runtime/commands/submission.h"
#include "engine/runtime/steps/duties.h"
#include "engine/runtime/steps/event_sub_processes.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/variables.h"

namespace chancery::runtime::commands {

namespace {

void begin_case(CommandContext& c, journal::CaseStarted started) {
  c.out.record.case_id = CaseId{c.out.record.number.value};
  c.emit(std::move(started));
}

// Who asks, and who typed it in: two duties when they are two persons.
Result<void> check_start(CommandContext& c, Execution& ex, const WorkflowInfo& workflow, PersonId applicant,
                         InstanceId root) {
  const graph::Node& start = ex.process(workflow.process).nodes[workflow.start_node];
  const steps::TaskFacts facts(ex.program(), ex.state(), *c.world.zones, ex.case_id(), ex.here(), root, c.at());
  duty::Question question;
  question.entrance = duty::Entrance::kStart;
  question.actor = c.actor().person;
  question.duty = workflow.start_duty;
  question.element = start.ordinal;
  if (applicant && applicant != question.actor && workflow.counter) {
    // Typed in at the counter: the applicant asks, the clerk must be one who may accept.
    const duty::DutyIndex accept = ex.program().rules->find_duty("accept");
    duty::Question entry = question;
    entry.entrance = duty::Entrance::kOffer;
    entry.duty = accept;
    const duty::Standing standing = TRY(check_duty(c, ex, entry, facts.facts()));
    static_cast<void>(standing);
    question.actor = applicant;
  }
  const duty::Standing standing = TRY(check_duty(c, ex, question, facts.facts()));
  steps::record_acts(ex, question, standing, facts.facts());
  return {};
}

// Whose matter it is: the one whose ID number the form gives, whoever else it names; else the person that is named at the counter;
// else the one who asks himself.
PersonId applicant_of(const CommandContext& c, const WorkflowInfo& workflow, const journal::StartCase& body) {
  if (body.applicant) return body.applicant;
  const Value& named = body.form.get("applicant");
  PersonId person;
  if (workflow.counter && named.is_number())
    person = PersonId{static_cast<std::uint64_t>(named.as_number().to_int64().value_or(0))};
  else if (workflow.counter && named.is_text())
    person = c.scratch.directory.resolve_person(named.as_text());
  return person && c.scratch.directory.person(person) != nullptr ? person : c.actor().person;
}

Result<void> title_case(CommandContext& c, Execution& ex, const WorkflowInfo& workflow, InstanceId root) {
  const Value title = ex.evaluate(workflow.title, root);
  if (title.is_text() && !title.as_text().empty()) c.emit(journal::CaseTitled{std::string(title.as_text())});
  return {};
}

// A case that nobody starts: begun by an event of the latest package.
Result<void> start_by_itself(CommandContext& c, std::uint32_t process, std::uint32_t ordinal, UnitId unit,
                             const std::string& by, const Value& payload, const std::string& business_key) {
  const Program* program = c.world.programs->latest();
  CHANCERY_ASSERT(program != nullptr);
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < program->workflows.size(); ++i)
    if (program->workflows[i].process == process) number = static_cast<std::uint32_t>(i + 1);
  begin_case(c, {program->id, number, process, unit, {}, {}, by, business_key});
  Execution ex(c.scratch, c.world, *program, c.out.record);
  const InstanceId root = steps::open_process(ex, process, {});
  const graph::NodeIndex start = ex.process(process).node_of(ordinal);
  TRY_VOID(steps::take_payload(ex, root, process, start, payload));
  if (const WorkflowInfo* workflow = program->workflow(number)) TRY_VOID(title_case(c, ex, *workflow, root));
  TRY_VOID(steps::begin_by_event(ex, process, root, ordinal));
  return settle(c, ex);
}

}  // namespace

Result<void> run(CommandContext& c, const journal::StartCase& body) {
  const Program* program = c.world.programs->latest();
  if (program == nullptr) return conflict("runtime.nothing-deployed");
  const std::uint32_t number = program->find_workflow(body.workflow);
  const WorkflowInfo* workflow = program->workflow(number);
  if (workflow == nullptr || !workflow->startable)
    return not_found("runtime.no-workflow", {{"workflow", body.workflow}});
  if (c.scratch.directory.unit(body.unit) == nullptr) return not_found("runtime.no-unit");
  const PersonId applicant = applicant_of(c, *workflow, body);
  begin_case(c,
             {program->id, number, workflow->process, body.unit, c.actor().person, applicant, "", body.business_key});
  Execution ex(c.scratch, c.world, *program, c.out.record);
  const InstanceId root = steps::open_process(ex, workflow->process, {});
  const graph::Node& start = ex.process(workflow->process).nodes[workflow->start_node];
  if (workflow->start_form != nullptr) {
    const Value cleaned = TRY(validate(c, ex, *workflow->start_form, body.form, root));
    TRY_VOID(
        steps::set_variable(ex, root, start.id, with_actor(cleaned, c.actor().person, *c.world.zones, c.at(), "", "")));
    TRY_VOID(check_start(c, ex, *workflow, applicant, root));
    TRY_VOID(run_checks(c, ex, *workflow->start_form,
                        ex.evaluate(graph::Input(steps::variable(ex, root, start.id)), root), root, start.id));
  } else {
    TRY_VOID(steps::assign_all(ex, root, body.form));
    TRY_VOID(check_start(c, ex, *workflow, applicant, root));
  }
  TRY_VOID(title_case(c, ex, *workflow, root));
  TRY_VOID(steps::begin_scope(ex, workflow->process, root, workflow->start_node));
  return settle(c, ex);
}

Result<void> run(CommandContext& c, const journal::StartProcess& body) {
  const Program* program = c.world.programs->latest();
  if (program == nullptr) return conflict("runtime.nothing-deployed");
  const auto process = program->process_by_id.find(body.process);
  if (process == program->process_by_id.end()) return not_found("runtime.no-process", {{"process", body.process}});
  begin_case(c, {program->id, 0, process->second, body.unit, c.actor().person, {}, "", body.business_key});
  Execution ex(c.scratch, c.world, *program, c.out.record);
  const InstanceId root = steps::open_process(ex, process->second, {});
  TRY_VOID(steps::assign_all(ex, root, body.variables));
  for (const graph::NodeIndex start : ex.process(process->second).starts)
    if (ex.process(process->second).nodes[start].event == nullptr) {
      TRY_VOID(steps::begin_scope(ex, process->second, root, start));
      return settle(c, ex);
    }
  // One that nothing but one event starts is meant by that.
  const std::vector<graph::NodeIndex>& starts = ex.process(process->second).starts;
  if (starts.size() != 1) return invalid("runtime.no-none-start", {{"process", body.process}});
  const graph::EventSpec& event = *ex.process(process->second).nodes[starts.front()].event;
  TRY_VOID(steps::begin_by_event(ex, process->second, root, event.definitions().front().ordinal));
  return settle(c, ex);
}

Result<void> run(CommandContext& c, const journal::StartByMessage& body) {
  return start_by_itself(c, body.process, body.ordinal, body.unit, body.name, body.payload, body.business_key);
}

Result<void> run(CommandContext& c, const journal::StartByTimer& body) {
  return start_by_itself(c, body.process, body.ordinal, body.unit, "timer", Value(), "");
}

}  // namespace chancery::runtime::commands
