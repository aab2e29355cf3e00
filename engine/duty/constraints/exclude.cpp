// exclude d when FEEL: the person of whom the expression is true keeps out: the applicant, his near relative, the
// holder of the seal now. What is not known (null) is not refused; what cannot be decided (an error) is refused when
// the constraint is hard.
#include "engine/duty/constraints/kind.h"

namespace chancery::duty {

namespace {

void read(json::ObjectReader& in, RulesBuilder& builder, Constraint& constraint) {
  constraint.when = builder.expression(in, "when");
  if (!in.has("when")) builder.fault(in.pointer_of("when"), "duty.when-missing", {{"id", constraint.id}});
  if (constraint.duties.empty()) builder.fault(in.pointer_of("duties"), "duty.too-few-duties", {{"id", constraint.id}});
  if (constraint.per_part) builder.fault(in.pointer_of("per_part"), "duty.field-not-for-kind", {{"kind", "exclude"}});
}

std::optional<Finding> check(const Constraint& constraint, const Asking& asking) {
  const Answer answer = ask(constraint.when, asking.scope, asking.facts);
  if (answer == Answer::kNo || (answer == Answer::kFailed && constraint.strength != Strength::kHard))
    return std::nullopt;
  Finding finding;
  finding.rule_failed = answer == Answer::kFailed;
  finding.evidence.push_back(
      {EventNumber{}, asking.person, PersonId{}, asking.rules.duty(asking.duty).id, ActKind::kNone, asking.facts.at});
  return finding;
}

}  // namespace

const ConstraintKind kExclude = {"exclude", read, check, nullptr};

}  // namespace chancery::duty
