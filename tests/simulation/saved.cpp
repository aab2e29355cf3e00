#include <algorithm>

#include "tests/simulation/machine.h"
#include "tests/support/state_slices.h"

namespace chancery::simulation {

std::string saved(const runtime::State& state) {
  std::string out;
  for (const auto& [name, bytes] : test::slices_of(state)) out += bytes;
  return out;
}

std::optional<Instant> next_due(const runtime::State& state) {
  std::optional<Instant> first;
  const auto take = [&first](Instant due) {
    if (!first || due < *first) first = due;
  };
  for (const auto& [id, c] : state.cases.own())
    for (const runtime::Timer& timer : c->timers)
      if (!timer.stopped) take(timer.due);
  for (const auto& [number, timer] : state.start_timers.own())
    if (timer->armed) take(timer->due);
  return first;
}

}  // namespace chancery::simulation
