#include <algorithm>

#include "engine/directory/snapshot.h"
#include "engine/journal/layer_codec.h"
#include "tests/simulation/machine.h"

namespace chancery::simulation {

namespace {

// Where the table of tasks says that they are, and that it knows no other.
void write_places(ByteWriter& out, const runtime::State& state) {
  out.varint(state.tasks.own_size());
  for (const auto& [id, c] : state.cases.own())
    for (const runtime::Instance& i : c->instances) {
      if (!i.task) continue;
      const runtime::TaskPlace* place = state.tasks.find(i.task->id);
      journal::write_value(out, place == nullptr ? runtime::TaskPlace{} : *place);
    }
}

}  // namespace

std::string saved(const runtime::State& state) {
  ByteWriter out;
  journal::write_layer(out, state.cases);
  write_places(out, state);
  journal::write_layer(out, state.receivers);
  journal::write_layer(out, state.buffered);
  journal::write_layer(out, state.packages);
  journal::write_layer(out, state.start_timers);
  journal::write_layer(out, state.acts.cases);
  journal::write_layer(out, state.acts.objects);
  directory::write_snapshot(out, state.directory);
  registers::write_snapshot(out, state.registers);
  const Bytes bytes = out.take();
  return {bytes.begin(), bytes.end()};
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
