// Tally: what a load saw for itself, to be held against what the database says afterwards; and the faults found in
// either.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/benchmarks/meters.h"

namespace chancery::benchmarks {

inline constexpr std::size_t kFaultsShown = 10;

struct Tally {
  std::uint64_t started = 0;  // cases begun
  std::uint64_t ended = 0;    // cases of which the last answer said so
  std::uint64_t stamped = 0;  // acknowledged acts of stamping
  std::uint64_t tasks = 0;    // acknowledged completions of user tasks
  Latencies latencies;        // of every act, start or completion
  std::vector<std::string> faults;

  std::uint64_t acts() const { return started + tasks; }
  void fault(std::string what) {
    if (faults.size() < kFaultsShown) faults.push_back(std::move(what));
  }
};

}  // namespace chancery::benchmarks
