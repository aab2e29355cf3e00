// What a run went through, and what a run of many seeds must have gone through: made from elements.def, so that an
// element or event that runs one day is missed here until the generator knows it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/simulation/machine.h"

namespace chancery::simulation {

// How many seeds went through it: "userTask", "boundaryEvent timerEventDefinition, going on", "multiInstance".
using Coverage = std::map<std::string, std::size_t>;

// Each thing that the records passed counts once.
Coverage coverage_of(const Machine& machine, const Model& model);
// All that elements.def says is supported, with every variant.
std::vector<std::string> wanted();

}  // namespace chancery::simulation
