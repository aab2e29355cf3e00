#include "engine/runtime/steps/due.h"

#include <algorithm>

#include "engine/base/excerpt.h"

namespace chancery::runtime::steps {

namespace {

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int64_t kRepeatsMax = 1'000'000;
constexpr std::int64_t kMonthsMax = 12'000;

std::int64_t milliseconds(const DaysTimeDuration& d) { return d.seconds * 1000 + d.nanoseconds / 1'000'000; }

std::optional<Instant> after(const Moment& moment, const DaysTimeDuration& d, bool working_days) {
  if (working_days && d.seconds > 0 && d.seconds % kDaySeconds == 0 && d.nanoseconds == 0) {
    const auto deadline = moment.calendar.add_working_days(moment.at, d.seconds / kDaySeconds, moment.zones);
    if (!deadline) return std::nullopt;
    return deadline->at;
  }
  return Instant{moment.at.ms + milliseconds(d)};
}

// Years and months from now on the civil calendar.
std::optional<Instant> after(const Moment& moment, const YearsMonthsDuration& d) {
  DateTime at = moment.zones.local_date_time(moment.at);
  const auto date = add(at.date, d);
  if (!date) return std::nullopt;
  at.date = *date;
  return moment.zones.to_instant(at);
}

// The count of "R3/…", as repetitions after the first; kNoEnd for "R/…".
std::optional<std::uint32_t> repetitions(std::string_view count) {
  if (count.empty()) return kNoEnd;
  const auto number = Decimal::parse(count);
  const auto n = number ? number->to_int64() : std::nullopt;
  if (!n || *n < 1 || *n > kRepeatsMax) return std::nullopt;
  return static_cast<std::uint32_t>(*n - 1);
}

// What lies between two firings.
struct Rhythm {
  std::optional<DaysTimeDuration> time;
  std::optional<YearsMonthsDuration> months;
};

std::optional<Rhythm> rhythm(std::string_view text) {
  if (const auto d = DaysTimeDuration::parse(text); d && milliseconds(*d) > 0) return Rhythm{*d, {}};
  if (const auto d = YearsMonthsDuration::parse(text); d && d->months > 0 && d->months <= kMonthsMax)
    return Rhythm{{}, *d};
  return std::nullopt;
}

std::optional<Rhythm> rhythm(const Value& value) {
  if (value.kind() == ValueKind::kDaysTimeDuration && milliseconds(value.as_days_time_duration()) > 0)
    return Rhythm{value.as_days_time_duration(), {}};
  if (value.kind() != ValueKind::kYearsMonthsDuration) return std::nullopt;
  const YearsMonthsDuration d = value.as_years_months_duration();
  return d.months > 0 && d.months <= kMonthsMax ? std::optional(Rhythm{{}, d}) : std::nullopt;
}

// The rhythm from an instant on that belongs to it; firings of months keep the day of the month of `from`.
Due beat(const Moment& moment, const Rhythm& every, std::uint32_t repeats, Instant from) {
  Due due{from, repeats, 0, 0, 0};
  if (every.time) {
    due.every_ms = milliseconds(*every.time);
  } else {
    due.every_months = static_cast<std::uint32_t>(every.months->months);
    due.day = static_cast<std::uint32_t>(int{moment.zones.local_date_time(from).date.day});
  }
  return due;
}

// A cycle that has begun already goes on in its rhythm: what lay before the instant it is set at is not made up for.
std::optional<Due> anchored(const Moment& moment, Due due) {
  if (due.at >= moment.at) return due;
  if (due.every_months != 0) {
    std::optional<Due> next = due;
    while (next && next->at < moment.at) next = next->next(moment.zones);
    return next;
  }
  const std::int64_t passed = (moment.at.ms - due.at.ms + due.every_ms - 1) / due.every_ms;
  if (due.repeat_left != kNoEnd && passed > due.repeat_left) return std::nullopt;
  if (due.repeat_left != kNoEnd) due.repeat_left -= static_cast<std::uint32_t>(passed);
  due.at.ms += passed * due.every_ms;
  return due;
}

// Set now: the first is one beat away.
std::optional<Due> from_now(const Moment& moment, const Rhythm& every, std::uint32_t repeats, bool working_days) {
  Due due = beat(moment, every, repeats, moment.at);
  const auto first = every.time ? after(moment, *every.time, working_days) : after(moment, *every.months);
  if (!first) return std::nullopt;
  due.at = *first;
  return due;
}

// "R3/PT10M", "R/P1M", "R/2026-03-02T08:00:00+08:00/P7D": repetitions, where the first is, and the duration between two.
std::optional<Due> cycle(const Moment& moment, std::string_view text, bool working_days) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || text.front() != 'R') return std::nullopt;
  const auto repeats = repetitions(text.substr(1, slash - 1));
  const std::size_t last = text.rfind('/');
  const auto every = rhythm(text.substr(last + 1));
  if (!repeats || !every) return std::nullopt;
  if (last == slash) return from_now(moment, *every, *repeats, working_days);
  const auto first = DateTime::parse(text.substr(slash + 1, last - slash - 1));
  const auto instant = first ? moment.zones.to_instant(*first) : std::nullopt;
  return instant ? anchored(moment, beat(moment, *every, *repeats, *instant)) : std::nullopt;
}

std::optional<Due> cycle(const Moment& moment, const Value& value, bool working_days) {
  if (value.is_text()) return cycle(moment, value.as_text(), working_days);
  const auto every = rhythm(value);
  return every ? from_now(moment, *every, kNoEnd, false) : std::nullopt;
}

std::optional<Instant> instant_from_text(const Moment& moment, std::string_view text, bool working_days) {
  if (const auto d = DateTime::parse(text)) return moment.zones.to_instant(*d);
  if (const auto d = Date::parse(text)) return moment.zones.start_of(*d);
  if (const auto d = DaysTimeDuration::parse(text)) return after(moment, *d, working_days);
  if (const auto d = YearsMonthsDuration::parse(text)) return after(moment, *d);
  return std::nullopt;
}

}  // namespace

std::optional<Due> Due::next(const ZoneTable& zones) const {
  if (repeat_left == 0 || (every_ms <= 0 && every_months == 0)) return std::nullopt;
  Due out = *this;
  if (repeat_left != kNoEnd) --out.repeat_left;
  if (every_months == 0) {
    out.at.ms += every_ms;
    return out;
  }
  DateTime local = zones.local_date_time(at);
  local.date.day = 1;
  const auto month = add(local.date, YearsMonthsDuration{every_months});
  if (!month) return std::nullopt;
  local.date = *month;
  local.date.day = static_cast<decltype(local.date.day)>(
      std::min<int>(static_cast<int>(day), days_in_month(month->year, month->month)));
  const auto instant = zones.to_instant(local);
  if (!instant) return std::nullopt;
  out.at = *instant;
  return out;
}

std::optional<Due> due_of(const Moment& moment, const graph::EventSpec& event, const Value& value) {
  if (event.timer == graph::TimerKind::kCycle) return cycle(moment, value, event.working_days);
  const auto due = instant_from(moment, value, event.working_days);
  if (!due) return std::nullopt;
  return Due{*due, 0, 0, 0, 0};
}

std::optional<Instant> instant_from(const Moment& moment, const Value& value, bool working_days) {
  switch (value.kind()) {
    case ValueKind::kDateTime: return moment.zones.to_instant(value.as_date_time());
    case ValueKind::kDate: return moment.zones.start_of(value.as_date());
    case ValueKind::kDaysTimeDuration: return after(moment, value.as_days_time_duration(), working_days);
    case ValueKind::kYearsMonthsDuration: return after(moment, value.as_years_months_duration());
    case ValueKind::kText: return instant_from_text(moment, value.as_text(), working_days);
    default: return std::nullopt;
  }
}

Error bad_timer(const graph::Node& node, const Value& value) {
  return invalid("runtime.bad-timer", {{"element", node.id}, {"found", excerpt(feel::to_text(value))}});
}

}  // namespace chancery::runtime::steps
