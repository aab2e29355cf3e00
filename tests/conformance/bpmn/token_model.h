// The models of token-simulation made fit for a strict deployment, in memory: what their README calls modelGaps is
// filled in, gateways get the flows that the case chooses, tasks wait or do not as the case says.
#pragma once

#include <string>

#include "engine/value/value.h"

namespace chancery::conformance {

// The model as the engine gets it. `one` is a case of cases.json.
std::string repaired_model(const std::string& bpmn, const Value& one);

// The variable that a conditional event without a condition waits for; it becomes true when the case triggers the
// event.
std::string condition_variable(std::string_view element);

}  // namespace chancery::conformance
