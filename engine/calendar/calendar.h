// WorkingCalendar: which days are working days, from config/calendar/*.json: weekends, public holidays, and weekends
// made working days (调休). A year without data falls back to weekends only, and every answer that rests on such a year
// says so. Read-only after loading. Days are civil days of the zone table's default zone.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/base/instant.h"
#include "engine/value/temporal.h"
#include "engine/value/value.h"
#include "engine/value/zone_table.h"

namespace chancery::calendar {

inline constexpr std::int64_t kWorkingDaysMax = 3660;  // that one computation may count

struct DayAnswer {
  bool working = false;
  bool year_known = false;  // false: weekends only were considered
};
struct Deadline {
  Instant at;
  bool years_known = false;  // false: some year on the way has no data
};

class WorkingCalendar {
 public:
  // One file of a year: {year, holidays: [dates], working_weekends: [dates], source}. Errors: calendar.not-an-object,
  // calendar.missing-field {field}, calendar.unknown-field {field}, calendar.bad-date {found},
  // calendar.date-of-another-year {date, year}, calendar.duplicate-date {date}, calendar.holiday-and-working-day
  // {date}, calendar.not-a-weekend {date}, calendar.year-known {year}.
  Result<void> add_year(const Value& content);

  bool knows_year(std::int64_t year) const { return years_.contains(year); }
  std::vector<std::int64_t> years() const;
  DayAnswer day(Date date) const;
  bool is_working_day(Date date) const { return day(date).working; }

  // The same time of day, n working days later (n ≥ 0); the day itself is not counted (民法典 201). n = 0 is the instant
  // itself. Errors: calendar.too-many-days {days, limit}, calendar.out-of-range.
  Result<Deadline> add_working_days(Instant instant, std::int64_t n, const ZoneTable& zones) const;
  // The end (midnight after) of the n-th working day after the instant's day.
  Result<Deadline> working_days_deadline(Instant instant, std::int64_t n, const ZoneTable& zones) const;
  // The end of the n-th calendar day after it; when that is no working day, of the next one that is (民法典 203).
  Result<Deadline> calendar_days_deadline(Instant instant, std::int64_t n, const ZoneTable& zones) const;
  // Working days after `from`'s day up to and with `to`'s day; 0 when `to` is not later.
  Result<std::int64_t> working_days_between(Instant from, Instant to, const ZoneTable& zones) const;

 private:
  struct Year {
    std::set<Date> holidays;
    std::set<Date> working_weekends;
  };
  Result<Date> advance(Date from, std::int64_t n, bool& years_known) const;
  std::map<std::int64_t, Year> years_;
};

}  // namespace chancery::calendar
