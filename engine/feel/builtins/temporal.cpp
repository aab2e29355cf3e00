// Dates and times (10.3.4.1, 10.3.4.8, 10.3.4.11). now() and today() answer the instant of the command, in the default zone.
#include <algorithm>

#include "engine/feel/builtins/registry.h"

namespace chancery::feel {
namespace {

std::optional<std::int64_t> whole(const Value& value) {
  return value.is_number() ? value.as_number().to_int64() : std::nullopt;
}

Value resolved(const BuiltinCall& call, DateTime date_time) {
  if (!call.context.zones().resolve(date_time)) {
    return call.fail("feel.unknown-zone", {{"zone", date_time.time.zone.name}});
  }
  return Value::date_time(std::move(date_time));
}

Value date_from(const BuiltinCall& call) {
  if (call[0].kind() == ValueKind::kDate) return call[0];
  if (call[0].kind() == ValueKind::kDateTime) return Value::date(call[0].as_date_time().date);
  if (!call[0].is_text()) return call.bad(0);
  const auto date = Date::parse(call[0].as_text());
  return date ? Value::date(*date) : call.bad(0);
}

Value date_of_parts(const BuiltinCall& call) {
  const auto year = whole(call[0]), month = whole(call[1]), day = whole(call[2]);
  if (!year || !month || !day) return call.bad(!year ? 0 : !month ? 1 : 2);
  const auto date = Date::from_ymd(*year, *month, *day);
  return date ? Value::date(*date) : call.bad(2);
}

Value time_from(const BuiltinCall& call) {
  switch (call[0].kind()) {
    case ValueKind::kTime: return call[0];
    case ValueKind::kDateTime: return Value::time(call[0].as_date_time().time);
    case ValueKind::kDate: {
      Time midnight;
      midnight.zone.offset_seconds = 0;
      return Value::time(midnight);
    }
    case ValueKind::kText: break;
    default: return call.bad(0);
  }
  auto time = Time::parse(call[0].as_text());
  if (!time) {
    const auto date_time = DateTime::parse(call[0].as_text());
    return date_time ? Value::time(date_time->time) : call.bad(0);
  }
  if (!call.context.zones().resolve(*time, call.context.now()))
    return call.fail("feel.unknown-zone", {{"zone", time->zone.name}});
  return Value::time(std::move(*time));
}

Value time_of_parts(const BuiltinCall& call) {
  constexpr std::int64_t kNanos = 1'000'000'000;
  const auto hour = whole(call[0]), minute = whole(call[1]);
  if (!hour || *hour < 0 || *hour > 23) return call.bad(0);
  if (!minute || *minute < 0 || *minute > 59) return call.bad(1);
  const auto scaled = call[2].is_number() ? call[2].as_number().multiply(Decimal::from_int(kNanos)) : std::nullopt;
  const auto cut = scaled ? scaled->rounded(0, Rounding::kDown) : std::nullopt;
  const auto nanos = cut ? cut->to_int64() : std::nullopt;
  if (!nanos || *nanos < 0 || *nanos >= 60 * kNanos) return call.bad(2);
  Time time{static_cast<std::int32_t>(*hour * 3600 + *minute * 60 + *nanos / kNanos),
            static_cast<std::int32_t>(*nanos % kNanos),
            {}};
  if (!call[3].is_null()) {
    if (call[3].kind() != ValueKind::kDaysTimeDuration) return call.bad(3);
    const std::int64_t offset = call[3].as_days_time_duration().seconds;
    if (offset < -18 * 3600 || offset > 18 * 3600) return call.bad(3);
    time.zone.offset_seconds = static_cast<std::int32_t>(offset);
  }
  return Value::time(std::move(time));
}

Value date_time_from(const BuiltinCall& call) {
  if (call[0].kind() == ValueKind::kDateTime) return call[0];
  if (call[0].kind() == ValueKind::kDate) return Value::date_time({call[0].as_date(), Time{}});
  if (!call[0].is_text()) return call.bad(0);
  if (const auto date = Date::parse(call[0].as_text())) return Value::date_time({*date, Time{}});
  const auto date_time = DateTime::parse(call[0].as_text());
  return date_time ? resolved(call, *date_time) : call.bad(0);
}

Value date_time_of_both(const BuiltinCall& call) {
  const bool has_date = call[0].kind() == ValueKind::kDate || call[0].kind() == ValueKind::kDateTime;
  if (!has_date) return call.bad(0);
  if (call[1].kind() != ValueKind::kTime) return call.bad(1);
  const Date date = call[0].kind() == ValueKind::kDate ? call[0].as_date() : call[0].as_date_time().date;
  return resolved(call, {date, call[1].as_time()});
}

Value years_and_months(const BuiltinCall& call) {
  const auto date_of = [](const Value& v) -> std::optional<Date> {
    if (v.kind() == ValueKind::kDate) return v.as_date();
    if (v.kind() == ValueKind::kDateTime) return v.as_date_time().date;
    return std::nullopt;
  };
  const auto from = date_of(call[0]), to = date_of(call[1]);
  if (!from) return call.bad(0);
  return to ? Value::duration(months_between(*from, *to)) : call.bad(1);
}

Value now(const BuiltinCall& call) {
  return Value::date_time(call.context.zones().local_date_time(call.context.now()));
}

Value today(const BuiltinCall& call) { return Value::date(call.context.zones().local_date(call.context.now())); }

std::optional<Date> date_argument(const Value& value) {
  if (value.kind() == ValueKind::kDate) return value.as_date();
  if (value.kind() == ValueKind::kDateTime) return value.as_date_time().date;
  return std::nullopt;
}

std::int64_t day_of_year_of(Date date) {
  return date.days_since_epoch() - Date{date.year, 1, 1}.days_since_epoch() + 1;
}

Value day_of_year(const BuiltinCall& call) {
  const auto date = date_argument(call[0]);
  return date ? Value::number(day_of_year_of(*date)) : call.bad(0);
}

Value day_of_week(const BuiltinCall& call) {
  static constexpr std::string_view kNames[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                "Friday", "Saturday", "Sunday"};
  const auto date = date_argument(call[0]);
  return date ? Value::text(kNames[date->weekday() - 1]) : call.bad(0);
}

Value month_of_year(const BuiltinCall& call) {
  static constexpr std::string_view kNames[] = {"January", "February", "March",     "April",   "May",      "June",
                                                "July",    "August",   "September", "October", "November", "December"};
  const auto date = date_argument(call[0]);
  return date ? Value::text(kNames[date->month - 1]) : call.bad(0);
}

// ISO 8601: the week that holds the year's first Thursday is week 1.
Value week_of_year(const BuiltinCall& call) {
  const auto date = date_argument(call[0]);
  if (!date) return call.bad(0);
  const auto thursday = Date::from_days(date->days_since_epoch() + 4 - date->weekday());
  return thursday ? Value::number((day_of_year_of(*thursday) - 1) / 7 + 1) : call.bad(0);
}

constexpr Builtin kRows[] = {
    {"date", "from", date_from},
    {"date", "year, month, day", date_of_parts},
    {"time", "from", time_from},
    {"time", "hour, minute, second, offset?", time_of_parts},
    {"date and time", "from", date_time_from},
    {"date and time", "date, time", date_time_of_both},
    {"years and months duration", "from, to", years_and_months},
    {"now", "", now},
    {"today", "", today},
    {"day of year", "date", day_of_year},
    {"day of week", "date", day_of_week},
    {"month of year", "date", month_of_year},
    {"week of year", "date", week_of_year},
};

}  // namespace

BuiltinRows temporal_builtins() { return kRows; }

}  // namespace chancery::feel
