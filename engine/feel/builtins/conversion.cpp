// Conversions (10.3.4.1): number, string, duration, range. Dates and times stand in temporal.cpp.
#include <algorithm>

#include "engine/feel/builtins/registry.h"
#include "engine/feel/range_text.h"

namespace chancery::feel {
namespace {

Value to_string(const BuiltinCall& call) {
  if (call[0].is_null() || !call.invoker.spend(call[0].extent().weight)) return {};
  return Value::text(to_text(call[0], call.context.limits.text_bytes_max));
}

// number(from, grouping separator, decimal separator): the separators must differ and be of the few that are used.
Value to_number(const BuiltinCall& call) {
  if (call[0].is_number() && call.given == 1) return call[0];
  if (!call[0].is_text()) return call.bad(0);
  std::string text(call[0].as_text());
  if (call.given > 1) {
    const auto separator = [](const Value& v, std::string_view allowed) {
      return v.is_null() ||
             (v.is_text() && v.as_text().size() == 1 && allowed.find(v.as_text()[0]) != std::string_view::npos);
    };
    if (!separator(call[1], " ,.")) return call.bad(1);
    if (!separator(call[2], ",.") || (call[1].is_text() && call[1] == call[2])) return call.bad(2);
    if (call[1].is_text()) std::erase(text, call[1].as_text()[0]);
    if (call[2].is_text()) std::replace(text.begin(), text.end(), call[2].as_text()[0], '.');
  }
  const auto number = Decimal::parse(text);
  return number ? Value::number(*number) : call.bad(0);
}

Value to_duration(const BuiltinCall& call) {
  const ValueKind kind = call[0].kind();
  if (kind == ValueKind::kDaysTimeDuration || kind == ValueKind::kYearsMonthsDuration) return call[0];
  if (!call[0].is_text()) return call.bad(0);
  if (const auto days = DaysTimeDuration::parse(call[0].as_text())) return Value::duration(*days);
  if (const auto months = YearsMonthsDuration::parse(call[0].as_text())) return Value::duration(*months);
  return call.bad(0);
}

// range(from): grammar rule 66 in a text.
Value to_range(const BuiltinCall& call) {
  if (!call[0].is_text() || !call.invoker.spend(call[0].as_text().size())) return call.bad(0);
  auto range = range_from_text(call[0].as_text(), call.context);
  return range ? std::move(*range) : call.bad(0);
}

constexpr Builtin kRows[] = {
    {"string", "from*", to_string},
    {"number", "from", to_number},
    {"number", "from, grouping separator?, decimal separator?", to_number},
    {"duration", "from", to_duration},
    {"range", "from", to_range},
};

}  // namespace

BuiltinRows conversion_builtins() { return kRows; }

}  // namespace chancery::feel
