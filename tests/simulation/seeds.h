// Playing seeds: one, or many in processes of their own, so that a crash, a broken assumption or a hang is a failure of
// its seed too.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tests/simulation/coverage.h"
#include "tests/simulation/player.h"

namespace chancery::simulation {

struct SeedResult {
  Played played;
  Coverage coverage;
};
// On the state machine alone; with `whole` on the whole engine as well, whose records must be the same, and a second
// time on the state machine.
SeedResult play_seed(std::uint64_t seed, bool whole, const std::function<void(const std::string&)>& say = {});

struct Failure {
  std::uint64_t seed = 0;
  std::string why;
};
struct Report {
  std::uint64_t played = 0;
  std::uint64_t steps = 0;
  std::uint64_t cases = 0;
  std::vector<Failure> failures;
  Coverage coverage;
};
// Seeds from … to, every `whole_every`th of them on the whole engine too (0: none); `jobs` processes.
Report play_seeds(std::uint64_t from, std::uint64_t to, int jobs, std::uint64_t whole_every);

}  // namespace chancery::simulation
