#include "engine/duty/rules.h"

#include <algorithm>

#include "engine/duty/rules_builder.h"

namespace chancery::duty {

DutyIndex DutyRules::find_duty(TextKey key) const {
  const auto it = std::lower_bound(by_key_.begin(), by_key_.end(), key,
                                   [](const auto& entry, TextKey wanted) { return entry.first < wanted; });
  return it == by_key_.end() || it->first != key ? kNoDuty : it->second;
}

DutyIndex DutyRules::find_duty(std::string_view id) const {
  const DutyIndex index = find_duty(text_key(id));
  return index == kNoDuty || duties_[index].id != id ? kNoDuty : index;
}

const Duty& DutyRules::duty(DutyIndex index) const {
  CHANCERY_ASSERT(index < duties_.size());
  return duties_[index];
}

std::optional<PostIndex> DutyRules::find_post(std::string_view id) const {
  for (std::size_t i = 0; i < posts_.size(); ++i)
    if (posts_[i].id == id) return static_cast<PostIndex>(i);
  return std::nullopt;
}

const Constraint* DutyRules::find_constraint(std::string_view id) const {
  for (const Constraint& constraint : constraints_)
    if (constraint.id == id) return &constraint;
  return nullptr;
}

bool DutyRules::files_under(std::string_view object_kind) const {
  return std::find(filed_kinds_.begin(), filed_kinds_.end(), object_kind) != filed_kinds_.end();
}

std::shared_ptr<const DutyRules> test_person_rules(PersonId person, const std::vector<std::string>& duty_ids,
                                                   feel::SymbolTable& symbols) {
  RulesBuilder builder(symbols);
  for (const std::string& id : duty_ids) {
    if (builder.find_duty(id) != kNoDuty) continue;  // two tasks may share one
    Duty duty;
    duty.id = id;
    duty.who.named = {person};
    builder.add_duty(std::move(duty));
  }
  return builder.finish();
}

}  // namespace chancery::duty
