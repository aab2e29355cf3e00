#include "engine/calendar/calendar.h"

#include <array>
#include <string_view>

namespace chancery::calendar {
namespace {

constexpr std::array<std::string_view, 5> kFields = {"year", "holidays", "working_weekends", "source", "$comment"};

bool is_weekend(Date date) { return date.weekday() >= 6; }

// A list of days of one year, as date values or as text.
Result<std::set<Date>> read_days(const Value& content, std::string_view field, std::int64_t year) {
  const Value& list = content.get(field);
  if (list.kind() != ValueKind::kList) return invalid("calendar.missing-field", {{"field", std::string(field)}});
  std::set<Date> days;
  for (const Value& item : list.as_list()) {
    Date date;
    if (item.kind() == ValueKind::kDate) {
      date = item.as_date();
    } else {
      const auto parsed = item.is_text() ? Date::parse(item.as_text()) : Result<Date>(invalid("calendar.bad-date"));
      if (!parsed)
        return invalid("calendar.bad-date",
                       {{"found", item.is_text() ? std::string(item.as_text()) : std::string(kind_name(item.kind()))}});
      date = *parsed;
    }
    if (date.year != year)
      return invalid("calendar.date-of-another-year", {{"date", date.text()}, {"year", std::to_string(year)}});
    if (!days.insert(date).second) return invalid("calendar.duplicate-date", {{"date", date.text()}});
  }
  return days;
}

Result<Date> next_day(Date date) {
  const auto next = Date::from_days(date.days_since_epoch() + 1);
  if (!next) return invalid("calendar.out-of-range", {{"date", date.text()}});
  return *next;
}

Result<void> check_count(std::int64_t n) {
  if (n < 0 || n > kWorkingDaysMax)
    return too_large("calendar.too-many-days",
                     {{"days", std::to_string(n)}, {"limit", std::to_string(kWorkingDaysMax)}});
  return {};
}

}  // namespace

Result<void> WorkingCalendar::add_year(const Value& content) {
  if (!content.is_context()) return invalid("calendar.not-an-object");
  for (const Context::Entry& entry : content.as_context()) {
    bool known = false;
    for (const std::string_view field : kFields) known = known || field == entry.name;
    if (!known) return invalid("calendar.unknown-field", {{"field", entry.name}});
  }
  const Value& year_value = content.get("year");
  const auto year = year_value.is_number() ? year_value.as_number().to_int64() : std::nullopt;
  if (!year || *year < 1949 || *year > 9999) return invalid("calendar.missing-field", {{"field", "year"}});
  if (knows_year(*year)) return invalid("calendar.year-known", {{"year", std::to_string(*year)}});
  Year days;
  days.holidays = TRY(read_days(content, "holidays", *year));
  days.working_weekends = TRY(read_days(content, "working_weekends", *year));
  for (const Date date : days.working_weekends) {
    if (days.holidays.contains(date)) return invalid("calendar.holiday-and-working-day", {{"date", date.text()}});
    if (!is_weekend(date)) return invalid("calendar.not-a-weekend", {{"date", date.text()}});
  }
  years_.emplace(*year, std::move(days));
  return {};
}

std::vector<std::int64_t> WorkingCalendar::years() const {
  std::vector<std::int64_t> years;
  for (const auto& [year, days] : years_) years.push_back(year);
  return years;
}

DayAnswer WorkingCalendar::day(Date date) const {
  const auto found = years_.find(date.year);
  if (found == years_.end()) return {.working = !is_weekend(date), .year_known = false};
  const Year& year = found->second;
  if (year.holidays.contains(date)) return {.working = false, .year_known = true};
  return {.working = !is_weekend(date) || year.working_weekends.contains(date), .year_known = true};
}

Result<Date> WorkingCalendar::advance(Date from, std::int64_t n, bool& years_known) const {
  Date date = from;
  for (std::int64_t left = n; left > 0;) {
    date = TRY(next_day(date));
    const DayAnswer answer = day(date);
    years_known = years_known && answer.year_known;
    if (answer.working) --left;
  }
  return date;
}

Result<Deadline> WorkingCalendar::add_working_days(Instant instant, std::int64_t n, const ZoneTable& zones) const {
  TRY_VOID(check_count(n));
  if (n == 0) return Deadline{instant, true};
  Deadline deadline{instant, true};
  DateTime local = zones.local_date_time(instant);
  local.date = TRY(advance(local.date, n, deadline.years_known));
  local.time.zone = {};  // the same clock reading; the offset of that day is the zone's
  const auto at = zones.to_instant(local);
  if (!at) return invalid("calendar.out-of-range", {{"date", local.date.text()}});
  deadline.at = *at;
  return deadline;
}

Result<Deadline> WorkingCalendar::working_days_deadline(Instant instant, std::int64_t n, const ZoneTable& zones) const {
  TRY_VOID(check_count(n));
  Deadline deadline{instant, true};
  const Date last = TRY(advance(zones.local_date(instant), n, deadline.years_known));
  deadline.at = zones.start_of(TRY(next_day(last)));
  return deadline;
}

Result<Deadline> WorkingCalendar::calendar_days_deadline(Instant instant, std::int64_t n,
                                                         const ZoneTable& zones) const {
  TRY_VOID(check_count(n));
  const Date today = zones.local_date(instant);
  const auto last = Date::from_days(today.days_since_epoch() + n);
  if (!last) return invalid("calendar.out-of-range", {{"date", today.text()}});
  Deadline deadline{instant, true};
  Date date = *last;
  DayAnswer answer = day(date);
  deadline.years_known = answer.year_known;
  if (!answer.working) date = TRY(advance(date, 1, deadline.years_known));
  deadline.at = zones.start_of(TRY(next_day(date)));
  return deadline;
}

Result<std::int64_t> WorkingCalendar::working_days_between(Instant from, Instant to, const ZoneTable& zones) const {
  const Date last = zones.local_date(to);
  Date date = zones.local_date(from);
  if (last <= date) return std::int64_t{0};
  const std::int64_t span = last.days_since_epoch() - date.days_since_epoch();
  if (span > 2 * kWorkingDaysMax)
    return too_large("calendar.too-many-days",
                     {{"days", std::to_string(span)}, {"limit", std::to_string(2 * kWorkingDaysMax)}});
  std::int64_t count = 0;
  while (date < last) {
    date = TRY(next_day(date));
    if (is_working_day(date)) ++count;
  }
  return count;
}

}  // namespace chancery::calendar
