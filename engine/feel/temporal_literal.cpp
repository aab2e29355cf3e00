#include "engine/feel/temporal_literal.h"

namespace chancery::feel {

Value temporal_from_text(std::string_view text) {
  if (const auto date = Date::parse(text)) return Value::date(*date);
  if (const auto date_time = DateTime::parse(text)) return Value::date_time(*date_time);
  if (const auto time = Time::parse(text)) return Value::time(*time);
  if (const auto days = DaysTimeDuration::parse(text)) return Value::duration(*days);
  if (const auto months = YearsMonthsDuration::parse(text)) return Value::duration(*months);
  return {};
}

bool has_zone_name(const Value& value) {
  if (value.kind() == ValueKind::kTime) return !value.as_time().zone.name.empty();
  return value.kind() == ValueKind::kDateTime && !value.as_date_time().time.zone.name.empty();
}

}  // namespace chancery::feel
