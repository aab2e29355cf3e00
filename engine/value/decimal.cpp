#include "engine/value/decimal.h"

#include <algorithm>
#include <array>
#include <bit>

// How the archive libbidgcc000 was built: arguments by value, rounding and flags explicit. All three must agree with it.
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

#include "engine/base/excerpt.h"

namespace chancery {

struct DecimalAccess {
  static BID_UINT128 raw(Decimal d) {
    BID_UINT128 x;
    x.w[0] = d.words_[0];
    x.w[1] = d.words_[1];
    return x;
  }
  static Decimal wrap(BID_UINT128 x) {
    Decimal d;
    d.words_[0] = x.w[0];
    d.words_[1] = x.w[1];
    return d;
  }
};

namespace {

__extension__ typedef unsigned __int128 Wide;

constexpr std::int32_t kBias = 6176;
constexpr std::int32_t kExponentMax = 6111;
constexpr int kDigitsMax = 34;
constexpr std::uint64_t kSignBit = 1ULL << 63;
constexpr std::uint64_t kCoefficientHighMask = (1ULL << 49) - 1;
constexpr unsigned kNearestEven = 0, kTowardsMinus = 1, kTowardsPlus = 2, kTowardsZero = 3, kNearestAway = 4;
constexpr _IDEC_flags kFailure = BID_INVALID_EXCEPTION | BID_ZERO_DIVIDE_EXCEPTION | BID_OVERFLOW_EXCEPTION;

BID_UINT128 raw(Decimal d) { return DecimalAccess::raw(d); }

std::optional<Decimal> checked(BID_UINT128 x, _IDEC_flags flags) {
  if ((flags & kFailure) != 0 || bid128_isNaN(x) || bid128_isInf(x)) return std::nullopt;
  return DecimalAccess::wrap(x);
}

Wide coefficient_of(BID_UINT128 x) { return (Wide{x.w[1] & kCoefficientHighMask} << 64) | x.w[0]; }

std::int32_t exponent_of(BID_UINT128 x) { return static_cast<std::int32_t>((x.w[1] >> 49) & 0x3FFF) - kBias; }

Decimal pack(bool negative, Wide coefficient, std::int32_t exponent) {
  BID_UINT128 x;
  x.w[0] = static_cast<std::uint64_t>(coefficient);
  x.w[1] = static_cast<std::uint64_t>(coefficient >> 64) | (static_cast<std::uint64_t>(exponent + kBias) << 49);
  if (negative) x.w[1] |= kSignBit;
  return DecimalAccess::wrap(x);
}

Wide power_of_ten(int n) {
  Wide result = 1;
  while (n-- > 0) result *= 10;
  return result;
}

void strip_zeros(Wide& coefficient, std::int32_t& exponent) {
  if (coefficient == 0) {
    exponent = 0;
    return;
  }
  while ((coefficient >> 64) != 0 && coefficient % 10 == 0) {
    coefficient /= 10;
    ++exponent;
  }
  if ((coefficient >> 64) != 0) return;
  auto word = static_cast<std::uint64_t>(coefficient);  // one word divides far faster, and nearly all numbers fit
  while (word % 10 == 0) {
    word /= 10;
    ++exponent;
  }
  coefficient = word;
}

std::string digits_of(Wide coefficient) {
  std::string digits;
  do {
    digits.push_back(static_cast<char>('0' + static_cast<int>(coefficient % 10)));
    coefficient /= 10;
  } while (coefficient != 0);
  std::reverse(digits.begin(), digits.end());
  return digits;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// [sign] digits [. digits] | [sign] . digits, then [e [sign] digits].
bool is_number_text(std::string_view t) {
  std::size_t i = 0, digits = 0;
  if (i < t.size() && (t[i] == '-' || t[i] == '+')) ++i;
  for (; i < t.size() && is_digit(t[i]); ++i) ++digits;
  if (i < t.size() && t[i] == '.') {
    std::size_t fraction = 0;
    for (++i; i < t.size() && is_digit(t[i]); ++i) ++fraction;
    if (fraction == 0) return false;
    digits += fraction;
  }
  if (digits == 0) return false;
  if (i < t.size() && (t[i] == 'e' || t[i] == 'E')) {
    ++i;
    if (i < t.size() && (t[i] == '-' || t[i] == '+')) ++i;
    std::size_t exponent = 0;
    for (; i < t.size() && is_digit(t[i]); ++i) ++exponent;
    if (exponent == 0 || exponent > 6) return false;
  }
  return i == t.size();
}

Decimal unit_at(std::int32_t scale, bool negative) { return pack(negative, 1, -scale); }

// Exact by repeated squaring, or none as soon as a step is inexact.
std::optional<Decimal> exact_power(Decimal base, std::int64_t exponent) {
  BID_UINT128 result = raw(Decimal::from_int(1)), factor = raw(base);
  _IDEC_flags flags = 0;
  for (std::int64_t n = exponent; n > 0; n >>= 1) {
    if (n & 1) result = bid128_mul(result, factor, kNearestEven, &flags);
    if (n > 1) factor = bid128_mul(factor, factor, kNearestEven, &flags);
    if (flags != 0) return std::nullopt;
  }
  return checked(result, flags);
}

}  // namespace

Decimal::Decimal() : words_{0, static_cast<std::uint64_t>(kBias) << 49} {}

Decimal Decimal::from_int(std::int64_t value) {
  const bool negative = value < 0;
  const auto magnitude = negative ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
  return pack(negative, magnitude, 0);
}

Result<Decimal> Decimal::parse(std::string_view text) {
  if (text.size() > 10'000 || !is_number_text(text)) return invalid("value.bad-number", {{"text", excerpt(text)}});
  std::string copy(text);
  _IDEC_flags flags = 0;
  const auto result = checked(bid128_from_string(copy.data(), kNearestEven, &flags), flags);
  if (!result) return invalid("value.number-too-large", {{"text", excerpt(text)}});
  return *result;
}

std::optional<Decimal> Decimal::from_parts(bool negative, std::uint64_t high, std::uint64_t low,
                                           std::int32_t exponent) {
  const Wide coefficient = (Wide{high} << 64) | low;
  if (coefficient >= power_of_ten(kDigitsMax) || exponent < -kBias || exponent > kExponentMax + kDigitsMax)
    return std::nullopt;
  Wide scaled = coefficient;
  for (; exponent > kExponentMax; --exponent) {
    if (scaled >= power_of_ten(kDigitsMax - 1)) return std::nullopt;
    scaled *= 10;
  }
  return pack(negative && coefficient != 0, scaled, exponent);
}

Decimal::Parts Decimal::parts() const {
  const BID_UINT128 x = raw(*this);
  Wide coefficient = coefficient_of(x);
  std::int32_t exponent = exponent_of(x);
  strip_zeros(coefficient, exponent);
  return {is_negative(), static_cast<std::uint64_t>(coefficient >> 64), static_cast<std::uint64_t>(coefficient),
          exponent};
}

std::string Decimal::text() const {
  const Parts p = parts();
  std::string digits = digits_of((Wide{p.high} << 64) | p.low);
  if (p.exponent > 0) digits.append(static_cast<std::size_t>(p.exponent), '0');
  if (p.exponent < 0) {
    const auto fraction = static_cast<std::size_t>(-p.exponent);
    if (digits.size() <= fraction) digits.insert(0, fraction - digits.size() + 1, '0');
    digits.insert(digits.size() - fraction, 1, '.');
  }
  return p.negative ? "-" + digits : digits;
}

std::optional<std::int64_t> Decimal::to_int64() const {
  const BID_UINT128 x = raw(*this);
  Wide coefficient = coefficient_of(x);
  std::int32_t exponent = exponent_of(x);
  if (exponent != 0) {
    strip_zeros(coefficient, exponent);
    if (exponent < 0 || exponent > 18) return std::nullopt;
    if (coefficient > (Wide{1} << 63)) return std::nullopt;
    coefficient *= power_of_ten(exponent);
  }
  const bool negative = is_negative();
  if (coefficient > (Wide{1} << 63) - (negative ? 0 : 1)) return std::nullopt;
  const auto magnitude = static_cast<std::uint64_t>(coefficient);
  return static_cast<std::int64_t>(negative ? ~magnitude + 1 : magnitude);
}

bool Decimal::is_integer() const { return parts().exponent >= 0; }

bool Decimal::is_zero() const { return coefficient_of(raw(*this)) == 0; }

bool Decimal::is_negative() const { return (words_[1] & kSignBit) != 0 && !is_zero(); }

std::optional<Decimal> Decimal::add(Decimal other) const {
  _IDEC_flags flags = 0;
  return checked(bid128_add(raw(*this), raw(other), kNearestEven, &flags), flags);
}

std::optional<Decimal> Decimal::subtract(Decimal other) const {
  _IDEC_flags flags = 0;
  return checked(bid128_sub(raw(*this), raw(other), kNearestEven, &flags), flags);
}

std::optional<Decimal> Decimal::multiply(Decimal other) const {
  _IDEC_flags flags = 0;
  return checked(bid128_mul(raw(*this), raw(other), kNearestEven, &flags), flags);
}

std::optional<Decimal> Decimal::divide(Decimal other) const {
  _IDEC_flags flags = 0;
  return checked(bid128_div(raw(*this), raw(other), kNearestEven, &flags), flags);
}

std::optional<Decimal> Decimal::power(Decimal exponent) const {
  constexpr std::int64_t kRepeatedMax = 4096;
  const auto whole = exponent.to_int64();
  if (whole && *whole >= 0 && *whole <= kRepeatedMax) {
    if (const auto exact = exact_power(*this, *whole)) return exact;
  }
  if (whole && *whole < 0 && *whole >= -kRepeatedMax) {
    if (const auto exact = exact_power(*this, -*whole)) return from_int(1).divide(*exact);
  }
  _IDEC_flags flags = 0;
  return checked(bid128_pow(raw(*this), raw(exponent), kNearestEven, &flags), flags);
}

std::optional<Decimal> Decimal::floor_modulo(Decimal divisor) const {
  if (divisor.is_zero()) return std::nullopt;
  _IDEC_flags flags = 0;
  const auto rest = checked(bid128_fmod(raw(*this), raw(divisor), &flags), flags);
  if (!rest || rest->is_zero() || rest->is_negative() == divisor.is_negative()) return rest;
  return rest->add(divisor);
}

std::optional<Decimal> Decimal::square_root() const {
  _IDEC_flags flags = 0;
  return checked(bid128_sqrt(raw(*this), kNearestEven, &flags), flags);
}

std::optional<Decimal> Decimal::exponential() const {
  _IDEC_flags flags = 0;
  return checked(bid128_exp(raw(*this), kNearestEven, &flags), flags);
}

std::optional<Decimal> Decimal::natural_logarithm() const {
  if (is_zero() || is_negative()) return std::nullopt;
  _IDEC_flags flags = 0;
  return checked(bid128_log(raw(*this), kNearestEven, &flags), flags);
}

std::optional<Decimal> Decimal::transcendental(Transcendental function) const {
  using Function = BID_UINT128 (*)(BID_UINT128, _IDEC_round, _IDEC_flags*);
  static constexpr std::array<Function, 13> kFunctions = {
      bid128_sin,  bid128_cos,  bid128_tan,  bid128_asin,  bid128_acos,  bid128_atan, bid128_sinh,
      bid128_cosh, bid128_tanh, bid128_cbrt, bid128_log10, bid128_expm1, bid128_log1p};
  _IDEC_flags flags = 0;
  return checked(kFunctions[static_cast<std::size_t>(function)](raw(*this), kNearestEven, &flags), flags);
}

std::optional<Decimal> Decimal::arc_tangent_of_ratio(Decimal x) const {
  _IDEC_flags flags = 0;
  return checked(bid128_atan2(raw(*this), raw(x), kNearestEven, &flags), flags);
}

std::optional<Decimal> Decimal::hypotenuse(Decimal other) const {
  _IDEC_flags flags = 0;
  return checked(bid128_hypot(raw(*this), raw(other), kNearestEven, &flags), flags);
}

std::optional<Decimal> Decimal::rounded(std::int32_t scale, Rounding mode) const {
  if (scale < -kExponentMax || scale > kBias) return std::nullopt;
  if (parts().exponent >= -scale) return *this;
  constexpr std::array<unsigned, 7> kModes = {kNearestEven, kTowardsZero,  kTowardsZero, kNearestAway,
                                              kTowardsZero, kTowardsMinus, kTowardsPlus};
  const Decimal unit = unit_at(scale, is_negative());
  _IDEC_flags flags = 0;
  const auto cut =
      checked(bid128_quantize(raw(*this), raw(unit), kModes[static_cast<std::size_t>(mode)], &flags), flags);
  if (!cut || (mode != Rounding::kUp && mode != Rounding::kHalfDown)) return cut;
  // Neither mode is the library's: step away from zero when what was cut off asks for it.
  const auto rest = subtract(*cut);
  if (!rest || rest->is_zero()) return cut;
  const auto twice = rest->absolute().add(rest->absolute());
  if (mode == Rounding::kHalfDown && (!twice || *twice <= unit.absolute())) return cut;
  return cut->add(unit);
}

Decimal Decimal::negated() const {
  Decimal result = *this;
  if (!is_zero()) result.words_[1] ^= kSignBit;
  return result;
}

Decimal Decimal::absolute() const {
  Decimal result = *this;
  result.words_[1] &= ~kSignBit;
  return result;
}

std::strong_ordering Decimal::compare(Decimal a, Decimal b) {
  if (a.words_[0] == b.words_[0] && a.words_[1] == b.words_[1]) return std::strong_ordering::equal;
  // Both positive and finite with the same exponent and upper digits: the lower digits decide (IEEE 754-2008, 3.5.2).
  if (a.words_[1] == b.words_[1] && (a.words_[1] >> 61) < 3) return a.words_[0] <=> b.words_[0];
  _IDEC_flags flags = 0;
  if (bid128_quiet_less(raw(a), raw(b), &flags)) return std::strong_ordering::less;
  if (bid128_quiet_equal(raw(a), raw(b), &flags)) return std::strong_ordering::equal;
  return std::strong_ordering::greater;
}

}  // namespace chancery
