#include "engine/duty/asking.h"

#include <algorithm>

#include "engine/directory/contexts.h"

namespace chancery::duty {

namespace {

const std::vector<Act>& no_acts() {
  static const std::vector<Act> none;
  return none;
}

// What FEEL answers with null or false although nothing was decided. A null that only runs through an expression (no
// meeting yet, no declared kinship) is an answer; a name that is not there, or a limit, is none.
bool is_undecided(const feel::EvaluationContext& context) {
  for (const char* code : {"feel.unknown-name", "feel.personal-data", "feel.too-many-steps", "feel.too-deep",
                           "feel.list-too-long", "feel.text-too-long"})
    if (context.has(code)) return true;
  return false;
}

}  // namespace

const Value* PersonScope::lookup(feel::Symbol symbol) const {
  if (symbol != rules_.symbols().person) return outer_ == nullptr ? nullptr : outer_->lookup(symbol);
  if (!value_) value_ = directory::person_value(*facts_.directory, person_, facts_.at);
  return &*value_;
}

Value evaluate(const feel::Expression& expression, const feel::Scope& scope, const CaseFacts& facts) {
  feel::EvaluationContext context(*facts.zones, facts.at);
  return expression.evaluate(scope, context);
}

Answer ask(const feel::Expression& expression, const feel::Scope& scope, const CaseFacts& facts) {
  feel::EvaluationContext context(*facts.zones, facts.at);
  const Value value = expression.evaluate(scope, context);
  if (value.is_true()) return Answer::kYes;
  if (!value.is_null() && !value.is_bool()) return Answer::kFailed;
  return is_undecided(context) ? Answer::kFailed : Answer::kNo;
}

bool holds_here(const Constraint& constraint, const Asking& asking) {
  if (!constraint.when) return true;
  const Answer answer = ask(constraint.when, asking.scope, asking.facts);
  return answer == Answer::kYes || (answer == Answer::kFailed && constraint.strength == Strength::kHard);
}

const std::vector<Act>& acts_in_scope(const Constraint& constraint, const CaseFacts& facts) {
  if (facts.acts == nullptr) return no_acts();
  if (constraint.scope == ScopeKind::kMeeting)
    for (const ObjectRef& object : facts.objects)
      if (object.kind == constraint.object) return facts.acts->of_object(object.key());
  return facts.acts->of_case(facts.root);
}

ScopeFilter::ScopeFilter(const Constraint& constraint, const Asking& asking)
    : by_activation_(constraint.scope == ScopeKind::kActivation), activation_(asking.facts.activation) {
  if (constraint.per_part) part_ = text_key(part_of(asking.rules.duty(asking.duty), asking.scope, asking.facts));
}

bool ScopeFilter::takes(const Act& act) const {
  if (by_activation_ && act.activation != activation_) return false;
  // A part that is not known on one side may be any: the strict reading.
  return part_ == TextKey{} || act.part == TextKey{} || act.part == part_;
}

std::string part_of(const Duty& duty, const feel::Scope& scope, const CaseFacts& facts) {
  if (!duty.part) return {};
  const Value value = evaluate(duty.part, scope, facts);
  return value.is_null() ? std::string() : feel::to_text(value);
}

std::string_view object_id(const CaseFacts& facts, std::string_view kind) {
  for (const ObjectRef& object : facts.objects)
    if (object.kind == kind) return object.id;
  return {};
}

Evidence evidence_of(const Act& act, const DutyRules& rules) {
  const DutyIndex duty = rules.find_duty(act.duty);
  return {act.event, act.person, act.on_behalf_of, duty == kNoDuty ? "" : rules.duty(duty).id, act.kind, act.at};
}

}  // namespace chancery::duty
