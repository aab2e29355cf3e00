// Decimal: the number of FEEL, 34 significant digits, decimal floating point (IEEE 754-2008 decimal128), rounded half-even
// (DMN 1.5, 10.3.2.3.1). Trivially copyable, 16 bytes. There is no infinity and no NaN: what cannot be represented is
// std::nullopt. decimal.cpp is the one file that knows the Intel library.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace chancery {

enum class Transcendental : unsigned char {
  kSine,
  kCosine,
  kTangent,
  kArcSine,
  kArcCosine,
  kArcTangent,
  kHyperbolicSine,
  kHyperbolicCosine,
  kHyperbolicTangent,
  kCubeRoot,
  kCommonLogarithm,
  kExponentialMinusOne,
  kLogarithmOfOnePlus,
};

enum class Rounding : unsigned char { kHalfEven, kUp, kDown, kHalfUp, kHalfDown, kFloor, kCeiling };

class Decimal {
 public:
  Decimal();  // zero
  static Decimal from_int(std::int64_t value);
  // Digits with optional sign, fraction and exponent, as in JSON; also ".5". More than 34 significant digits are rounded
  // half-even. Error: value.bad-number {text}, value.number-too-large {text}.
  static Result<Decimal> parse(std::string_view text);
  // coefficient × 10^exponent, as decoded from canonical bytes; coefficient below 10^34.
  static std::optional<Decimal> from_parts(bool negative, std::uint64_t high, std::uint64_t low, std::int32_t exponent);

  struct Parts {
    bool negative = false;
    std::uint64_t high = 0;  // coefficient = high × 2^64 + low, without trailing decimal zeros
    std::uint64_t low = 0;
    std::int32_t exponent = 0;
  };
  Parts parts() const;

  // Plain digits as FEEL's string(): no exponent, no trailing zeros, "-0" is "0".
  std::string text() const;
  std::optional<std::int64_t> to_int64() const;  // exact, or none
  bool is_integer() const;
  bool is_zero() const;
  bool is_negative() const;  // false for zero

  std::optional<Decimal> add(Decimal other) const;
  std::optional<Decimal> subtract(Decimal other) const;
  std::optional<Decimal> multiply(Decimal other) const;
  std::optional<Decimal> divide(Decimal other) const;  // none when other is zero
  std::optional<Decimal> power(Decimal exponent) const;
  std::optional<Decimal> floor_modulo(Decimal divisor) const;  // sign of the divisor, as FEEL's modulo()
  std::optional<Decimal> square_root() const;
  std::optional<Decimal> exponential() const;
  std::optional<Decimal> natural_logarithm() const;
  std::optional<Decimal> transcendental(Transcendental function) const;  // angles in radians
  std::optional<Decimal> arc_tangent_of_ratio(Decimal x) const;          // atan2(this, x)
  std::optional<Decimal> hypotenuse(Decimal other) const;
  // Rounded to `scale` digits after the point; negative scales round before it. Scale in -6111 … 6176.
  std::optional<Decimal> rounded(std::int32_t scale, Rounding mode) const;
  Decimal negated() const;
  Decimal absolute() const;

  // By value: 1.0 equals 1.
  friend bool operator==(Decimal a, Decimal b) { return compare(a, b) == 0; }
  friend std::strong_ordering operator<=>(Decimal a, Decimal b) { return compare(a, b); }

 private:
  static std::strong_ordering compare(Decimal a, Decimal b);
  std::uint64_t words_[2];  // BID encoding, least significant word first
  friend struct DecimalAccess;
};

}  // namespace chancery
