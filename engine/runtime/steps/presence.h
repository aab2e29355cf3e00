// Presence: whether what was there before a throw is there behind it. What an element throws may end it, the scope around it, or only
// the tokens in that scope (an interrupting event sub-process); then the element does not go on.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

class Presence {
 public:
  Presence(const Execution& ex, InstanceId scope) : ex_(ex), scope_(scope), ended_(ex.times_cleared(scope)) {}
  Presence(const Execution& ex, const Place& place)
      : ex_(ex), scope_(place.scope), instance_(place.instance), ended_(ex.times_cleared(place.scope)) {}

  bool lasts() const {
    if (ex_.ended() || ex_.here().find(scope_) == nullptr || ex_.times_cleared(scope_) != ended_) return false;
    return !instance_ || ex_.here().find(instance_) != nullptr;
  }

 private:
  const Execution& ex_;
  InstanceId scope_;
  InstanceId instance_;
  std::uint32_t ended_;
};

}  // namespace chancery::runtime::steps
