// Events of what a scope remembers beside its tokens, kinds 70–79: complex gateways between activation and reset, sequential ad-hoc
// sub-processes. They belong to the events of the state machine and keep to their rules (runtime_events.h). Applied by
// engine/runtime/apply_case.cpp.
#pragma once

#include <vector>

#include "engine/journal/runtime_events.h"

namespace chancery::journal {

// A complex gateway was activated: it waits for reset. Its tokens were taken by a TokensJoined.
struct GatewayActivated {
  InstanceId scope;
  std::uint32_t ordinal = 0;         // the gateway
  std::vector<std::uint32_t> flows;  // over which the tokens had come
  CHANCERY_EVENT_KIND(70) {
    v(1, e.scope);
    v(2, e.ordinal);
    v(3, e.flows);
  }
  bool operator==(const GatewayActivated&) const = default;
};

// No token is missing any more: it waits for its start again.
struct GatewayReset {
  InstanceId scope;
  std::uint32_t ordinal = 0;
  CHANCERY_EVENT_KIND(71) {
    v(1, e.scope);
    v(2, e.ordinal);
  }
  bool operator==(const GatewayReset&) const = default;
};

// A sequential ad-hoc sub-process has begun so many of its activities.
struct AdHocAdvanced {
  InstanceId instance;
  std::uint32_t begun = 0;
  CHANCERY_EVENT_KIND(72) {
    v(1, e.instance);
    v(2, e.begun);
  }
  bool operator==(const AdHocAdvanced&) const = default;
};

}  // namespace chancery::journal
