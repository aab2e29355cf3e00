#include "tests/support/state_slices.h"

#include "engine/directory/snapshot.h"
#include "engine/journal/layer_codec.h"

namespace chancery::test {

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

template <class Write>
std::string bytes_of(Write write) {
  ByteWriter out;
  write(out);
  const Bytes bytes = out.take();
  return {bytes.begin(), bytes.end()};
}

template <class Key, class Record>
std::string bytes_of_layer(const Layer<Key, Record>& layer) {
  return bytes_of([&](ByteWriter& out) { journal::write_layer(out, layer); });
}

}  // namespace

std::map<std::string, std::string> slices_of(const runtime::State& state) {
  return {{"cases", bytes_of_layer(state.cases)},
          {"tasks", bytes_of([&](ByteWriter& out) { write_places(out, state); })},
          {"receivers", bytes_of_layer(state.receivers)},
          {"buffered", bytes_of_layer(state.buffered)},
          {"packages", bytes_of_layer(state.packages)},
          {"start timers", bytes_of_layer(state.start_timers)},
          {"acts of cases", bytes_of_layer(state.acts.cases)},
          {"acts of objects", bytes_of_layer(state.acts.objects)},
          {"directory", bytes_of([&](ByteWriter& out) { directory::write_snapshot(out, state.directory); })},
          {"registers", bytes_of([&](ByteWriter& out) { registers::write_snapshot(out, state.registers); })}};
}

}  // namespace chancery::test
