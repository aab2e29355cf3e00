// A BPMN model of 500 flow nodes, and how long a deployment looks at it.
#pragma once

#include <string>
#include <vector>

#include "tests/benchmarks/meters.h"

namespace chancery::benchmarks {

inline constexpr int kLargeModelNodes = 500;

// 49 blocks of ten nodes, one after another, then eight user tasks between start and end. A block: an exclusive gateway
// with a FEEL condition to a user task with a timer boundary event (which ends at an end event of its own) and a FEEL
// script behind it, and by default to a parallel gateway with two external service tasks and their join; both ways meet
// in an exclusive gateway.
std::string large_model();

struct ModelTimes {
  Latencies parse;    // XML to model, with the structural rules
  Latencies compile;  // model to graph: expressions, joins
  Latencies check;    // all that a deployment does: both, and every reference bound
};

// `times` rounds. What is wrong with the model or its graph goes into `faults`.
ModelTimes measure_model(const std::string& xml, int times, std::vector<std::string>& faults);

}  // namespace chancery::benchmarks
