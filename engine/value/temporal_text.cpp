// ISO 8601 texts of dates, times and durations, as XML Schema part 2 restricts them.
#include <algorithm>
#include <cstdio>

#include "engine/value/temporal.h"

#include "engine/base/excerpt.h"

namespace chancery {
namespace {

constexpr std::int64_t kYearMax = 999'999'999;
constexpr std::int32_t kOffsetMax = 18 * 3600;  // as java.time and the zone database bound it

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads from the front of a text and remembers whether anything was wrong.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}
  bool at_end() const { return rest_.empty(); }
  bool accept(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool next_is_digit() const { return !rest_.empty() && is_digit(rest_.front()); }
  std::string_view rest() const { return rest_; }
  void skip_all() { rest_ = {}; }
  std::string_view digits() {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_digit);
    const auto count = static_cast<std::size_t>(end - rest_.begin());
    const std::string_view result = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return result;
  }
  std::optional<int> two_digits() {
    if (rest_.size() < 2 || !is_digit(rest_[0]) || !is_digit(rest_[1])) return std::nullopt;
    const int value = (rest_[0] - '0') * 10 + (rest_[1] - '0');
    rest_.remove_prefix(2);
    return value;
  }

 private:
  std::string_view rest_;
};

std::optional<std::int64_t> to_number(std::string_view digits) {
  if (digits.empty() || digits.size() > 18) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::optional<std::int32_t> scan_fraction(Scanner& in) {
  const std::string_view digits = in.digits();
  if (digits.empty()) return std::nullopt;
  std::int32_t nanoseconds = 0;
  for (std::size_t i = 0; i < 9; ++i) nanoseconds = nanoseconds * 10 + (i < digits.size() ? digits[i] - '0' : 0);
  return nanoseconds;
}

std::optional<Date> scan_date(Scanner& in) {
  const bool negative = in.accept('-');
  const std::string_view year_digits = in.digits();
  const auto year = to_number(year_digits);
  if (!year || year_digits.size() < 4 || (year_digits.size() > 4 && year_digits.front() == '0')) return std::nullopt;
  if (!in.accept('-')) return std::nullopt;
  const auto month = in.two_digits();
  if (!month || !in.accept('-')) return std::nullopt;
  const auto day = in.two_digits();
  if (!day) return std::nullopt;
  return Date::from_ymd(negative ? -*year : *year, *month, *day);
}

bool is_zone_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '/' || c == '_' || c == '-' ||
           c == '+';
  });
}

std::optional<Zone> scan_zone(Scanner& in) {
  Zone zone;
  if (in.at_end()) return zone;
  if (in.accept('Z') || in.accept('z')) {
    zone.offset_seconds = 0;
    return in.at_end() ? std::optional(zone) : std::nullopt;
  }
  if (in.accept('@')) {
    if (!is_zone_name(in.rest())) return std::nullopt;
    zone.name = in.rest();
    in.skip_all();
    return zone;
  }
  const bool west = in.accept('-');
  if (!west && !in.accept('+')) return std::nullopt;
  const auto hours = in.two_digits();
  if (!hours || !in.accept(':')) return std::nullopt;
  const auto minutes = in.two_digits();
  std::optional<int> seconds = 0;
  if (in.accept(':')) seconds = in.two_digits();
  if (!minutes || !seconds || *minutes > 59 || *seconds > 59) return std::nullopt;
  const std::int32_t offset = *hours * 3600 + *minutes * 60 + *seconds;
  if (offset > kOffsetMax || !in.at_end()) return std::nullopt;
  zone.offset_seconds = west ? -offset : offset;
  return zone;
}

// A time of day of 24:00:00 is the next midnight (XML Schema 3.2.7); `next_day` says so.
std::optional<Time> scan_time(Scanner& in, bool* next_day) {
  const auto hour = in.two_digits();
  if (!hour || !in.accept(':')) return std::nullopt;
  const auto minute = in.two_digits();
  if (!minute || !in.accept(':')) return std::nullopt;
  const auto second = in.two_digits();
  if (!second) return std::nullopt;
  Time time;
  if (in.accept('.')) {
    const auto fraction = scan_fraction(in);
    if (!fraction) return std::nullopt;
    time.nanosecond = *fraction;
  }
  const bool midnight = *hour == 24 && *minute == 0 && *second == 0 && time.nanosecond == 0 && next_day != nullptr;
  if ((*hour > 23 && !midnight) || *minute > 59 || *second > 59) return std::nullopt;
  if (midnight) *next_day = true;
  time.second_of_day = midnight ? 0 : *hour * 3600 + *minute * 60 + *second;
  auto zone = scan_zone(in);
  if (!zone) return std::nullopt;
  time.zone = std::move(*zone);
  return time;
}

Error bad(const char* code, std::string_view text) { return invalid(code, {{"text", excerpt(text)}}); }

std::string padded(std::int64_t value, int width) {
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, "%0*lld", width, static_cast<long long>(value));
  return buffer;
}

std::string fraction_text(std::int32_t nanoseconds) {
  if (nanoseconds == 0) return "";
  std::string text = "." + padded(nanoseconds, 9);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

// One "<digits><letter>" of a duration; false when the text does not go on with digits.
struct DurationPart {
  std::int64_t count = 0;
  std::optional<std::int32_t> nanoseconds;
  char unit = 0;
};

std::optional<DurationPart> scan_part(Scanner& in, std::string_view units) {
  const auto count = to_number(in.digits());
  if (!count) return std::nullopt;
  DurationPart part{*count, std::nullopt, 0};
  if (in.accept('.')) {
    part.nanoseconds = scan_fraction(in);
    if (!part.nanoseconds) return std::nullopt;
  }
  for (const char unit : units) {
    if (in.accept(unit)) part.unit = unit;
    if (part.unit != 0) break;
  }
  if (part.unit == 0 || (part.nanoseconds && part.unit != 'S')) return std::nullopt;
  return part;
}

}  // namespace

Result<Date> Date::parse(std::string_view text) {
  Scanner in(text);
  const auto date = scan_date(in);
  if (!date || !in.at_end()) return bad("value.bad-date", text);
  return *date;
}

std::string Date::text() const {
  const std::int64_t magnitude = year < 0 ? -static_cast<std::int64_t>(year) : year;
  return (year < 0 ? "-" : "") + padded(magnitude, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
}

std::optional<Date> Date::from_ymd(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < -kYearMax || year > kYearMax || month < 1 || month > 12 || day < 1) return std::nullopt;
  if (day > days_in_month(year, static_cast<int>(month))) return std::nullopt;
  return Date{static_cast<std::int32_t>(year), static_cast<std::int8_t>(month), static_cast<std::int8_t>(day)};
}

std::string Zone::text() const {
  if (!name.empty()) return "@" + name;
  if (!offset_seconds) return "";
  if (*offset_seconds == 0) return "Z";
  const std::int32_t magnitude = *offset_seconds < 0 ? -*offset_seconds : *offset_seconds;
  std::string text =
      (*offset_seconds < 0 ? "-" : "+") + padded(magnitude / 3600, 2) + ":" + padded(magnitude / 60 % 60, 2);
  if (magnitude % 60 != 0) text += ":" + padded(magnitude % 60, 2);
  return text;
}

Result<Time> Time::parse(std::string_view text) {
  Scanner in(text);
  const auto time = scan_time(in, nullptr);
  if (!time) return bad("value.bad-time", text);
  return *time;
}

std::string Time::text() const {
  return padded(hour(), 2) + ":" + padded(minute(), 2) + ":" + padded(second(), 2) + fraction_text(nanosecond) +
         zone.text();
}

Result<DateTime> DateTime::parse(std::string_view text) {
  Scanner in(text);
  auto date = scan_date(in);
  if (!date || !in.accept('T')) return bad("value.bad-date-time", text);
  bool next_day = false;
  auto time = scan_time(in, &next_day);
  if (!time) return bad("value.bad-date-time", text);
  if (next_day) date = Date::from_days(date->days_since_epoch() + 1);
  if (!date) return bad("value.bad-date-time", text);
  return DateTime{*date, std::move(*time)};
}

std::string DateTime::text() const { return date.text() + "T" + time.text(); }

Result<DaysTimeDuration> DaysTimeDuration::parse(std::string_view text) {
  constexpr std::int64_t kSecondsMax = 1LL << 60;
  Scanner in(text);
  const bool negative = in.accept('-');
  if (!in.accept('P') || in.at_end()) return bad("value.bad-duration", text);
  DaysTimeDuration result;
  bool in_time = false;
  for (std::string_view units = "D"; !in.at_end();) {
    if (!in_time && in.accept('T')) {
      in_time = true;
      units = "HMS";
      if (in.at_end()) return bad("value.bad-duration", text);
    }
    const auto part = scan_part(in, units);
    if (!part) return bad("value.bad-duration", text);
    const std::int64_t factor = part->unit == 'D' ? 86400 : part->unit == 'H' ? 3600 : part->unit == 'M' ? 60 : 1;
    if (part->count > (kSecondsMax - result.seconds) / factor) return bad("value.bad-duration", text);
    result.seconds += part->count * factor;
    result.nanoseconds = part->nanoseconds.value_or(0);
    units = units.substr(units.find(part->unit) + 1);
  }
  return negative ? *negate(result) : result;
}

std::string DaysTimeDuration::text() const {
  if (seconds == 0 && nanoseconds == 0) return "PT0S";
  const bool negative = seconds < 0 || nanoseconds < 0;
  const std::int64_t s = negative ? -seconds : seconds;
  const std::int32_t n = negative ? -nanoseconds : nanoseconds;
  std::string text = negative ? "-P" : "P";
  if (s >= 86400) text += std::to_string(s / 86400) + "D";
  if (s % 86400 == 0 && n == 0) return text;
  text += "T";
  if (s / 3600 % 24 != 0) text += std::to_string(s / 3600 % 24) + "H";
  if (s / 60 % 60 != 0) text += std::to_string(s / 60 % 60) + "M";
  if (s % 60 != 0 || n != 0) text += std::to_string(s % 60) + fraction_text(n) + "S";
  return text;
}

Result<YearsMonthsDuration> YearsMonthsDuration::parse(std::string_view text) {
  constexpr std::int64_t kMonthsMax = 12LL << 40;
  Scanner in(text);
  const bool negative = in.accept('-');
  if (!in.accept('P') || in.at_end()) return bad("value.bad-duration", text);
  std::int64_t months = 0;
  for (std::string_view units = "YM"; !in.at_end();) {
    const auto part = scan_part(in, units);
    if (!part || part->count > kMonthsMax) return bad("value.bad-duration", text);
    months += part->count * (part->unit == 'Y' ? 12 : 1);
    if (months > kMonthsMax) return bad("value.bad-duration", text);
    units = units.substr(units.find(part->unit) + 1);
  }
  return YearsMonthsDuration{negative ? -months : months};
}

std::string YearsMonthsDuration::text() const {
  if (months == 0) return "P0M";
  const std::int64_t magnitude = months < 0 ? -months : months;
  std::string text = months < 0 ? "-P" : "P";
  if (magnitude >= 12) text += std::to_string(magnitude / 12) + "Y";
  if (magnitude % 12 != 0) text += std::to_string(magnitude % 12) + "M";
  return text;
}

}  // namespace chancery
