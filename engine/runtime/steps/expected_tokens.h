// Which tokens may still come to a join: what the inclusive join (BPMN 2.0.2, 13.4.3) and the reset of a complex gateway (13.4.5) ask.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

// Whether a token waits at a join on this flow (an ordinal).
bool holds_token(const CaseState& c, InstanceId scope, std::uint32_t flow);
// "A token that could still reach an empty flow, and could not reach one that is full": then the join waits on. `full` is for each incoming
// flow of the join, in order.
bool must_wait(const Execution& ex, const graph::Process& process, const graph::JoinReach& reach, InstanceId scope,
               const std::vector<bool>& full);

}  // namespace chancery::runtime::steps
