#include "engine/dmn/examine_points.h"

#include <algorithm>

#include "engine/dmn/examine.h"

namespace chancery::dmn {
namespace {

Value shifted(const Value& value, int by) {
  switch (value.kind()) {
    case ValueKind::kNumber: {
      const auto sum = value.as_number().add(Decimal::from_int(by));
      return sum ? Value::number(*sum) : Value();
    }
    case ValueKind::kDate: {
      const auto day = Date::from_days(value.as_date().days_since_epoch() + by);
      return day ? Value::date(*day) : Value();
    }
    case ValueKind::kDateTime: {
      const auto second = add(value.as_date_time(), DaysTimeDuration{by, 0});
      return second ? Value::date_time(*second) : Value();
    }
    case ValueKind::kTime: return Value::time(add(value.as_time(), DaysTimeDuration{by, 0}));
    case ValueKind::kDaysTimeDuration: {
      const auto second = add(value.as_days_time_duration(), DaysTimeDuration{by, 0});
      return second ? Value::duration(*second) : Value();
    }
    case ValueKind::kYearsMonthsDuration:
      return Value::duration(YearsMonthsDuration{value.as_years_months_duration().months + by});
    default: return {};
  }
}

Value between(const Value& low, const Value& high) {
  if (!low.is_number() || !high.is_number()) return {};
  const auto sum = low.as_number().add(high.as_number());
  const auto half = sum ? sum->divide(Decimal::from_int(2)) : std::nullopt;
  return half ? Value::number(*half) : Value();
}

bool comes_before(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return a.kind() < b.kind();
  const auto order = compare(a, b);
  return order ? *order < 0 : a.is_bool() && b.is_bool() && !a.as_bool() && b.as_bool();
}

// A text that none of the others is.
Value other_text(const std::vector<Value>& points) {
  std::string text = "…";
  while (std::find(points.begin(), points.end(), Value::text(text)) != points.end()) text += "…";
  return Value::text(text);
}

void add_literals(std::vector<Value> literals, std::vector<Value>& points) {
  for (Value& literal : literals) {
    const bool plain = !literal.is_null() && !literal.is_list() && !literal.is_context();
    if (literal.is_list()) add_literals(literal.as_list(), points);
    if (plain && std::find(points.begin(), points.end(), literal) == points.end()) points.push_back(std::move(literal));
  }
}

}  // namespace

std::vector<Value> points_of(const DecisionTable& table, std::size_t input, const ItemTypes& types) {
  const InputClause& clause = table.inputs[input];
  std::vector<Value> named;
  add_literals(clause.allowed.constants(), named);
  add_literals(types.values(clause.type), named);
  for (const Rule& rule : table.rules)
    if (named.size() <= kExaminedPointsMax / 3) add_literals(rule.tests[input].constants(), named);
  if (types.structure(clause.type).kind == feel::TypeKind::kBoolean) add_literals({Value(true), Value(false)}, named);
  std::stable_sort(named.begin(), named.end(), comes_before);
  std::vector<Value> points;
  for (std::size_t i = 0; i < named.size(); ++i) {
    points.push_back(shifted(named[i], -1));
    points.push_back(named[i]);
    points.push_back(shifted(named[i], 1));
    if (i + 1 < named.size()) points.push_back(between(named[i], named[i + 1]));
    if (named[i].is_bool()) points.emplace_back(!named[i].as_bool());
  }
  const bool texts = std::any_of(named.begin(), named.end(), [](const Value& v) { return v.is_text(); });
  if (texts) points.push_back(other_text(named));
  std::erase_if(points, [&](const Value& point) {
    feel::EvaluationContext context;
    const feel::LocalScope nothing;
    return point.is_null() || !types.conforms(point, clause.type, context) ||
           (!clause.allowed.is_any() && !clause.allowed.matches(point, nothing, context));
  });
  std::stable_sort(points.begin(), points.end(), comes_before);
  points.erase(std::unique(points.begin(), points.end()), points.end());
  return points;
}

}  // namespace chancery::dmn
