// Members of contexts and the properties of dates, times, durations and ranges (table 65).
#include "engine/feel/operators.h"

namespace chancery::feel {
namespace {

std::optional<Value> member_of_duration(const Value& object, std::string_view name) {
  if (object.kind() == ValueKind::kYearsMonthsDuration) {
    const std::int64_t months = object.as_years_months_duration().months;
    if (name == "years") return Value::number(months / 12);
    if (name == "months") return Value::number(months % 12);
    return std::nullopt;
  }
  const DaysTimeDuration d = object.as_days_time_duration();
  if (name == "days") return Value::number(d.seconds / 86400);
  if (name == "hours") return Value::number(d.seconds / 3600 % 24);
  if (name == "minutes") return Value::number(d.seconds / 60 % 60);
  if (name == "seconds") {
    const auto seconds = in_seconds({d.seconds % 60, d.nanoseconds});
    return seconds ? Value::number(*seconds) : Value();
  }
  return std::nullopt;
}

std::optional<Value> member_of_date(Date date, std::string_view name) {
  if (name == "year") return Value::number(date.year);
  if (name == "month") return Value::number(date.month);
  if (name == "day") return Value::number(date.day);
  if (name == "weekday") return Value::number(date.weekday());
  return std::nullopt;
}

std::optional<Value> member_of_time(const Time& time, std::string_view name) {
  if (name == "hour") return Value::number(time.hour());
  if (name == "minute") return Value::number(time.minute());
  if (name == "second") {
    const auto second = in_seconds({time.second(), time.nanosecond});
    return second ? Value::number(*second) : Value();
  }
  if (name == "time offset") {
    const auto offset = time.zone.offset_seconds;
    return offset ? Value::duration(DaysTimeDuration{*offset, 0}) : Value();
  }
  if (name == "timezone") return time.zone.name.empty() ? Value() : Value::text(time.zone.name);
  return std::nullopt;
}

std::optional<Value> member_of_range(const Range& range, std::string_view name) {
  if (name == "start") return range.lower;
  if (name == "end") return range.upper;
  if (name == "start included") return Value(range.lower_closed);
  if (name == "end included") return Value(range.upper_closed);
  return std::nullopt;
}

std::optional<Value> property(const Value& object, std::string_view name) {
  switch (object.kind()) {
    case ValueKind::kDate: return member_of_date(object.as_date(), name);
    case ValueKind::kTime: return member_of_time(object.as_time(), name);
    case ValueKind::kDateTime: {
      auto of_date = member_of_date(object.as_date_time().date, name);
      return of_date ? of_date : member_of_time(object.as_date_time().time, name);
    }
    case ValueKind::kDaysTimeDuration:
    case ValueKind::kYearsMonthsDuration: return member_of_duration(object, name);
    case ValueKind::kRange: return member_of_range(object.as_range(), name);
    default: return std::nullopt;
  }
}

Value no_such_member(const Value& object, std::string_view name, EvaluationContext& context) {
  context.report("feel.no-such-member",
                 {{"name", std::string(name)}, {"found", std::string(kind_name(object.kind()))}});
  return {};
}

}  // namespace

Value member(const Value& object, std::string_view name, EvaluationContext& context) {
  switch (object.kind()) {
    case ValueKind::kContext: {
      const Value* entry = object.as_context().find(name);
      return entry != nullptr ? *entry : no_such_member(object, name, context);
    }
    case ValueKind::kList: {  // an item without the member is null among the others, and no fault
      List members;
      members.reserve(object.as_list().size());
      EvaluationContext silent;
      for (const Value& item : object.as_list()) members.push_back(member(item, name, silent));
      return Value::list(std::move(members));
    }
    case ValueKind::kPersonal: {
      context.report("feel.personal-data", {{"operation", "."}});
      return {};
    }
    default: {
      auto value = property(object, name);
      return value ? std::move(*value) : no_such_member(object, name, context);
    }
  }
}

}  // namespace chancery::feel
