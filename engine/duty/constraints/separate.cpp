// separate [d…]: no person does two of these. What a person did for somebody, or let somebody do for him, counts for
// both.
#include "engine/duty/constraints/kind.h"

namespace chancery::duty {

namespace {

bool is_other_duty(const Constraint& constraint, const Asking& asking, const Act& act) {
  for (const DutyIndex duty : constraint.duties)
    if (duty != asking.duty && asking.rules.duty(duty).key == act.duty) return true;
  return false;
}

void read(json::ObjectReader& in, RulesBuilder& builder, Constraint& constraint) {
  constraint.when = builder.expression(in, "when");
  if (constraint.duties.size() < 2)
    builder.fault(in.pointer_of("duties"), "duty.too-few-duties", {{"id", constraint.id}});
}

std::optional<Finding> check(const Constraint& constraint, const Asking& asking) {
  std::optional<Finding> finding;
  std::optional<ScopeFilter> filter;
  for (const Act& act : acts_in_scope(constraint, asking.facts)) {
    if (!act.is_of(asking.person) || !is_other_duty(constraint, asking, act)) continue;
    if (!filter) filter.emplace(constraint, asking);
    if (!filter->takes(act)) continue;
    if (!finding) {
      if (!holds_here(constraint, asking)) return std::nullopt;
      finding.emplace();
    }
    if (finding->evidence.size() < kEvidenceMax) finding->evidence.push_back(evidence_of(act, asking.rules));
  }
  return finding;
}

}  // namespace

const ConstraintKind kSeparate = {"separate", read, check, nullptr};

}  // namespace chancery::duty
