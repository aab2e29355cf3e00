// Timers of start events: a slice of state of its own, because no case is there yet. One record for each timer start event of the latest
// package; one that has fired for the last time stays, so that a newer package does not arm it again.
#pragma once

#include <string>

#include "engine/base/layer.h"
#include "engine/journal/start_events.h"

namespace chancery::runtime {

struct StartTimer {
  PackageId package;
  std::uint32_t process = 0;
  std::uint32_t ordinal = 0;
  UnitId unit;
  std::string unit_kind;
  std::string written;
  bool armed = false;
  Instant due;
  std::uint32_t repeat_left = 0;
  std::int64_t every_ms = 0;
  std::uint32_t every_months = 0;
  std::uint32_t day = 0;
  bool operator==(const StartTimer&) const = default;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.package);
    v(2, s.process);
    v(3, s.ordinal);
    v(4, s.unit);
    v(5, s.unit_kind);
    v(6, s.written);
    v(7, s.armed);
    v(8, s.due);
    v(9, s.repeat_left);
    v(10, s.every_ms);
    v(11, s.every_months);
    v(12, s.day);
  }
};

using StartTimers = Layer<std::uint32_t, StartTimer>;  // by number

void apply(StartTimers& timers, const journal::StartTimerSet& event);
void apply(StartTimers& timers, const journal::StartTimerFired& event);
void apply(StartTimers& timers, const journal::StartTimerEnded& event);

}  // namespace chancery::runtime
