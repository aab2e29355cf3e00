// A seed to a model: the files of a package whose processes all end. The same seed gives the same bytes everywhere.
#pragma once

#include <cstdint>
#include <set>
#include <string>

namespace chancery::simulation {

struct Model {
  std::uint64_t seed = 0;
  std::string bpmn;
  std::string dmn;                                   // "" when nothing decides
  std::set<std::string> flow_senders;                // elements whose message takes its name from a message flow
  static constexpr const char* kRoot = "process_1";  // what the driver starts
};

Model generate(std::uint64_t seed);

}  // namespace chancery::simulation
