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

namespace {

// What checks see: the names of the submission, and `result` while a check runs that asks a decision.
class CheckScope : public feel::Scope {
 public:
  CheckScope(feel::Symbol result, const feel::Scope& submission) : result_symbol_(result), submission_(submission) {}
  void set_result(const Value* result) { result_ = result; }
  const Value* lookup(feel::Symbol symbol) const override {
    return symbol == result_symbol_ && result_ != nullptr ? result_ : submission_.lookup(symbol);
  }

 private:
  feel::Symbol result_symbol_;
  const feel::Scope& submission_;
  const Value* result_ = nullptr;
};

}  // namespace

Result<void> run_checks(const CommandContext& c, const Execution& ex, const forms::FormSchema& form,
                        const Value& cleaned, InstanceId scope, std::string_view variable) {
  if (form.checks.empty()) return {};
  feel::LocalScope submission;
  submission.set(ex.program().known.form, cleaned);
  submission.set(ex.program().known.person, directory::person_value(c.scratch.directory, c.actor().person, c.at()));
  if (const auto symbol = ex.program().symbols.find(variable)) submission.set(*symbol, cleaned);
  CheckScope extra(ex.program().known.result, submission);
  const CaseScope names = ex.scope_of(scope, &extra);  // one for all: what they read of the case is built once
  std::map<std::string_view, Value> decided;           // several checks ask the same decision of the same form
  for (const forms::Check& check : form.checks) {
    extra.set_result(nullptr);
    if (!check.decision.empty()) {
      if (!decided.contains(check.decision)) {
        const dmn::Element* decision = ex.program().find_decision(check.decision);
        CHANCERY_ASSERT(decision != nullptr);  // package refused it otherwise
        decided.emplace(check.decision, TRY(steps::decide_decision(ex, *decision, names)).value);
      }
      extra.set_result(&decided.at(check.decision));
    }
    feel::EvaluationContext context(*c.world.zones, c.at());
    if (!check.refuse_when.evaluate(names, context).is_true()) continue;
    c.why.check = CheckRefusal{check.id, check.hard, check.basis, check.message, check.remedy};
    c.why.case_id = ex.case_id();
    return refused("runtime.check-refused", {{"check", check.id}});
  }
  return {};
}

Value with_actor(const Value& cleaned, PersonId person, const ZoneTable& zones, Instant at, std::string_view post,
                 std::string_view acting_for) {
  // Kept for as long as the case waits: no more room than it needs.
  Context out = cleaned.is_context() ? cleaned.as_context() : Context();
  out.reserve(out.size() + 4);
  out.set("by", person ? Value::number(static_cast<std::int64_t>(person.value)) : Value());
  out.set("at", Value::date_time(zones.local_date_time(at)));
  out.set("post", post.empty() ? Value() : Value::text(post));
  out.set("acting_for", acting_for.empty() ? Value() : Value::text(acting_for));
  out.share_keys();
  return Value::context(std::move(out));
}

}  // namespace chancery::runtime::commands
