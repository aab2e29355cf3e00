#include "engine/feel/operators.h"

#include <algorithm>

namespace chancery::feel {
namespace {

Value wrong_operands(std::string_view operation, const Value& left, const Value& right, EvaluationContext& context) {
  const bool personal = left.is_personal() || right.is_personal();
  context.report(personal ? "feel.personal-data" : "feel.wrong-operands",
                 {{"operation", std::string(operation)},
                  {"left", std::string(kind_name(left.kind()))},
                  {"right", std::string(kind_name(right.kind()))}});
  return {};
}

std::string_view sign(Op op) {
  switch (op) {
    case Op::kAdd: return "+";
    case Op::kSubtract: return "-";
    case Op::kMultiply: return "*";
    case Op::kDivide: return "/";
    case Op::kPower: return "**";
    case Op::kEqual: return "=";
    case Op::kNotEqual: return "!=";
    case Op::kLess: return "<";
    case Op::kLessOrEqual: return "<=";
    case Op::kGreater: return ">";
    case Op::kGreaterOrEqual: return ">=";
    default: return "?";
  }
}

Value out_of_range(Op op, EvaluationContext& context) {
  context.report("feel.out-of-range", {{"operation", std::string(sign(op))}});
  return {};
}

Value number_or_report(std::optional<Decimal> result, Op op, EvaluationContext& context) {
  return result ? Value::number(*result) : out_of_range(op, context);
}

Value numbers(Op op, Decimal a, Decimal b, EvaluationContext& context) {
  switch (op) {
    case Op::kAdd: return number_or_report(a.add(b), op, context);
    case Op::kSubtract: return number_or_report(a.subtract(b), op, context);
    case Op::kMultiply: return number_or_report(a.multiply(b), op, context);
    case Op::kPower: return number_or_report(a.power(b), op, context);
    default: break;
  }
  if (b.is_zero()) {
    context.report("feel.division-by-zero");
    return {};
  }
  return number_or_report(a.divide(b), op, context);
}

constexpr std::int64_t kNanos = 1'000'000'000;

std::optional<Decimal> in_seconds(DaysTimeDuration d) {
  const auto fraction = Decimal::from_int(d.nanoseconds).divide(Decimal::from_int(kNanos));
  return fraction ? Decimal::from_int(d.seconds).add(*fraction) : std::nullopt;
}

std::optional<DaysTimeDuration> from_seconds(std::optional<Decimal> seconds) {
  if (!seconds) return std::nullopt;
  const auto whole = seconds->rounded(0, Rounding::kDown);
  const auto rest = whole ? seconds->subtract(*whole) : std::nullopt;
  const auto nanos = rest ? rest->multiply(Decimal::from_int(kNanos)) : std::nullopt;
  const auto cut = nanos ? nanos->rounded(0, Rounding::kDown) : std::nullopt;
  if (!cut || !whole->to_int64()) return std::nullopt;
  return DaysTimeDuration{*whole->to_int64(), static_cast<std::int32_t>(*cut->to_int64())};
}

DateTime at_midnight(Date date) {
  // A date counts as midnight UTC when it meets a date and time (10.3.2.3.5).
  Zone utc;
  utc.offset_seconds = 0;
  return {date, Time{0, 0, utc}};
}

Value shifted(const Value& point, const Value& duration, bool forward, Op op, EvaluationContext& context) {
  if (duration.kind() == ValueKind::kYearsMonthsDuration) {
    const std::int64_t months = duration.as_years_months_duration().months;
    const YearsMonthsDuration d{forward ? months : -months};
    if (point.kind() == ValueKind::kDate) {
      const auto date = add(point.as_date(), d);
      return date ? Value::date(*date) : out_of_range(op, context);
    }
    if (point.kind() == ValueKind::kTime) return wrong_operands(sign(op), point, duration, context);
    const auto moved = add(point.as_date_time(), d);
    return moved ? Value::date_time(*moved) : out_of_range(op, context);
  }
  const auto d = forward ? std::optional(duration.as_days_time_duration()) : negate(duration.as_days_time_duration());
  if (!d) return out_of_range(op, context);
  if (point.kind() == ValueKind::kTime) return Value::time(add(point.as_time(), *d));
  const bool is_date = point.kind() == ValueKind::kDate;
  const auto moved = add(is_date ? at_midnight(point.as_date()) : point.as_date_time(), *d);
  if (!moved) return out_of_range(op, context);
  return is_date ? Value::date(moved->date) : Value::date_time(*moved);
}

bool is_duration(const Value& v) {
  return v.kind() == ValueKind::kDaysTimeDuration || v.kind() == ValueKind::kYearsMonthsDuration;
}

bool is_point(const Value& v) {
  return v.kind() == ValueKind::kDate || v.kind() == ValueKind::kTime || v.kind() == ValueKind::kDateTime;
}

Value point_difference(const Value& left, const Value& right, EvaluationContext& context) {
  if (left.kind() == ValueKind::kTime || right.kind() == ValueKind::kTime) {
    if (left.kind() != right.kind()) return wrong_operands("-", left, right, context);
    const auto d = difference(left.as_time(), right.as_time());
    return d ? Value::duration(*d) : wrong_operands("-", left, right, context);
  }
  const auto moment = [](const Value& v) {
    return v.kind() == ValueKind::kDate ? at_midnight(v.as_date()) : v.as_date_time();
  };
  const auto d = difference(moment(left), moment(right));
  return d ? Value::duration(*d) : wrong_operands("-", left, right, context);
}

// duration ± duration, duration × number, duration ÷ number, duration ÷ duration of one kind.
Value duration_arithmetic(Op op, const Value& left, const Value& right, EvaluationContext& context) {
  const bool months = left.kind() == ValueKind::kYearsMonthsDuration;
  const auto amount = [](const Value& v) -> std::optional<Decimal> {
    if (v.is_number()) return v.as_number();
    if (v.kind() == ValueKind::kYearsMonthsDuration) return Decimal::from_int(v.as_years_months_duration().months);
    return in_seconds(v.as_days_time_duration());
  };
  const auto a = amount(left), b = amount(right);
  if (!a || !b) return out_of_range(op, context);
  const Value result = numbers(op, *a, *b, context);
  if (result.is_null() || (is_duration(right) && op == Op::kDivide)) return result;
  if (months) {
    const auto whole = result.as_number().rounded(0, Rounding::kDown);
    if (!whole || !whole->to_int64()) return out_of_range(op, context);
    return Value::duration(YearsMonthsDuration{*whole->to_int64()});
  }
  const auto duration = from_seconds(result.as_number());
  return duration ? Value::duration(*duration) : out_of_range(op, context);
}

Value member_of_duration(const Value& object, std::string_view name) {
  if (object.kind() == ValueKind::kYearsMonthsDuration) {
    const std::int64_t months = object.as_years_months_duration().months;
    if (name == "years") return Value::number(months / 12);
    if (name == "months") return Value::number(months % 12);
    return {};
  }
  const DaysTimeDuration d = object.as_days_time_duration();
  if (name == "days") return Value::number(d.seconds / 86400);
  if (name == "hours") return Value::number(d.seconds / 3600 % 24);
  if (name == "minutes") return Value::number(d.seconds / 60 % 60);
  if (name == "seconds") {
    const auto seconds = in_seconds({d.seconds % 60, d.nanoseconds});
    return seconds ? Value::number(*seconds) : Value();
  }
  return {};
}

Value member_of_date(Date date, std::string_view name) {
  if (name == "year") return Value::number(date.year);
  if (name == "month") return Value::number(date.month);
  if (name == "day") return Value::number(date.day);
  if (name == "weekday") return Value::number(date.weekday());
  return {};
}

Value member_of_time(const Time& time, std::string_view name) {
  if (name == "hour") return Value::number(time.hour());
  if (name == "minute") return Value::number(time.minute());
  if (name == "second") {
    const auto second = in_seconds({time.second(), time.nanosecond});
    return second ? Value::number(*second) : Value();
  }
  if (name == "time offset" && time.zone.offset_seconds) {
    return Value::duration(DaysTimeDuration{*time.zone.offset_seconds, 0});
  }
  if (name == "timezone" && !time.zone.name.empty()) return Value::text(time.zone.name);
  return {};
}

Value member_of_range(const Range& range, std::string_view name) {
  if (name == "start") return range.lower;
  if (name == "end") return range.upper;
  if (name == "start included") return Value(range.lower_closed);
  if (name == "end included") return Value(range.upper_closed);
  return {};
}

bool is_instance_of_context(const Value& value, const TypeName& type) {
  for (std::size_t i = 0; i < type.entries.size(); ++i) {
    const Value* entry = value.as_context().find(type.entries[i]);
    if (entry == nullptr || (!entry->is_null() && !is_instance(*entry, type.arguments[i]))) return false;
  }
  return true;
}

}  // namespace

Value arithmetic(Op op, const Value& left, const Value& right, EvaluationContext& context) {
  if (left.is_number() && right.is_number()) return numbers(op, left.as_number(), right.as_number(), context);
  if (op == Op::kAdd && left.is_text() && right.is_text()) {
    const std::size_t size = left.as_text().size() + right.as_text().size();
    if (size > context.limits.text_bytes_max) {
      context.report("feel.text-too-long", {{"limit", std::to_string(context.limits.text_bytes_max)}});
      return {};
    }
    return Value::text(std::string(left.as_text()).append(right.as_text()));
  }
  const bool additive = op == Op::kAdd || op == Op::kSubtract;
  if (additive && is_point(left) && is_duration(right)) return shifted(left, right, op == Op::kAdd, op, context);
  if (op == Op::kAdd && is_duration(left) && is_point(right)) return shifted(right, left, true, op, context);
  if (op == Op::kSubtract && is_point(left) && is_point(right)) return point_difference(left, right, context);
  if (is_duration(left) && left.kind() == right.kind() && (additive || op == Op::kDivide)) {
    return duration_arithmetic(op, left, right, context);
  }
  if (is_duration(left) && right.is_number() && (op == Op::kMultiply || op == Op::kDivide)) {
    return duration_arithmetic(op, left, right, context);
  }
  if (left.is_number() && is_duration(right) && op == Op::kMultiply)
    return duration_arithmetic(op, right, left, context);
  return wrong_operands(sign(op), left, right, context);
}

Value negate(const Value& value, EvaluationContext& context) {
  if (value.is_number()) return Value::number(value.as_number().negated());
  if (value.kind() == ValueKind::kYearsMonthsDuration) {
    return Value::duration(YearsMonthsDuration{-value.as_years_months_duration().months});
  }
  if (value.kind() == ValueKind::kDaysTimeDuration) {
    const auto negated = chancery::negate(value.as_days_time_duration());
    return negated ? Value::duration(*negated) : out_of_range(Op::kSubtract, context);
  }
  return wrong_operands("-", Value(), value, context);
}

Value equal_values(const Value& left, const Value& right, EvaluationContext& context) {
  if (left.is_null() || right.is_null()) return Value(left.is_null() && right.is_null());
  if (left.kind() != right.kind()) return wrong_operands("=", left, right, context);
  return Value(left == right);
}

Value compare_values(Op op, const Value& left, const Value& right, EvaluationContext& context) {
  if (op == Op::kEqual) return equal_values(left, right, context);
  if (op == Op::kNotEqual) {
    const Value equal = equal_values(left, right, context);
    return equal.is_null() ? equal : Value(!equal.as_bool());
  }
  const auto order = compare(left, right);
  if (!order) return wrong_operands(sign(op), left, right, context);
  switch (op) {
    case Op::kLess: return Value(*order < 0);
    case Op::kLessOrEqual: return Value(*order <= 0);
    case Op::kGreater: return Value(*order > 0);
    default: return Value(*order >= 0);
  }
}

Value in_range(const Value& value, const Range& range, EvaluationContext& context) {
  if (!range.lower.is_null()) {
    const Value above =
        compare_values(range.lower_closed ? Op::kGreaterOrEqual : Op::kGreater, value, range.lower, context);
    if (!above.is_true()) return above;
  }
  if (range.upper.is_null()) return range.lower.is_null() ? Value() : Value(true);
  return compare_values(range.upper_closed ? Op::kLessOrEqual : Op::kLess, value, range.upper, context);
}

Value test_value(const Value& input, const Value& test, EvaluationContext& context) {
  if (test.kind() == ValueKind::kRange && input.kind() != ValueKind::kRange) {
    return input.is_null() ? Value(false) : in_range(input, test.as_range(), context);
  }
  if (test.is_list()) {
    if (input.is_list() && input == test) return Value(true);
    for (const Value& item : test.as_list()) {
      const bool comparable = item.kind() == input.kind() || item.kind() == ValueKind::kRange || item.is_list();
      if (comparable && test_value(input, item, context).is_true()) return Value(true);
    }
    return Value(false);
  }
  if (test.is_bool() && !input.is_bool()) return test;
  return equal_values(input, test, context);
}

Value member(const Value& object, std::string_view name, EvaluationContext& context) {
  switch (object.kind()) {
    case ValueKind::kNull: return {};
    case ValueKind::kContext: return object.get(name);
    case ValueKind::kList: {
      List members;
      for (const Value& item : object.as_list()) members.push_back(member(item, name, context));
      return Value::list(std::move(members));
    }
    case ValueKind::kDate: return member_of_date(object.as_date(), name);
    case ValueKind::kTime: return member_of_time(object.as_time(), name);
    case ValueKind::kDateTime: {
      const Value of_date = member_of_date(object.as_date_time().date, name);
      return of_date.is_null() ? member_of_time(object.as_date_time().time, name) : of_date;
    }
    case ValueKind::kDaysTimeDuration:
    case ValueKind::kYearsMonthsDuration: return member_of_duration(object, name);
    case ValueKind::kRange: return member_of_range(object.as_range(), name);
    default: return wrong_operands(".", object, Value(), context);
  }
}

bool is_instance(const Value& value, const TypeName& type) {
  if (type.name == "Any") return !value.is_null();
  if (type.name == "Null") return value.is_null();
  if (kind_name(value.kind()) != type.name || value.is_null()) return false;
  if (type.name == "context") return is_instance_of_context(value, type);
  if (type.name == "list" && !type.arguments.empty()) {
    return std::all_of(value.as_list().begin(), value.as_list().end(),
                       [&](const Value& item) { return item.is_null() || is_instance(item, type.arguments[0]); });
  }
  if (type.name == "range" && !type.arguments.empty()) {
    const Range& range = value.as_range();
    return is_instance(range.lower.is_null() ? range.upper : range.lower, type.arguments[0]);
  }
  return true;
}

}  // namespace chancery::feel
