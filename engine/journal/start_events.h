// Events of start events that nobody calls, kinds 60–69: their timers, which belong to the deployed package and not to a case, and starts that
// failed. They keep to the rules of runtime_events.h. Applied by engine/runtime/start_timers.cpp.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "engine/journal/runtime_events.h"

namespace chancery::journal {

// Written whole: armed at a deployment, or carried over to a newer package with the instant that it had.
struct StartTimerSet {
  std::uint32_t timer = 0;  // counter of these timers
  PackageId package;
  std::uint32_t process = 0;      // place in that package
  std::uint32_t ordinal = 0;      // the start event
  UnitId unit;                    // where the case begins; 0 when a kind of unit is named
  std::string unit_kind;          // a case in every unit of this kind
  std::string written;            // kind and value as they were evaluated; the same text is the same timer
  bool armed = false;             // false: it has fired for the last time
  std::int64_t due_ms = 0;        // when armed
  std::uint32_t repeat_left = 0;  // cycles: further firings; 0xFFFFFFFF = no end
  std::int64_t every_ms = 0;
  std::uint32_t every_months = 0;  // instead of every_ms, as in TimerSet
  std::uint32_t day = 0;
  CHANCERY_EVENT_KIND(60) {
    v(1, e.timer);
    v(2, e.package);
    v(3, e.process);
    v(4, e.ordinal);
    v(5, e.unit);
    v(6, e.unit_kind);
    v(7, e.written);
    v(8, e.armed);
    v(9, e.due_ms);
    v(10, e.repeat_left);
    v(11, e.every_ms);
    v(12, e.every_months);
    v(13, e.day);
  }
  bool operator==(const StartTimerSet&) const = default;
};

// It fell due; the cases are records of their own that name this one as cause.
struct StartTimerFired {
  std::uint32_t timer = 0;
  bool armed = false;  // it fires once more
  std::int64_t due_ms = 0;
  std::uint32_t repeat_left = 0;
  CHANCERY_EVENT_KIND(61) {
    v(1, e.timer);
    v(2, e.armed);
    v(3, e.due_ms);
    v(4, e.repeat_left);
  }
  bool operator==(const StartTimerFired&) const = default;
};

// The latest package has no such start event any more.
struct StartTimerEnded {
  std::uint32_t timer = 0;
  CHANCERY_EVENT_KIND(62) { v(1, e.timer); }
  bool operator==(const StartTimerEnded&) const = default;
};

// A start that nobody called (by a timer, message or signal) was refused by its own process: no case began.
struct StartFailed {
  PackageId package;
  std::uint32_t process = 0;
  std::uint32_t ordinal = 0;
  UnitId unit;
  std::string code;  // catalogue code
  std::vector<std::pair<std::string, std::string>> parameters;
  CHANCERY_EVENT_KIND(63) {
    v(1, e.package);
    v(2, e.process);
    v(3, e.ordinal);
    v(4, e.unit);
    v(5, e.code);
    v(6, e.parameters);
  }
  bool operator==(const StartFailed&) const = default;
};

using StartTimerEvent = std::variant<StartTimerSet, StartTimerFired, StartTimerEnded>;

}  // namespace chancery::journal
