// RawCommits: what the machine allows. The very rows that a run wrote into the journal, committed once more in the
// same batches into one table of a fresh file, by the SQLite C API alone, with the pragmas and the checkpoints of the
// engine's own journal.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace chancery::benchmarks {

struct RawRun {
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;  // of the records themselves
  std::uint64_t commits = 0;
  std::int64_t wall_ns = 0;
  std::int64_t cpu_ns = 0;
  std::int64_t waited_ns = 0;  // for a core
};

// `journal` is closed; its rows after `from` are read into memory, then committed in `batches`, which must add up to
// as many. Errors: corrupt benchmark.sqlite {reason}; corrupt benchmark.batches {rows, batches}.
Result<RawRun> commit_raw(const std::string& journal, std::uint64_t from, const std::vector<std::uint32_t>& batches,
                          const std::string& file);

}  // namespace chancery::benchmarks
