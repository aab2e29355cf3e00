#include "engine/value/decimal.h"

#include <gtest/gtest.h>

namespace chancery {
namespace {

Decimal dec(std::string_view text) {
  auto result = Decimal::parse(text);
  EXPECT_TRUE(result.has_value()) << text;
  return result ? *result : Decimal();
}

TEST(Decimal, TextIsPlainDigitsWithoutTrailingZeros) {
  EXPECT_EQ(dec("1.50").text(), "1.5");
  EXPECT_EQ(dec("-0").text(), "0");
  EXPECT_EQ(dec("0.000").text(), "0");
  EXPECT_EQ(dec("1e3").text(), "1000");
  EXPECT_EQ(dec("1.23E-5").text(), "0.0000123");
  EXPECT_EQ(dec("-12.340e1").text(), "-123.4");
  EXPECT_EQ(dec(".5").text(), "0.5");
}

TEST(Decimal, RefusesWhatIsNoNumber) {
  for (const char* bad :
       {"", "-", ".", "1.", "e5", "1e", "1e+", "0x10", "1,5", " 1", "1 ", "NaN", "Infinity", "--1", "1.2.3"}) {
    const auto result = Decimal::parse(bad);
    ASSERT_FALSE(result.has_value()) << bad;
    EXPECT_EQ(result.error().code, "value.bad-number");
  }
  EXPECT_EQ(Decimal::parse("1e6200").error().code, "value.number-too-large");
}

TEST(Decimal, ArithmeticIsDecimal) {
  EXPECT_EQ(*dec("0.1").add(dec("0.2")), dec("0.3"));
  EXPECT_EQ(dec("1").divide(dec("3"))->text(), "0.3333333333333333333333333333333333");
  EXPECT_EQ(dec("2").divide(dec("3"))->text(), "0.6666666666666666666666666666666667");
  EXPECT_EQ(dec("1.0"), dec("1"));
  EXPECT_LT(dec("-1"), dec("0.5"));
  EXPECT_FALSE(dec("1").divide(dec("0")).has_value());
  EXPECT_FALSE(dec("9e6144").multiply(dec("10")).has_value());
}

TEST(Decimal, WholeNumbersRoundTripThroughInt64) {
  for (const std::int64_t n : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{123456789}, INT64_MAX, INT64_MIN}) {
    EXPECT_EQ(Decimal::from_int(n).to_int64(), n);
    EXPECT_EQ(Decimal::from_int(n).text(), std::to_string(n));
  }
  EXPECT_EQ(dec("1e2").to_int64(), 100);
  EXPECT_EQ(dec("12.00").to_int64(), 12);
  EXPECT_FALSE(dec("1.5").to_int64());
  EXPECT_FALSE(dec("9223372036854775808").to_int64());
  EXPECT_EQ(dec("-9223372036854775808").to_int64(), INT64_MIN);
}

TEST(Decimal, RoundsInEveryMode) {
  struct Row {
    const char* in;
    int scale;
    Rounding mode;
    const char* out;
  };
  const Row rows[] = {{"2.5", 0, Rounding::kHalfEven, "2"},      {"3.5", 0, Rounding::kHalfEven, "4"},
                      {"2.5", 0, Rounding::kHalfUp, "3"},        {"-2.5", 0, Rounding::kHalfUp, "-3"},
                      {"2.5", 0, Rounding::kHalfDown, "2"},      {"2.51", 0, Rounding::kHalfDown, "3"},
                      {"-2.5", 0, Rounding::kHalfDown, "-2"},    {"2.1", 0, Rounding::kUp, "3"},
                      {"-2.1", 0, Rounding::kUp, "-3"},          {"2.9", 0, Rounding::kDown, "2"},
                      {"-2.9", 0, Rounding::kDown, "-2"},        {"-2.1", 0, Rounding::kFloor, "-3"},
                      {"2.1", 0, Rounding::kCeiling, "3"},       {"1.115", 2, Rounding::kHalfUp, "1.12"},
                      {"1234", -2, Rounding::kHalfEven, "1200"}, {"7", 5, Rounding::kUp, "7"}};
  for (const Row& row : rows) EXPECT_EQ(dec(row.in).rounded(row.scale, row.mode)->text(), row.out) << row.in;
}

TEST(Decimal, PowersAndModulo) {
  EXPECT_EQ(dec("10").power(dec("5"))->text(), "100000");
  EXPECT_EQ(dec("2").power(dec("-2"))->text(), "0.25");
  EXPECT_EQ(dec("4").power(dec("0.5")), dec("2"));
  EXPECT_EQ(dec("10").floor_modulo(dec("-3")), dec("-2"));
  EXPECT_EQ(dec("-10").floor_modulo(dec("3")), dec("2"));
  EXPECT_EQ(dec("5.5").floor_modulo(dec("2")), dec("1.5"));
  EXPECT_FALSE(dec("1").floor_modulo(dec("0")));
  EXPECT_FALSE(dec("-1").square_root());
  EXPECT_FALSE(dec("0").natural_logarithm());
}

TEST(Decimal, PartsRebuildTheNumber) {
  for (const char* text : {"0", "-7", "1234567890123456789012345678901234", "0.001", "1e6144", "-1e-6176"}) {
    const Decimal d = dec(text);
    const Decimal::Parts p = d.parts();
    EXPECT_EQ(Decimal::from_parts(p.negative, p.high, p.low, p.exponent), d) << text;
  }
  EXPECT_FALSE(Decimal::from_parts(false, UINT64_MAX, 0, 0));
  EXPECT_FALSE(Decimal::from_parts(false, 0, 1, 7000));
}

}  // namespace
}  // namespace chancery
