#include "engine/runtime/start_timers.h"

namespace chancery::runtime {

void apply(StartTimers& timers, const journal::StartTimerSet& e) {
  timers.edit(e.timer) = {e.package, e.process,         e.ordinal,     e.unit,     e.unit_kind,    e.written,
                          e.armed,   Instant{e.due_ms}, e.repeat_left, e.every_ms, e.every_months, e.day};
}

void apply(StartTimers& timers, const journal::StartTimerFired& e) {
  CHANCERY_ASSERT(timers.find(e.timer) != nullptr);
  StartTimer& timer = timers.edit(e.timer);
  timer.armed = e.armed;
  timer.due = Instant{e.due_ms};
  timer.repeat_left = e.repeat_left;
}

void apply(StartTimers& timers, const journal::StartTimerEnded& e) {
  CHANCERY_ASSERT(timers.find(e.timer) != nullptr);
  timers.erase(e.timer);
}

}  // namespace chancery::runtime
