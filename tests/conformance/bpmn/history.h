// History: what an engine has done so far, read from its journal.
#pragma once

#include "tests/conformance/bpmn/facts.h"

namespace chancery::conformance {

using Counts = std::map<std::string, std::int64_t>;

struct History {
  Counts entered;                            // elements and processes begun; of a join: tokens that arrived
  Counts completed;                          // finished, not cut off; of a join: how often it let go
  Counts flows;                              // sequence flows taken
  std::map<std::string, std::size_t> first;  // place of the first entry of an element, in order
  std::vector<CaseId> cases;                 // in order of creation
};

// Instances of a multi-instance activity count, its body does not.
History history_of(const MemoryEngine& engine);

}  // namespace chancery::conformance
