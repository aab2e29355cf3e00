#include "engine/dmn/hit_policies/policy.h"

#include <algorithm>

namespace chancery::dmn {

Value Hits::fail(std::string_view code) const {
  std::string rules;
  for (const Hit& hit : hits) rules += (rules.empty() ? "" : ", ") + std::to_string(hit.rule + 1);
  context.report(code, {{"decision", decision_id}, {"rules", rules}});
  return {};
}

List Hits::values() const {
  List all;
  for (const Hit& hit : hits) all.push_back(hit.value);
  return all;
}

void Hits::sort_by_priority() {
  const auto place = [this](const Hit& hit, std::size_t output) {
    const List& order = table.outputs[output].values;
    return std::find(order.begin(), order.end(), hit.outputs[output]) - order.begin();
  };
  std::stable_sort(hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) {
    for (std::size_t output = 0; output < table.outputs.size(); ++output) {
      const auto in_a = place(a, output), in_b = place(b, output);
      if (in_a != in_b) return in_a < in_b;
    }
    return false;
  });
}

Value apply_hit_policy(Hits& hits) {
  switch (hits.table.hit_policy) {
    case HitPolicy::kUnique: return unique_hit(hits);
    case HitPolicy::kAny: return any_hit(hits);
    case HitPolicy::kFirst: return first_hit(hits);
    case HitPolicy::kPriority: return priority_hit(hits);
    case HitPolicy::kCollect: return collect_hits(hits);
    case HitPolicy::kRuleOrder: return rule_order_hits(hits);
    case HitPolicy::kOutputOrder: return output_order_hits(hits);
  }
  return {};
}

}  // namespace chancery::dmn
