#include "engine/runtime/state.h"

namespace chancery::runtime {

State::State(State* below)
    : cases(&below->cases),
      tasks(&below->tasks),
      receivers(&below->receivers),
      buffered(&below->buffered),
      packages(&below->packages),
      start_timers(&below->start_timers),
      directory(&below->directory),
      registers(&below->registers),
      acts(&below->acts) {}

void State::merge_down() {
  cases.merge_down();
  tasks.merge_down();
  receivers.merge_down();
  buffered.merge_down();
  packages.merge_down();
  start_timers.merge_down();
  directory.merge_down();
  registers.merge_down();
  acts.merge_down();
}

void State::rest_on(State* below) {
  cases.rest_on(&below->cases);
  tasks.rest_on(&below->tasks);
  receivers.rest_on(&below->receivers);
  buffered.rest_on(&below->buffered);
  packages.rest_on(&below->packages);
  start_timers.rest_on(&below->start_timers);
  directory.rest_on(&below->directory);
  registers.rest_on(&below->registers);
  acts.rest_on(&below->acts);
}

void State::clear() {
  cases.clear();
  tasks.clear();
  receivers.clear();
  buffered.clear();
  packages.clear();
  start_timers.clear();
  directory.clear();
  registers.clear();
  acts.clear();
}

std::string receiver_key(bool signal, std::string_view name, std::string_view key) {
  std::string out = signal ? "s" : "m";
  out += '\x1f';
  out += name;
  out += '\x1f';
  out += key;
  return out;
}

}  // namespace chancery::runtime
