// bind [d…]: the same person does all of these. Handing such a duty on makes two persons of one, so it is refused, too.
#include "engine/duty/constraints/kind.h"

namespace chancery::duty {

namespace {

bool is_bound_duty(const Constraint& constraint, const DutyRules& rules, const Act& act) {
  for (const DutyIndex duty : constraint.duties)
    if (rules.duty(duty).key == act.duty) return true;
  return false;
}

// Delegation and transfer bind both sides. An assignment does not bind who made it.
bool hands_on(const Question& question) {
  if (question.on_behalf_of && question.on_behalf_of != question.actor) return true;
  switch (question.entrance) {
    case Entrance::kDelegate:
    case Entrance::kTransfer:
    case Entrance::kForward:
    case Entrance::kSubstitute: return question.target && question.target != question.actor;
    default: return false;
  }
}

bool is_of_another(const Act& act, PersonId person) {
  return act.person != person || (act.on_behalf_of && act.on_behalf_of != person);
}

void read(json::ObjectReader& in, RulesBuilder& builder, Constraint& constraint) {
  constraint.when = builder.expression(in, "when");
  if (constraint.duties.size() < 2)
    builder.fault(in.pointer_of("duties"), "duty.too-few-duties", {{"id", constraint.id}});
}

std::optional<Finding> check(const Constraint& constraint, const Asking& asking) {
  std::optional<Finding> finding;
  if (hands_on(asking.question)) finding.emplace();
  std::optional<ScopeFilter> filter;
  for (const Act& act : acts_in_scope(constraint, asking.facts)) {
    if (!is_of_another(act, asking.person) || !is_bound_duty(constraint, asking.rules, act)) continue;
    // Who merely holds this very task makes way for whom it is now given to.
    if (act.is_holding() && act.instance == asking.question.instance) continue;
    if (!filter) filter.emplace(constraint, asking);
    if (!filter->takes(act)) continue;
    if (!finding) finding.emplace();
    if (finding->evidence.size() < kEvidenceMax) finding->evidence.push_back(evidence_of(act, asking.rules));
  }
  if (finding && !holds_here(constraint, asking)) return std::nullopt;
  return finding;
}

}  // namespace

const ConstraintKind kBind = {"bind", read, check, nullptr};

}  // namespace chancery::duty
