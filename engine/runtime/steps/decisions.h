// Decisions: DMN evaluated over the variables of a scope.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

struct Decided {
  Value value;
  std::vector<std::uint32_t> rules;  // matched, from 1
};

// Over the names of a scope of the case. Error: runtime.decision-failed {decision, reason}.
Result<Decided> decide_decision(const Execution& ex, const dmn::Element& decision, const feel::Scope& names);

// What a business rule task gives of a decision's value. A list is its rows, null is none, all else is one row; entries that are null
// are not there. Error: runtime.bad-decision-result {element, mapping, rows}.
Result<Value> map_result(const graph::Node& node, Value value);

}  // namespace chancery::runtime::steps
