// Traces: where the process runs of one case went, for its diagrams: elements done, sequence flows taken. Read from the
// records.
#pragma once

#include <string>
#include <vector>

#include "engine/service/queries/story.h"

namespace chancery::service::queries {

// An element that was done, once or several times.
struct DoneStep {
  const graph::Node* node = nullptr;
  Instant at;                // the last time
  std::vector<PersonId> by;  // persons, each once; none for what the program did
  std::size_t count = 0;     // loops of a multi-instance activity count one by one
};

// One run of a process: the root, or one that a call activity began.
struct Trace {
  const Run* run = nullptr;
  std::vector<DoneStep> done;      // in the order in which they were last done
  std::vector<std::string> flows;  // ids, each once, in the order taken
};

// The root first, then called ones in the order in which they began.
std::vector<Trace> traces_of(const Story& story);

}  // namespace chancery::service::queries
