#include "engine/runtime/commands/submission.h"

#include <map>

#include "engine/directory/contexts.h"
#include "engine/runtime/choices.h"
#include "engine/runtime/steps/decisions.h"

namespace chancery::runtime::commands {

Result<Value> validate(const CommandContext& c, const Execution& ex, const forms::FormSchema& form,
                       const Value& submitted, InstanceId scope) {
  feel::EvaluationContext context(*c.world.zones, c.at());
  feel::LocalScope person;
  person.set(ex.program().known.person, directory::person_value(c.scratch.directory, c.actor().person, c.at()));
  const CaseScope names = ex.scope_of(scope, &person);
  forms::Submission result =
      forms::validate(form, submitted.is_null() ? Value::context({}) : submitted, names, context,
                      form_lookups(ex.program(), c.scratch, ex.here().unit, names, c.world, c.at()));
  if (result.ok()) return std::move(result.cleaned);
  c.why.faults = std::move(result.faults);
  return invalid("runtime.form-has-faults", {{"count", std::to_string(c.why.faults.size())}});
}

Result<void> run_checks(const CommandContext& c, const Execution& ex, const forms::FormSchema& form,
                        const Value& cleaned, InstanceId scope, std::string_view variable) {
  if (form.checks.empty()) return {};
  feel::LocalScope extra;
  extra.set(ex.program().known.form, cleaned);
  extra.set(ex.program().known.person, directory::person_value(c.scratch.directory, c.actor().person, c.at()));
  if (const auto symbol = ex.program().symbols.find(variable)) extra.set(*symbol, cleaned);
  std::map<std::string_view, Value> decided;  // several checks ask the same decision of the same form
  for (const forms::Check& check : form.checks) {
    if (!check.decision.empty() && !decided.contains(check.decision)) {
      const dmn::DecisionModel* model = ex.program().find_decision(check.decision);
      CHANCERY_ASSERT(model != nullptr);  // package refused it otherwise
      decided.emplace(check.decision, TRY(steps::decide_decision(ex, *model, check.decision, scope, &extra)).value);
    }
    feel::LocalScope with_result(&extra);
    if (!check.decision.empty()) with_result.set(ex.program().known.result, decided.at(check.decision));
    const Value refuse = ex.evaluate(check.refuse_when, scope, &with_result);
    if (!refuse.is_true()) continue;
    c.why.check = CheckRefusal{check.id, check.hard, check.basis, check.message, check.remedy};
    c.why.case_id = ex.case_id();
    return refused("runtime.check-refused", {{"check", check.id}});
  }
  return {};
}

Value with_actor(const Value& cleaned, PersonId person, const ZoneTable& zones, Instant at, std::string_view post,
                 std::string_view acting_for) {
  // Kept for as long as the case waits: no more room than it needs.
  Context out;
  if (cleaned.is_context()) {
    out.reserve(cleaned.as_context().size() + 4);
    for (const auto& [name, value] : cleaned.as_context()) out.set(name, value);
  }
  out.set("by", person ? Value::number(static_cast<std::int64_t>(person.value)) : Value());
  out.set("at", Value::date_time(zones.local_date_time(at)));
  out.set("post", post.empty() ? Value() : Value::text(post));
  out.set("acting_for", acting_for.empty() ? Value() : Value::text(acting_for));
  return Value::context(std::move(out));
}

}  // namespace chancery::runtime::commands
