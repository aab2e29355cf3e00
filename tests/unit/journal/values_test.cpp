// The bytes of every kind of value, as they stand in a field of an event.
#include <gtest/gtest.h>

#include "tests/unit/journal/golden.h"

namespace chancery::journal {
namespace {

using test::number;
using test::record_hex;

struct GoldenValue {
  const char* what;
  Value value;
  std::string hex;
};

Value date(std::string_view text) { return Value::date(*Date::parse(text)); }
Value time(std::string_view text) { return Value::time(*Time::parse(text)); }
Value date_time(std::string_view text) { return Value::date_time(*DateTime::parse(text)); }
Value days(std::string_view text) { return Value::duration(*DaysTimeDuration::parse(text)); }

std::vector<GoldenValue> every_value() {
  const std::string commitment = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  return {
      {"false", Value(false), "0100"},
      {"true", Value(true), "0101"},
      {"zero", number("0"), "02000000"},
      {"no minus zero", number("-0.00"), "02000000"},
      {"two", number("2"), "02000200"},
      {"minus one and a half", number("-1.5"), "02010f01"},
      {"no trailing zeros", number("-1.500"), "02010f01"},
      {"a thousand", number("1000"), "02000106"},
      {"2^64 - 1", number("18446744073709551615"), "0200ffffffffffffffffff0100"},
      {"2^64 + 1: two words", number("18446744073709551617"), "0202010100"},
      {"34 nines", number("9999999999999999999999999999999999"), "0202ffffffffbfcce3c637c08fb6f59ba17b00"},
      {"a far exponent", number("1e-6176"), "020001bf60"},
      {"empty text", Value::text(""), "0300"},
      {"text", Value::text("证明"), "0306e8af81e6988e"},
      {"a date", date("2026-03-02"), "04d41f0302"},
      {"a date before the year 0", date("-0001-12-31"), "04010c1f"},
      {"a local time", time("09:00:00"), "0590fd010000"},
      {"a time with offset", time("09:00:00.5+08:00"), "0590fd0180cab5ee010180c203"},
      {"a time with a zone", time("09:00:00@Asia/Shanghai"), "0590fd0100020d417369612f5368616e67686169"},
      {"date and time", date_time("2026-03-02T01:00:00Z"), "06d41f0302901c000100"},
      {"a duration", days("-P1DT0.25S"), "07ffc50affc9b5ee01"},
      {"no duration", days("PT0S"), "070000"},
      {"months", Value::duration(YearsMonthsDuration{-14}), "081b"},
      {"an empty list", Value::list({}), "0900"},
      {"a list with null", Value::list({Value(), Value(true)}), "0902000101"},
      {"an empty context", test::context({}), "0a00"},
      {"a context in its order", test::context({{"b", Value()}, {"a", Value(true)}}), "0a0201620001610101"},
      {"a range", Value::range({true, false, number("1"), Value()}), "0b010200010000"},
      {"a personal reference", Value::personal({"person:7", "name", sha256("abc")}),
       "0d08706572736f6e3a37046e616d65" + commitment},
  };
}

Record holding(const Value& value) { return test::record_of({VariableSet{InstanceId{}, "", value}}); }
std::string held_hex(const std::string& hex) { return record_hex("0c0103" + hex + "00"); }

TEST(Values, EveryKindHasItsBytes) {
  for (const GoldenValue& row : every_value())
    EXPECT_EQ(to_hex(encode_record(holding(row.value))), held_hex(row.hex)) << row.what;
}

TEST(Values, EveryKindIsReadBack) {
  for (const GoldenValue& row : every_value()) {
    const auto record = test::decode_hex(held_hex(row.hex));
    ASSERT_TRUE(record) << row.what << ": " << record.error().debug_text();
    EXPECT_EQ(*record, holding(row.value)) << row.what;
    EXPECT_EQ(to_hex(encode_record(*record)), held_hex(row.hex)) << row.what;
  }
}

TEST(Values, CutOffAtAnyByte) {
  for (const GoldenValue& row : every_value()) {
    const std::string hex = held_hex(row.hex);
    for (std::size_t n = 0; n < hex.size(); n += 2) EXPECT_FALSE(test::decode_hex(hex.substr(0, n))) << row.what;
  }
}

TEST(Values, NullIsTheDefaultAndNotWritten) {
  EXPECT_EQ(to_hex(encode_record(holding(Value()))), record_hex("0c0100"));
}

}  // namespace
}  // namespace chancery::journal
