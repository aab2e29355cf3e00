#include "engine/feel/external_methods.h"

#include <algorithm>
#include <array>

#include "engine/feel/feel.h"

namespace chancery::feel {
namespace {

using Arguments = std::span<const Value>;
using Signature = std::span<const std::string>;
using Answer = std::optional<Value>;

struct WholeType {
  std::string_view name;
  std::string_view boxed;
  std::int64_t low, high;
};

constexpr std::array<WholeType, 4> kWholeTypes{{{"byte", "java.lang.Byte", -128, 127},
                                                {"short", "java.lang.Short", -32768, 32767},
                                                {"int", "java.lang.Integer", INT32_MIN, INT32_MAX},
                                                {"long", "java.lang.Long", INT64_MIN, INT64_MAX}}};

const WholeType* whole_type(std::string_view name) {
  const auto found = std::find_if(kWholeTypes.begin(), kWholeTypes.end(),
                                  [&](const WholeType& t) { return t.name == name || t.boxed == name; });
  return found == kWholeTypes.end() ? nullptr : &*found;
}

bool is_floating(std::string_view type) {
  return type == "double" || type == "float" || type == "java.lang.Double" || type == "java.lang.Float";
}

bool is_big(std::string_view type) {
  return type == "java.math.BigDecimal" || type == "java.math.BigInteger" || type == "java.lang.Number";
}

bool is_character(std::string_view type) { return type == "char" || type == "java.lang.Character"; }

bool is_one_character(const Value& value) {
  if (!value.is_text()) return false;
  const std::string_view text = value.as_text();
  return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }) == 1;
}

constexpr std::string_view kObjects = "[Ljava.lang.Object;";

Answer number(std::optional<Decimal> decimal) {
  return decimal ? std::optional(Value::number(*decimal)) : std::nullopt;
}

std::optional<Value> whole(Decimal decimal, const WholeType& type) {
  const auto cut = decimal.rounded(0, Rounding::kDown);
  const auto word = cut ? cut->to_int64() : std::nullopt;
  if (!word || *word < type.low || *word > type.high) return std::nullopt;
  return Value::number(*word);
}

template <Transcendental function>
Answer transcendental(Arguments a, Signature) {
  return number(a[0].as_number().transcendental(function));
}

template <std::optional<Decimal> (Decimal::*function)() const>
Answer unary(Arguments a, Signature) {
  return number((a[0].as_number().*function)());
}

template <std::optional<Decimal> (Decimal::*function)(Decimal) const>
Answer binary(Arguments a, Signature) {
  return number((a[0].as_number().*function)(a[1].as_number()));
}

template <Rounding mode>
Answer rounded(Arguments a, Signature) {
  return number(a[0].as_number().rounded(0, mode));
}

// Math.round: halves go up, also below zero.
Answer round(Arguments a, Signature) {
  const auto moved = a[0].as_number().add(*Decimal::parse("0.5"));
  return moved ? number(moved->rounded(0, Rounding::kFloor)) : std::nullopt;
}

Answer absolute(Arguments a, Signature) { return Value::number(a[0].as_number().absolute()); }

Answer sign(Arguments a, Signature) {
  const Decimal n = a[0].as_number();
  return Value::number(n.is_zero() ? 0 : n.is_negative() ? -1 : 1);
}

template <bool larger>
Answer extreme(Arguments a, Signature) {
  const bool first = (a[0].as_number() < a[1].as_number()) != larger;
  return first ? a[0] : a[1];
}

Answer floor_quotient(Arguments a, Signature) {
  const auto quotient = a[0].as_number().divide(a[1].as_number());
  return quotient ? number(quotient->rounded(0, Rounding::kFloor)) : std::nullopt;
}

const Decimal& half_circle() {
  static const Decimal kPi = *Decimal::parse("3.141592653589793238462643383279503");
  return kPi;
}

Answer to_radians(Arguments a, Signature) {
  const auto scaled = a[0].as_number().multiply(half_circle());
  return scaled ? number(scaled->divide(Decimal::from_int(180))) : std::nullopt;
}

Answer to_degrees(Arguments a, Signature) {
  const auto scaled = a[0].as_number().multiply(Decimal::from_int(180));
  return scaled ? number(scaled->divide(half_circle())) : std::nullopt;
}

// Arithmetic that refuses to leave the type of its arguments.
template <std::optional<Decimal> (Decimal::*function)(Decimal) const>
Answer exact(Arguments a, Signature signature) {
  const WholeType* type = whole_type(signature[0]);
  const auto result = (a[0].as_number().*function)(a[1].as_number());
  return type != nullptr && result ? whole(*result, *type) : std::nullopt;
}

// String.valueOf: a double always shows its point.
Answer text_of(Arguments a, Signature signature) {
  std::string text = to_text(a[0]);
  if (is_floating(signature[0]) && text.find('.') == std::string::npos) text += ".0";
  return Value::text(text);
}

Answer format(Arguments a, Signature) {
  const List single{a[1]};
  const auto text = format_text(a[0].as_text(), a[1].is_list() ? std::span<const Value>(a[1].as_list()) : single);
  return text ? std::optional(Value::text(*text)) : std::nullopt;
}

Answer decimal_of(Arguments a, Signature) {
  if (a[0].is_number()) return a[0];
  const auto parsed = a[0].is_text() ? Decimal::parse(a[0].as_text()) : Result<Decimal>(Decimal());
  return a[0].is_text() && parsed ? std::optional(Value::number(*parsed)) : std::nullopt;
}

// Integer.valueOf and its kin: a number, or text that is one.
template <std::size_t type>
Answer whole_of(Arguments a, Signature signature) {
  const auto parsed = decimal_of(a, signature);
  if (!parsed || (a[0].is_text() && !parsed->as_number().is_integer())) return std::nullopt;
  return whole(parsed->as_number(), kWholeTypes[type]);
}

Answer same(Arguments a, Signature) { return a[0]; }

Answer boolean_of(Arguments a, Signature) {
  if (a[0].is_bool()) return a[0];
  if (!a[0].is_text()) return std::nullopt;
  std::string text(a[0].as_text());
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return Value(text == "true");
}

constexpr std::string_view kMath = "java.lang.Math";
constexpr ExternalMethod kMethods[] = {
    {kMath, "sin", 1, transcendental<Transcendental::kSine>},
    {kMath, "cos", 1, transcendental<Transcendental::kCosine>},
    {kMath, "tan", 1, transcendental<Transcendental::kTangent>},
    {kMath, "asin", 1, transcendental<Transcendental::kArcSine>},
    {kMath, "acos", 1, transcendental<Transcendental::kArcCosine>},
    {kMath, "atan", 1, transcendental<Transcendental::kArcTangent>},
    {kMath, "sinh", 1, transcendental<Transcendental::kHyperbolicSine>},
    {kMath, "cosh", 1, transcendental<Transcendental::kHyperbolicCosine>},
    {kMath, "tanh", 1, transcendental<Transcendental::kHyperbolicTangent>},
    {kMath, "cbrt", 1, transcendental<Transcendental::kCubeRoot>},
    {kMath, "log10", 1, transcendental<Transcendental::kCommonLogarithm>},
    {kMath, "expm1", 1, transcendental<Transcendental::kExponentialMinusOne>},
    {kMath, "log1p", 1, transcendental<Transcendental::kLogarithmOfOnePlus>},
    {kMath, "log", 1, unary<&Decimal::natural_logarithm>},
    {kMath, "exp", 1, unary<&Decimal::exponential>},
    {kMath, "sqrt", 1, unary<&Decimal::square_root>},
    {kMath, "pow", 2, binary<&Decimal::power>},
    {kMath, "atan2", 2, binary<&Decimal::arc_tangent_of_ratio>},
    {kMath, "hypot", 2, binary<&Decimal::hypotenuse>},
    {kMath, "floorMod", 2, binary<&Decimal::floor_modulo>},
    {kMath, "floorDiv", 2, floor_quotient},
    {kMath, "abs", 1, absolute},
    {kMath, "signum", 1, sign},
    {kMath, "max", 2, extreme<true>},
    {kMath, "min", 2, extreme<false>},
    {kMath, "floor", 1, rounded<Rounding::kFloor>},
    {kMath, "ceil", 1, rounded<Rounding::kCeiling>},
    {kMath, "rint", 1, rounded<Rounding::kHalfEven>},
    {kMath, "round", 1, round},
    {kMath, "toRadians", 1, to_radians},
    {kMath, "toDegrees", 1, to_degrees},
    {kMath, "addExact", 2, exact<&Decimal::add>},
    {kMath, "subtractExact", 2, exact<&Decimal::subtract>},
    {kMath, "multiplyExact", 2, exact<&Decimal::multiply>},
    {"java.lang.String", "valueOf", 1, text_of},
    {"java.lang.String", "format", 2, format},
    {"java.lang.Byte", "valueOf", 1, whole_of<0>},
    {"java.lang.Short", "valueOf", 1, whole_of<1>},
    {"java.lang.Integer", "valueOf", 1, whole_of<2>},
    {"java.lang.Long", "valueOf", 1, whole_of<3>},
    {"java.lang.Byte", "parseByte", 1, whole_of<0>},
    {"java.lang.Short", "parseShort", 1, whole_of<1>},
    {"java.lang.Integer", "parseInt", 1, whole_of<2>},
    {"java.lang.Long", "parseLong", 1, whole_of<3>},
    {"java.lang.Float", "valueOf", 1, decimal_of},
    {"java.lang.Double", "valueOf", 1, decimal_of},
    {"java.lang.Float", "parseFloat", 1, decimal_of},
    {"java.lang.Double", "parseDouble", 1, decimal_of},
    {"java.math.BigDecimal", "valueOf", 1, decimal_of},
    {"java.math.BigInteger", "valueOf", 1, whole_of<3>},
    {"java.lang.Character", "valueOf", 1, same},
    {"java.lang.Boolean", "valueOf", 1, boolean_of},
    {"java.lang.Boolean", "parseBoolean", 1, boolean_of},
};

}  // namespace

const ExternalMethod* find_method(std::string_view class_name, std::string_view name, std::size_t arguments) {
  if (class_name == "Math") class_name = kMath;
  const auto* found = std::find_if(std::begin(kMethods), std::end(kMethods), [&](const ExternalMethod& m) {
    return m.class_name == class_name && m.name == name && m.arguments == arguments;
  });
  return found == std::end(kMethods) ? nullptr : found;
}

bool is_java_type(std::string_view type) {
  return whole_type(type) != nullptr || is_floating(type) || is_big(type) || type == "boolean" ||
         type == "java.lang.Boolean" || is_character(type) || type == "java.lang.String" ||
         type == "java.lang.Object" || type == kObjects;
}

std::optional<Value> to_java(const Value& value, std::string_view type) {
  if (type == "java.lang.Object" || type == kObjects) return value;
  if (const WholeType* t = whole_type(type)) return value.is_number() ? whole(value.as_number(), *t) : std::nullopt;
  if (is_character(type)) return is_one_character(value) ? std::optional(value) : std::nullopt;
  const bool wants_text = type == "java.lang.String";
  const bool wants_bool = type == "boolean" || type == "java.lang.Boolean";
  const bool fits = wants_text ? value.is_text() : wants_bool ? value.is_bool() : value.is_number();
  return fits ? std::optional(value) : std::nullopt;
}

}  // namespace chancery::feel
