#include "engine/feel/operators.h"

#include <algorithm>

namespace chancery::feel {

Value wrong_operands(std::string_view operation, const Value& left, const Value& right, EvaluationContext& context) {
  const bool personal = left.is_personal() || right.is_personal();
  context.report(personal ? "feel.personal-data" : "feel.wrong-operands",
                 {{"operation", std::string(operation)},
                  {"left", std::string(kind_name(left.kind()))},
                  {"right", std::string(kind_name(right.kind()))}});
  return {};
}

namespace {

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
constexpr std::int64_t kSecondsMax = 1LL << 60;  // of a duration; both as the texts of durations bound them
constexpr std::int64_t kMonthsMax = 12LL << 40;

std::optional<DaysTimeDuration> from_seconds(std::optional<Decimal> seconds) {
  if (!seconds) return std::nullopt;
  const auto whole = seconds->rounded(0, Rounding::kDown);
  const auto rest = whole ? seconds->subtract(*whole) : std::nullopt;
  const auto nanos = rest ? rest->multiply(Decimal::from_int(kNanos)) : std::nullopt;
  const auto cut = nanos ? nanos->rounded(0, Rounding::kDown) : std::nullopt;
  const auto count = whole ? whole->to_int64() : std::nullopt;
  if (!cut || !count || *count > kSecondsMax || *count < -kSecondsMax) return std::nullopt;
  return DaysTimeDuration{*count, static_cast<std::int32_t>(*cut->to_int64())};
}

// In a named zone the offset follows the date: after days and time the instant is what was asked for, after months the
// reading of the clock.
std::optional<DateTime> in_its_zone(std::optional<DateTime> moved, bool by_instant, const ZoneTable& zones) {
  if (!moved || moved->time.zone.name.empty() || !moved->time.zone.offset_seconds) return moved;
  const ZoneRules* rules = zones.find(moved->time.zone.name);
  if (rules == nullptr) return moved;
  if (!by_instant) {
    moved->time.zone.offset_seconds = rules->offset_for_local(moved->local_seconds());
    return moved;
  }
  const std::int32_t before = *moved->time.zone.offset_seconds;
  const std::int32_t after = rules->offset_at(moved->local_seconds() - before);
  moved->time.zone.offset_seconds = after;
  return add(*moved, DaysTimeDuration{after - before, 0});
}

Value shifted_by_months(const Value& point, std::int64_t months, Op op, EvaluationContext& context) {
  const YearsMonthsDuration d{months};
  if (point.kind() == ValueKind::kDate) {
    const auto date = add(point.as_date(), d);
    return date ? Value::date(*date) : out_of_range(op, context);
  }
  if (point.kind() == ValueKind::kTime) return wrong_operands(sign(op), point, Value::duration(d), context);
  const auto moved = in_its_zone(add(point.as_date_time(), d), false, context.zones());
  return moved ? Value::date_time(*moved) : out_of_range(op, context);
}

Value shifted(const Value& point, const Value& duration, bool forward, Op op, EvaluationContext& context) {
  if (duration.kind() == ValueKind::kYearsMonthsDuration) {
    const std::int64_t months = duration.as_years_months_duration().months;
    return shifted_by_months(point, forward ? months : -months, op, context);
  }
  const auto d = forward ? std::optional(duration.as_days_time_duration()) : negate(duration.as_days_time_duration());
  if (!d) return out_of_range(op, context);
  if (point.kind() == ValueKind::kTime) return Value::time(add(point.as_time(), *d));
  const bool is_date = point.kind() == ValueKind::kDate;
  const auto moved =
      in_its_zone(add(is_date ? midnight_utc(point.as_date()) : point.as_date_time(), *d), true, context.zones());
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
    return v.kind() == ValueKind::kDate ? midnight_utc(v.as_date()) : v.as_date_time();
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
  Value result = numbers(op, *a, *b, context);
  if (result.is_null() || (is_duration(right) && op == Op::kDivide)) return result;
  if (months) {
    const auto whole = result.as_number().rounded(0, Rounding::kDown);
    const auto count = whole ? whole->to_int64() : std::nullopt;
    if (!count || *count > kMonthsMax || *count < -kMonthsMax) return out_of_range(op, context);
    return Value::duration(YearsMonthsDuration{*count});
  }
  const auto duration = from_seconds(result.as_number());
  return duration ? Value::duration(*duration) : out_of_range(op, context);
}

std::optional<bool> same_second(const DateTime& a, const DateTime& b) {
  DateTime whole_a = a, whole_b = b;
  whole_a.time.nanosecond = whole_b.time.nanosecond = 0;
  const auto order = compare(whole_a, whole_b);
  if (!order) return std::nullopt;
  return *order == 0;
}

// Seconds are whole numbers among the fields that equality compares (10.3.2.3.4), so fractions do not count.
bool same_range(const Range& a, const Range& b) {
  return a.form == b.form && a.lower_closed == b.lower_closed && a.upper_closed == b.upper_closed &&
         is_equal(a.lower, b.lower) && is_equal(a.upper, b.upper);
}

bool same_list(const List& a, const List& b) { return std::equal(a.begin(), a.end(), b.begin(), b.end(), is_equal); }

bool same_context(const Context& a, const Context& b) {
  if (a.size() != b.size()) return false;
  return std::all_of(a.begin(), a.end(), [&](const Context::Entry& entry) {
    const Value* other = b.find(entry.name);
    return other != nullptr && is_equal(entry.value, *other);
  });
}

}  // namespace

std::optional<Decimal> in_seconds(DaysTimeDuration d) {
  const auto fraction = Decimal::from_int(d.nanoseconds).divide(Decimal::from_int(kNanos));
  return fraction ? Decimal::from_int(d.seconds).add(*fraction) : std::nullopt;
}

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

bool is_equal(const Value& left, const Value& right) {
  if (left.kind() != right.kind()) return false;
  switch (left.kind()) {
    case ValueKind::kTime: return same_second({Date{}, left.as_time()}, {Date{}, right.as_time()}).value_or(false);
    case ValueKind::kDateTime: return same_second(left.as_date_time(), right.as_date_time()).value_or(false);
    case ValueKind::kList: return same_list(left.as_list(), right.as_list());
    case ValueKind::kContext: return same_context(left.as_context(), right.as_context());
    case ValueKind::kRange: return same_range(left.as_range(), right.as_range());
    default: return left == right;
  }
}

Value equal_values(const Value& left, const Value& right, EvaluationContext& context) {
  if (left.is_null() || right.is_null()) return Value(left.is_null() && right.is_null());
  if (left.kind() != right.kind()) return wrong_operands("=", left, right, context);
  return Value(is_equal(left, right));
}

namespace {

// Table 54: of two times of which one knows no offset, it takes that of the other.
std::optional<std::strong_ordering> order_of(const Value& left, const Value& right) {
  const auto order = compare(left, right);
  if (order || left.kind() != right.kind()) return order;
  const auto borrowed = [](Time time, const Time& from) {
    if (time.zone.is_local()) time.zone = from.zone;
    return time;
  };
  if (left.kind() == ValueKind::kTime) {
    return compare(borrowed(left.as_time(), right.as_time()), borrowed(right.as_time(), left.as_time()));
  }
  if (left.kind() != ValueKind::kDateTime) return std::nullopt;
  const DateTime& a = left.as_date_time();
  const DateTime& b = right.as_date_time();
  return compare(DateTime{a.date, borrowed(a.time, b.time)}, DateTime{b.date, borrowed(b.time, a.time)});
}

}  // namespace

Value compare_values(Op op, const Value& left, const Value& right, EvaluationContext& context) {
  if (op == Op::kEqual) return equal_values(left, right, context);
  if (op == Op::kNotEqual) {
    const Value equal = equal_values(left, right, context);
    return equal.is_null() ? equal : Value(!equal.as_bool());
  }
  const auto order = order_of(left, right);
  if (!order) return wrong_operands(sign(op), left, right, context);
  switch (op) {
    case Op::kLess: return Value(*order < 0);
    case Op::kLessOrEqual: return Value(*order <= 0);
    case Op::kGreater: return Value(*order > 0);
    default: return Value(*order >= 0);
  }
}

Value in_range(const Value& value, const Range& range, EvaluationContext& context) {
  if (range.form == RangeForm::kEqual) return equal_values(value, range.lower, context);
  if (range.form == RangeForm::kNotEqual) return compare_values(Op::kNotEqual, value, range.lower, context);
  // Table 55: two comparisons, joined by `and`. An end that is null makes null or false, never true; only a range that was
  // written as a comparison has but one end.
  const bool has_lower = range.form == RangeForm::kInterval || !range.lower.is_null();
  const bool has_upper = range.form == RangeForm::kInterval || !range.upper.is_null();
  Value above(true), below(true);
  if (has_lower) {
    above = compare_values(range.lower_closed ? Op::kGreaterOrEqual : Op::kGreater, value, range.lower, context);
    if (above.is_bool() && !above.as_bool()) return above;
  }
  if (has_upper) {
    below = compare_values(range.upper_closed ? Op::kLessOrEqual : Op::kLess, value, range.upper, context);
    if (below.is_bool() && !below.as_bool()) return below;
  }
  return above.is_null() ? above : below;
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

std::optional<Value> resolve_zone(const Value& value, EvaluationContext& context) {
  if (value.kind() == ValueKind::kTime) {
    Time time = value.as_time();
    if (context.zones().resolve(time, context.now())) return Value::time(std::move(time));
    context.report("feel.unknown-zone", {{"function", "@"}, {"zone", value.as_time().zone.name}});
    return std::nullopt;
  }
  DateTime date_time = value.as_date_time();
  if (context.zones().resolve(date_time)) return Value::date_time(std::move(date_time));
  context.report("feel.unknown-zone", {{"function", "@"}, {"zone", value.as_date_time().time.zone.name}});
  return std::nullopt;
}

}  // namespace chancery::feel
