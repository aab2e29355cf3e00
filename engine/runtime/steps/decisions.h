// Decisions: DMN evaluated over the variables of a scope.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

struct Decided {
  Value value;
  std::vector<std::uint32_t> rules;  // matched, from 1
};

// `extra` is asked before the case's names. Error: runtime.decision-failed {decision, reason}.
Result<Decided> decide_decision(const Execution& ex, const dmn::DecisionModel& model, std::string_view decision,
                                InstanceId scope, const feel::Scope* extra);

}  // namespace chancery::runtime::steps
