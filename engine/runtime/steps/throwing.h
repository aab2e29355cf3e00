// Throwing: what a throwing intermediate event, an end event or a send task does before its token goes on.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

enum class Thrown : std::uint8_t {
  kGoesOn,
  kWaits,  // for a compensation, in an instance of its own
  kGone,   // what was thrown has ended the thrower
};

// The messages, signals and escalations of the node at `place`, in their order, then its compensation. Links, errors, terminate and cancel
// are the affair of the behaviors.
Result<Thrown> throw_all(Execution& ex, const Place& place);

}  // namespace chancery::runtime::steps
