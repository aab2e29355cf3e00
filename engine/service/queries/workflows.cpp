// workflows and form: what a person may start in a unit, and the forms with their choices.
#include "engine/runtime/steps/duties.h"
#include "engine/service/queries/form_view.h"
#include "engine/service/queries/refusals.h"

namespace chancery::service {

namespace {

using namespace queries;

// May the person ask for himself, or type it in for somebody else? A rule that cannot be decided before the form is filled in is
// left to the start itself.
std::optional<Value> start_refusal(const Reading& reading, const runtime::Program& program, std::uint32_t number,
                                   UnitId unit, PersonId person) {
  const runtime::WorkflowInfo& workflow = *program.workflow(number);
  const BeforeStart before(reading, program, number, unit, person);
  const runtime::steps::TaskFacts facts(program, reading.state, reading.zones, CaseId{}, before.state(),
                                        BeforeStart::kRoot, reading.at);
  duty::Question question;
  question.entrance = duty::Entrance::kStart;
  question.actor = person;
  question.duty = workflow.start_duty;
  const duty::Verdict verdict = program.duty->check(question, facts.facts());
  if (verdict.allowed() || verdict.refusal->code == "duty.rule-failed") return std::nullopt;
  if (workflow.counter && program.duty->offered(person, program.rules->find_duty("accept"), facts.facts()))
    return std::nullopt;
  return refusal_value(reading, program, unit, *verdict.refusal);
}

}  // namespace

Result<Value> Engine::workflows(Viewer viewer, UnitId unit) const {
  Value answer;
  {
    const Reading reading(*impl_);
    if (reading.directory().unit(unit) == nullptr) return not_found("service.no-unit");
    List items;
    if (const ProgramPointer program = reading.latest())
      for (std::uint32_t number = 1; number <= program->workflows.size(); ++number) {
        const runtime::WorkflowInfo& workflow = *program->workflow(number);
        if (!workflow.startable) continue;
        Context one;
        one.set("id", Value::text(workflow.id));
        one.set("name", workflow.name);
        one.set("summary", workflow.summary.is_null() ? Value::text("") : workflow.summary);
        one.set("form", workflow.start_form == nullptr ? Value() : Value::text(workflow.start_form->id));
        one.set("counter", Value::boolean(workflow.counter));
        one.set("refused", start_refusal(reading, *program, number, unit, viewer.person).value_or(Value()));
        items.push_back(Value::context(std::move(one)));
      }
    answer = items_answer(std::move(items));
  }
  return finish(*impl_, answer);
}

Result<Value> Engine::form(Viewer viewer, std::string_view workflow, std::string_view form, UnitId unit) const {
  Value answer;
  {
    const Reading reading(*impl_);
    const ProgramPointer program = reading.latest();
    if (program == nullptr) return not_found("service.no-form");
    const auto found = program->forms.find(std::string(workflow) + "/" + std::string(form));
    if (found == program->forms.end()) return not_found("service.no-form");
    if (unit && reading.directory().unit(unit) == nullptr) return not_found("service.no-unit");
    const Sight sight(reading, viewer.person);
    const BeforeStart before(reading, *program, program->find_workflow(workflow), unit, viewer.person);
    const runtime::CaseScope scope(*program, reading.state, CaseId{}, before.state(), BeforeStart::kRoot, reading.at,
                                   reading.zones);
    answer = form_view(reading, {*program, *found->second, scope, unit, sight});
  }
  return finish(*impl_, answer);
}

}  // namespace chancery::service
