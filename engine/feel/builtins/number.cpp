#include "engine/feel/builtins/registry.h"

namespace chancery::feel {
namespace {

Value result_of(const BuiltinCall& call, std::optional<Decimal> number) {
  return number ? Value::number(*number) : call.fail("feel.out-of-range", {{"operation", std::string(call.name)}});
}

std::optional<std::int32_t> scale_of(const Value& value) {
  constexpr std::int64_t kScaleMin = -6111, kScaleMax = 6176;
  const auto scale = value.is_number() ? value.as_number().rounded(0, Rounding::kDown)->to_int64() : std::nullopt;
  if (!scale || *scale < kScaleMin || *scale > kScaleMax) return std::nullopt;
  return static_cast<std::int32_t>(*scale);
}

template <Rounding mode>
Value round_to(const BuiltinCall& call) {
  if (!call[0].is_number()) return call.bad(0);
  const bool has_scale = call.size() > 1 && call.given > 1;
  const auto scale = has_scale ? scale_of(call[1]) : std::optional<std::int32_t>(0);
  if (!scale) return call.bad(1);
  return result_of(call, call[0].as_number().rounded(*scale, mode));
}

Value absolute(const BuiltinCall& call) {
  if (call[0].is_number()) return Value::number(call[0].as_number().absolute());
  if (call[0].kind() == ValueKind::kYearsMonthsDuration) {
    const std::int64_t months = call[0].as_years_months_duration().months;
    return Value::duration(YearsMonthsDuration{months < 0 ? -months : months});
  }
  if (call[0].kind() == ValueKind::kDaysTimeDuration) {
    const DaysTimeDuration d = call[0].as_days_time_duration();
    const auto positive = d < DaysTimeDuration{} ? chancery::negate(d) : std::optional(d);
    return positive ? Value::duration(*positive) : call.bad(0);
  }
  return call.bad(0);
}

Value modulo(const BuiltinCall& call) {
  if (!call[0].is_number()) return call.bad(0);
  if (!call[1].is_number()) return call.bad(1);
  if (call[1].as_number().is_zero()) return call.fail("feel.division-by-zero");
  return result_of(call, call[0].as_number().floor_modulo(call[1].as_number()));
}

template <std::optional<Decimal> (Decimal::*function)() const>
Value unary(const BuiltinCall& call) {
  if (!call[0].is_number()) return call.bad(0);
  return result_of(call, (call[0].as_number().*function)());
}

template <int rest>
Value parity(const BuiltinCall& call) {
  if (!call[0].is_number()) return call.bad(0);
  const auto found = call[0].as_number().floor_modulo(Decimal::from_int(2));
  return found ? Value(*found == Decimal::from_int(rest)) : call.bad(0);
}

constexpr Builtin kRows[] = {
    {"decimal", "n, scale", round_to<Rounding::kHalfEven>},
    {"floor", "n, scale?", round_to<Rounding::kFloor>},
    {"ceiling", "n, scale?", round_to<Rounding::kCeiling>},
    {"round up", "n, scale", round_to<Rounding::kUp>},
    {"round down", "n, scale", round_to<Rounding::kDown>},
    {"round half up", "n, scale", round_to<Rounding::kHalfUp>},
    {"round half down", "n, scale", round_to<Rounding::kHalfDown>},
    {"abs", "n", absolute},
    {"modulo", "dividend, divisor", modulo},
    {"sqrt", "number", unary<&Decimal::square_root>},
    {"log", "number", unary<&Decimal::natural_logarithm>},
    {"exp", "number", unary<&Decimal::exponential>},
    {"odd", "number", parity<1>},
    {"even", "number", parity<0>},
};

}  // namespace

BuiltinRows number_builtins() { return kRows; }

}  // namespace chancery::feel
