#include "engine/value/temporal.h"

namespace chancery {
namespace {

constexpr std::int64_t kDaySeconds = 86400;
constexpr std::int32_t kNanos = 1'000'000'000;

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0); }

// seconds and nanoseconds with one sign, carried over.
std::optional<DaysTimeDuration> normal(std::int64_t seconds, std::int64_t nanoseconds) {
  std::int64_t carried = 0;
  if (__builtin_add_overflow(seconds, nanoseconds / kNanos, &carried)) return std::nullopt;
  auto rest = static_cast<std::int32_t>(nanoseconds % kNanos);
  if (carried > 0 && rest < 0) {
    --carried;
    rest += kNanos;
  } else if (carried < 0 && rest > 0) {
    ++carried;
    rest -= kNanos;
  }
  return DaysTimeDuration{carried, rest};
}

std::optional<DateTime> from_local_seconds(std::int64_t seconds, std::int32_t nanosecond, const Zone& zone) {
  const std::int64_t day = floor_div(seconds, kDaySeconds);
  const auto date = Date::from_days(day);
  if (!date) return std::nullopt;
  return DateTime{*date, Time{static_cast<std::int32_t>(seconds - day * kDaySeconds), nanosecond, zone}};
}

bool same_known_zone(const Zone& a, const Zone& b) {
  return a.offset_seconds.has_value() == b.offset_seconds.has_value();
}

// Clock readings can be compared when both know their offset, both are local, or both name the same unresolved zone.
bool are_comparable(const Zone& a, const Zone& b) {
  return same_known_zone(a, b) && (a.offset_seconds || a.name == b.name);
}

std::int64_t utc_or_local(const DateTime& d) { return d.local_seconds() - d.time.zone.offset_seconds.value_or(0); }

std::int64_t utc_or_local(const Time& t) { return t.second_of_day - t.zone.offset_seconds.value_or(0); }

}  // namespace

int days_in_month(std::int64_t year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

// Days from civil, after Howard Hinnant's algorithm for the proleptic Gregorian calendar.
std::int64_t Date::days_since_epoch() const {
  const std::int64_t y = static_cast<std::int64_t>(year) - (month <= 2 ? 1 : 0);
  const std::int64_t era = floor_div(y, 400);
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

std::optional<Date> Date::from_days(std::int64_t days) {
  constexpr std::int64_t kDaysMax = 400'000'000'000;
  if (days < -kDaysMax || days > kDaysMax) return std::nullopt;
  const std::int64_t shifted = days + 719468;
  const std::int64_t era = floor_div(shifted, 146097);
  const std::int64_t day_of_era = shifted - era * 146097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t mp = (5 * day_of_year + 2) / 153;
  const std::int64_t month = mp + (mp < 10 ? 3 : -9);
  return from_ymd(year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day_of_year - (153 * mp + 2) / 5 + 1);
}

int Date::weekday() const {
  const std::int64_t days = days_since_epoch() + 3;  // 1970-01-01 was a Thursday
  return static_cast<int>(days - floor_div(days, 7) * 7) + 1;
}

DateTime DateTime::from_instant(Instant instant, std::int32_t offset_seconds) {
  const std::int64_t seconds = floor_div(instant.ms, 1000);
  Zone zone;
  zone.offset_seconds = offset_seconds;
  const auto nanosecond = static_cast<std::int32_t>((instant.ms - seconds * 1000) * 1'000'000);
  const auto result = from_local_seconds(seconds + offset_seconds, nanosecond, zone);
  CHANCERY_ASSERT(result.has_value());
  return *result;
}

std::int64_t DateTime::local_seconds() const { return date.days_since_epoch() * kDaySeconds + time.second_of_day; }

std::optional<std::int64_t> DateTime::utc_seconds() const {
  if (!time.zone.offset_seconds) return std::nullopt;
  return local_seconds() - *time.zone.offset_seconds;
}

std::optional<Instant> DateTime::instant() const {
  const auto seconds = utc_seconds();
  if (!seconds) return std::nullopt;
  std::int64_t ms = 0;
  if (__builtin_mul_overflow(*seconds, std::int64_t{1000}, &ms)) return std::nullopt;
  return Instant{ms + time.nanosecond / 1'000'000};
}

DateTime midnight_utc(Date date) {
  Zone utc;
  utc.offset_seconds = 0;
  return {date, Time{0, 0, utc}};
}

std::optional<std::strong_ordering> compare(const Time& a, const Time& b) {
  if (!are_comparable(a.zone, b.zone)) return std::nullopt;
  const auto order = utc_or_local(a) <=> utc_or_local(b);
  return order != 0 ? order : a.nanosecond <=> b.nanosecond;
}

std::optional<std::strong_ordering> compare(const DateTime& a, const DateTime& b) {
  if (!are_comparable(a.time.zone, b.time.zone)) return std::nullopt;
  const auto order = utc_or_local(a) <=> utc_or_local(b);
  return order != 0 ? order : a.time.nanosecond <=> b.time.nanosecond;
}

bool operator==(const Time& a, const Time& b) { return compare(a, b) == std::strong_ordering::equal; }

bool operator==(const DateTime& a, const DateTime& b) { return compare(a, b) == std::strong_ordering::equal; }

std::optional<Date> add(Date date, YearsMonthsDuration duration) {
  std::int64_t months = 0;
  if (__builtin_add_overflow(date.year * std::int64_t{12} + date.month - 1, duration.months, &months))
    return std::nullopt;
  const std::int64_t year = floor_div(months, 12);
  const int month = static_cast<int>(months - year * 12) + 1;
  const int last = days_in_month(year, month);
  return Date::from_ymd(year, month, date.day < last ? date.day : last);
}

std::optional<DateTime> add(const DateTime& date_time, YearsMonthsDuration duration) {
  const auto date = add(date_time.date, duration);
  if (!date) return std::nullopt;
  return DateTime{*date, date_time.time};
}

std::optional<DateTime> add(const DateTime& date_time, DaysTimeDuration duration) {
  std::int64_t nanosecond = std::int64_t{date_time.time.nanosecond} + duration.nanoseconds;
  const std::int64_t carry = floor_div(nanosecond, kNanos);
  nanosecond -= carry * kNanos;
  std::int64_t seconds = 0;
  if (__builtin_add_overflow(date_time.local_seconds() + carry, duration.seconds, &seconds)) return std::nullopt;
  return from_local_seconds(seconds, static_cast<std::int32_t>(nanosecond), date_time.time.zone);
}

Time add(const Time& time, DaysTimeDuration duration) {
  std::int64_t nanosecond = std::int64_t{time.nanosecond} + duration.nanoseconds;
  const std::int64_t carry = floor_div(nanosecond, kNanos);
  nanosecond -= carry * kNanos;
  const std::int64_t seconds = time.second_of_day + carry + duration.seconds % kDaySeconds;
  return Time{static_cast<std::int32_t>(seconds - floor_div(seconds, kDaySeconds) * kDaySeconds),
              static_cast<std::int32_t>(nanosecond), time.zone};
}

std::optional<DaysTimeDuration> add(DaysTimeDuration a, DaysTimeDuration b) {
  std::int64_t seconds = 0;
  if (__builtin_add_overflow(a.seconds, b.seconds, &seconds)) return std::nullopt;
  return normal(seconds, std::int64_t{a.nanoseconds} + b.nanoseconds);
}

std::optional<DaysTimeDuration> negate(DaysTimeDuration a) {
  if (a.seconds == INT64_MIN) return std::nullopt;
  return DaysTimeDuration{-a.seconds, -a.nanoseconds};
}

std::optional<DaysTimeDuration> difference(const DateTime& a, const DateTime& b) {
  if (!are_comparable(a.time.zone, b.time.zone)) return std::nullopt;
  return normal(utc_or_local(a) - utc_or_local(b), std::int64_t{a.time.nanosecond} - b.time.nanosecond);
}

std::optional<DaysTimeDuration> difference(const Time& a, const Time& b) {
  if (!are_comparable(a.zone, b.zone)) return std::nullopt;
  return normal(utc_or_local(a) - utc_or_local(b), std::int64_t{a.nanosecond} - b.nanosecond);
}

YearsMonthsDuration months_between(Date from, Date to) {
  std::int64_t months = (std::int64_t{to.year} - from.year) * 12 + (to.month - from.month);
  if (months > 0 && to.day < from.day) --months;
  if (months < 0 && to.day > from.day) ++months;
  return {months};
}

}  // namespace chancery
