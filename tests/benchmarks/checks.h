// Checks of the answers: a figure counts only when the database says the same as the load saw. Faults go into the
// tally.
#pragma once

#include <string>

#include "tests/benchmarks/tally.h"
#include "tests/benchmarks/village.h"

namespace chancery::benchmarks {

// That duties are on: the clerk who asked may not approve, the chair who approved may not stamp. One case is sealed
// by it; returns how many cases it stamped.
std::uint64_t check_duties(service::Engine& engine, Tally& tally);

// What the books of seal use and the engine say; faults that show by themselves (a gap, two lines of one case) go
// into the tally.
struct Books {
  std::uint64_t lines = 0;  // that bear a number
  std::uint64_t open = 0;   // cases
};
Result<Books> read_books(const Village& village, Tally& tally);

// As many lines and open cases as expected.
Result<void> check_books(const Village& village, const Books& expected, Tally& tally);

}  // namespace chancery::benchmarks
