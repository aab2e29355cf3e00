#include "engine/runtime/steps/due.h"

#include "engine/base/excerpt.h"

namespace chancery::runtime::steps {

namespace {

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int64_t kRepeatsMax = 1'000'000;

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

// A cycle that has begun already goes on in its rhythm: what lay before the instant it is set at is not made up for.
std::optional<Due> anchored(const Moment& moment, Instant first, Due due) {
  due.first = first;
  if (first >= moment.at) return due;
  const std::int64_t passed = (moment.at.ms - first.ms + due.every_ms - 1) / due.every_ms;
  if (due.repeat_left != kNoEnd && passed > due.repeat_left) return std::nullopt;
  if (due.repeat_left != kNoEnd) due.repeat_left -= static_cast<std::uint32_t>(passed);
  due.first.ms += passed * due.every_ms;
  return due;
}

// "R3/PT10M", "R/PT1H", "R/2026-03-02T08:00:00+08:00/P7D": repetitions, where the first is, and the duration between two.
std::optional<Due> cycle(const Moment& moment, std::string_view text, bool working_days) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || text.front() != 'R') return std::nullopt;
  const auto repeats = repetitions(text.substr(1, slash - 1));
  const std::size_t last = text.rfind('/');
  const auto every = DaysTimeDuration::parse(text.substr(last + 1));
  if (!repeats || !every || milliseconds(*every) < 1) return std::nullopt;
  Due due{{}, *repeats, milliseconds(*every)};
  if (last != slash) {
    const auto first = DateTime::parse(text.substr(slash + 1, last - slash - 1));
    const auto instant = first ? moment.zones.to_instant(*first) : std::nullopt;
    return instant ? anchored(moment, *instant, due) : std::nullopt;
  }
  const auto first = after(moment, *every, working_days);
  if (!first) return std::nullopt;
  due.first = *first;
  return due;
}

std::optional<Due> cycle(const Moment& moment, const Value& value, bool working_days) {
  if (value.is_text()) return cycle(moment, value.as_text(), working_days);
  if (value.kind() != ValueKind::kDaysTimeDuration) return std::nullopt;
  const std::int64_t every = milliseconds(value.as_days_time_duration());
  if (every < 1) return std::nullopt;
  return Due{Instant{moment.at.ms + every}, kNoEnd, every};
}

std::optional<Instant> instant_from_text(const Moment& moment, std::string_view text, bool working_days) {
  if (const auto d = DateTime::parse(text)) return moment.zones.to_instant(*d);
  if (const auto d = Date::parse(text)) return moment.zones.start_of(*d);
  if (const auto d = DaysTimeDuration::parse(text)) return after(moment, *d, working_days);
  if (const auto d = YearsMonthsDuration::parse(text)) return after(moment, *d);
  return std::nullopt;
}

}  // namespace

std::optional<Due> Due::next(Instant due, std::uint32_t repeat_left, std::int64_t every_ms) {
  if (repeat_left == 0 || every_ms <= 0) return std::nullopt;
  return Due{Instant{due.ms + every_ms}, repeat_left == kNoEnd ? kNoEnd : repeat_left - 1, every_ms};
}

std::optional<Due> due_of(const Moment& moment, const graph::EventSpec& event, const Value& value) {
  if (event.timer == graph::TimerKind::kCycle) return cycle(moment, value, event.working_days);
  const auto due = instant_from(moment, value, event.working_days);
  if (!due) return std::nullopt;
  return Due{*due, 0, 0};
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
