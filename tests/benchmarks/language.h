// The language side of the engine under load: FEEL expressions and a decision table from peers/cases.json, the same
// that the peers get.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/value/value.h"

namespace chancery::benchmarks {

// What one way of working answers and how fast.
struct Slice {
  std::string cannot;         // why there is no value; "" when there is one
  std::vector<Value> values;  // one for each case
  double per_second = 0;      // calls
};

// Something that is measured again and again: ours or a peer's.
using Worker = std::function<Result<Slice>(int ms)>;

// One question with the answers that everybody must give.
struct Contest {
  std::string name;
  std::vector<Value> expected;
  Worker compiled;   // made once, evaluated at each call
  Worker from_text;  // read, compiled and evaluated at each call; empty for the table
};

// The FEEL expressions in the order of the file, then the table. Errors: those of the files; invalid
// benchmark.bad-case {name}.
Result<std::vector<Contest>> read_contests(const std::string& folder);

}  // namespace chancery::benchmarks
