#include "engine/duty/consistency.h"

#include <numeric>

#include "engine/duty/constraints/kind.h"

namespace chancery::duty {

namespace {

// Duties that one person must do together: union-find over the bound ones.
class BoundGroups {
 public:
  explicit BoundGroups(const DutyRules& rules) : parent_(rules.duty_count()) {
    std::iota(parent_.begin(), parent_.end(), DutyIndex{0});
    for (std::size_t i = 0; i < rules.constraint_count(); ++i) {
      const Constraint& bind = rules.constraint(static_cast<ConstraintIndex>(i));
      if (bind.kind != &kBind || bind.when) continue;
      for (const DutyIndex duty : bind.duties) parent_[root(duty)] = root(bind.duties.front());
    }
  }

  bool together(DutyIndex a, DutyIndex b) { return root(a) == root(b); }

 private:
  DutyIndex root(DutyIndex duty) {
    while (parent_[duty] != duty) duty = parent_[duty] = parent_[parent_[duty]];
    return duty;
  }
  std::vector<DutyIndex> parent_;
};

// The binds that touch the group of `duty`, for the message.
std::string binds_around(const DutyRules& rules, BoundGroups& groups, DutyIndex duty) {
  std::string ids;
  for (std::size_t i = 0; i < rules.constraint_count(); ++i) {
    const Constraint& bind = rules.constraint(static_cast<ConstraintIndex>(i));
    if (bind.kind != &kBind || bind.when || !groups.together(bind.duties.front(), duty)) continue;
    ids += (ids.empty() ? "" : ", ") + bind.id;
  }
  return ids;
}

}  // namespace

void find_contradictions(RulesBuilder& builder) {
  const DutyRules& rules = builder.rules();
  BoundGroups groups(rules);
  for (std::size_t i = 0; i < rules.constraint_count(); ++i) {
    const Constraint& separate = rules.constraint(static_cast<ConstraintIndex>(i));
    if (separate.kind != &kSeparate || separate.when) continue;
    for (std::size_t a = 0; a < separate.duties.size(); ++a)
      for (std::size_t b = a + 1; b < separate.duties.size(); ++b)
        if (groups.together(separate.duties[a], separate.duties[b]))
          builder.fault("", "duty.bound-and-separated",
                        {{"first", rules.duty(separate.duties[a]).id},
                         {"second", rules.duty(separate.duties[b]).id},
                         {"separated_by", separate.id},
                         {"bound_by", binds_around(rules, groups, separate.duties[a])}});
  }
}

}  // namespace chancery::duty
