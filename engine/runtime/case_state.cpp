#include "engine/runtime/case_state.h"

#include <algorithm>

namespace chancery::runtime {

const Instance* CaseState::find(InstanceId id) const {
  const auto it = std::lower_bound(instances.begin(), instances.end(), id,
                                   [](const Instance& i, InstanceId wanted) { return i.id < wanted; });
  return it != instances.end() && it->id == id ? &*it : nullptr;
}

Instance* CaseState::find(InstanceId id) { return const_cast<Instance*>(std::as_const(*this).find(id)); }

const Timer* CaseState::find_timer(std::uint32_t number) const {
  for (const Timer& timer : timers)
    if (timer.number == number) return &timer;
  return nullptr;
}

const Activated* CaseState::find_activated(InstanceId scope, std::uint32_t ordinal) const {
  if (!activated) return nullptr;
  for (const Activated& a : *activated)
    if (a.scope == scope && a.ordinal == ordinal) return &a;
  return nullptr;
}

const Subscription* CaseState::find_subscription(InstanceId instance, std::uint32_t ordinal) const {
  for (const Subscription& s : subscriptions)
    if (s.instance == instance && s.ordinal == ordinal) return &s;
  return nullptr;
}

bool CaseState::has_children(InstanceId scope) const {
  return std::any_of(instances.begin(), instances.end(),
                     [scope](const Instance& i) { return i.scope == scope && i.lifecycle != Lifecycle::kKept; });
}

}  // namespace chancery::runtime
