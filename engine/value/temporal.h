// Dates, times and durations of FEEL (DMN 1.5, 10.3.2.3.4 – 10.3.2.3.8), proleptic Gregorian calendar, nanoseconds.
//
// Plain values with a validating parse() each (ISO 8601 as XML Schema restricts it) and text() that parse() reads back.
// A time or date-time is local, has an offset from UTC, or names an IANA zone; the offset of a named zone is filled in by
// ZoneTable::resolve. Comparison is by the instant when both sides know their offset. Nothing here asks a clock.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/instant.h"
#include "engine/base/result.h"

namespace chancery {

struct Date {
  std::int32_t year = 1970;  // -999999999 … 999999999
  std::int8_t month = 1;
  std::int8_t day = 1;
  auto operator<=>(const Date&) const = default;

  static Result<Date> parse(std::string_view text);  // value.bad-date {text}
  static std::optional<Date> from_ymd(std::int64_t year, std::int64_t month, std::int64_t day);
  static std::optional<Date> from_days(std::int64_t days_since_epoch);
  std::int64_t days_since_epoch() const;  // 1970-01-01 is 0
  int weekday() const;                    // 1 = Monday … 7 = Sunday (ISO 8601)
  std::string text() const;               // 2026-03-02
};

int days_in_month(std::int64_t year, int month);

struct Zone {
  std::string name;                            // IANA name, or empty
  std::optional<std::int32_t> offset_seconds;  // east of UTC; none when local, or when the name is not resolved
  bool is_local() const { return name.empty() && !offset_seconds; }
  std::string text() const;  // "", "Z", "+08:00", "@Asia/Shanghai"
  bool operator==(const Zone&) const = default;
};

struct Time {
  std::int32_t second_of_day = 0;  // 0 … 86399
  std::int32_t nanosecond = 0;     // 0 … 999999999
  Zone zone;

  static Result<Time> parse(std::string_view text);  // value.bad-time {text}
  int hour() const { return second_of_day / 3600; }
  int minute() const { return second_of_day / 60 % 60; }
  int second() const { return second_of_day % 60; }
  std::string text() const;
};

struct DateTime {
  Date date;
  Time time;

  static Result<DateTime> parse(std::string_view text);  // value.bad-date-time {text}; a bare date is refused
  static DateTime from_instant(Instant instant, std::int32_t offset_seconds);
  std::int64_t local_seconds() const;               // seconds since 1970-01-01T00:00:00 in its own clock
  std::optional<std::int64_t> utc_seconds() const;  // none when the offset is not known
  std::optional<Instant> instant() const;           // milliseconds, rounded down; none when the offset is not known
  std::string text() const;
};

// days and time duration; negative ones carry the sign in both fields (seconds and nanoseconds of one sign).
struct DaysTimeDuration {
  std::int64_t seconds = 0;
  std::int32_t nanoseconds = 0;
  auto operator<=>(const DaysTimeDuration&) const = default;

  static Result<DaysTimeDuration> parse(std::string_view text);  // value.bad-duration {text}
  std::string text() const;                                      // P1DT2H3M4.5S, PT0S
};

struct YearsMonthsDuration {
  std::int64_t months = 0;
  auto operator<=>(const YearsMonthsDuration&) const = default;

  static Result<YearsMonthsDuration> parse(std::string_view text);  // value.bad-duration {text}
  std::string text() const;                                         // P1Y2M, P0M
};

// FEEL's order; none when one is local and the other is not, or a zone is not resolved on one side only.
std::optional<std::strong_ordering> compare(const Time& a, const Time& b);
std::optional<std::strong_ordering> compare(const DateTime& a, const DateTime& b);
bool operator==(const Time& a, const Time& b);
bool operator==(const DateTime& a, const DateTime& b);

// A date where a date and time is wanted: its midnight, UTC (10.3.2.3.5).
DateTime midnight_utc(Date date);

// Day of month is cut to the length of the target month (10.3.2.3.8: 2026-01-31 + P1M = 2026-02-28).
std::optional<Date> add(Date date, YearsMonthsDuration duration);
std::optional<DateTime> add(const DateTime& date_time, YearsMonthsDuration duration);
std::optional<DateTime> add(const DateTime& date_time, DaysTimeDuration duration);
Time add(const Time& time, DaysTimeDuration duration);  // wraps around midnight
std::optional<DaysTimeDuration> add(DaysTimeDuration a, DaysTimeDuration b);
std::optional<DaysTimeDuration> negate(DaysTimeDuration a);
// a − b; none when only one of them knows its offset, or on overflow.
std::optional<DaysTimeDuration> difference(const DateTime& a, const DateTime& b);
std::optional<DaysTimeDuration> difference(const Time& a, const Time& b);
// Whole months from `from` to `to`, as FEEL's years and months duration().
YearsMonthsDuration months_between(Date from, Date to);

}  // namespace chancery
