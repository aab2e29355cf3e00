// Options of a benchmark: the size, the seed and where the data lie. One set for all three, read from the command
// line.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace chancery::benchmarks {

enum class Size : unsigned char {
  kSmoke,  // a few seconds: shows that the benchmark still runs and that the answers are right
  kFull,   // gives figures
};

struct Options {
  Size size = Size::kFull;
  std::uint64_t seed = 20260302;
  int seconds = 8;  // of one configuration, at most kSecondsMax
  std::vector<int> callers = {1, 16, 64, 256};
  std::size_t waiting = 100'000;  // cases of bench_waiting
  std::string folder;             // below it the data of the run are made; empty: $TMPDIR or /tmp
  std::string command;            // as it was given, for the report
};

inline constexpr int kSecondsMax = 10;
inline constexpr int kCallersMax = 4096;

// --smoke, --seconds N, --callers A,B,…, --waiting N, --seed N, --folder DIR. Error: invalid benchmark.bad-option
// {option}.
Result<Options> read_options(int argc, char** argv);

}  // namespace chancery::benchmarks
