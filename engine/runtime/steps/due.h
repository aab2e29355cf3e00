// Due: when a timer fires, from the value that its expression gave and the instant it is set at. Needs no case: the timers of start
// events use it as well. Texts and values of ISO 8601: a date and time, a date (its beginning), a duration, a cycle.
#pragma once

#include <optional>

#include "engine/calendar/calendar.h"
#include "engine/graph/graph.h"
#include "engine/value/zone_table.h"

namespace chancery::runtime::steps {

// The instant from which durations count, and how days are counted.
struct Moment {
  Instant at;
  const calendar::WorkingCalendar& calendar;
  const ZoneTable& zones;
};

inline constexpr std::uint32_t kNoEnd = 0xFFFFFFFF;

struct Due {
  Instant at;
  std::uint32_t repeat_left = 0;  // further firings of a cycle; kNoEnd = no end
  std::int64_t every_ms = 0;
  std::uint32_t every_months = 0;  // instead of every_ms: on the civil calendar
  std::uint32_t day = 0;           // of the month then; a shorter month has it on its last day
  // After this firing the next one, in the same rhythm however late this one came. None when it was the last.
  std::optional<Due> next(const ZoneTable& zones) const;
};

// None when the value is nothing that the kind of timer understands.
std::optional<Due> due_of(const Moment& moment, const graph::EventSpec& event, const Value& value);
std::optional<Instant> instant_from(const Moment& moment, const Value& value, bool working_days);
// runtime.bad-timer {element, found}
Error bad_timer(const graph::Node& node, const Value& value);

}  // namespace chancery::runtime::steps
