#include "engine/value/codec.h"

#include <gtest/gtest.h>

namespace chancery {
namespace {

Bytes encoded(const Value& v) {
  ByteWriter out;
  encode(out, v);
  return out.take();
}

Value round_trip(const Value& v) {
  const Bytes bytes = encoded(v);
  ByteReader in(bytes);
  auto result = decode_value(in);
  EXPECT_TRUE(result.has_value()) << result.error().debug_text();
  EXPECT_TRUE(in.at_end());
  EXPECT_EQ(encoded(*result), bytes);
  return *result;
}

Value everything() {
  Context c;
  c.set("null", Value());
  c.set("flag", Value(true));
  c.set("number", Value::number(*Decimal::parse("-1234567890123456789012345678901234e-20")));
  c.set("text", Value::text("居民委员会 — 证明"));
  c.set("date", Value::date(*Date::parse("2026-03-02")));
  c.set("time", Value::time(*Time::parse("09:00:00.5+08:00")));
  c.set("at", Value::date_time(*DateTime::parse("2026-03-02T09:00:00@Asia/Shanghai")));
  c.set("days", Value::duration(*DaysTimeDuration::parse("-P1DT0.25S")));
  c.set("months", Value::duration(YearsMonthsDuration{-14}));
  c.set("list", Value::list({Value::number(1), Value::list({}), Value::text("")}));
  c.set("range", Value::range({true, false, Value::number(1), Value()}));
  c.set("who", Value::personal({"person:7", "name", sha256("salted")}));
  return Value::context(std::move(c));
}

TEST(Codec, EveryKindRoundTrips) {
  const Value v = everything();
  EXPECT_EQ(round_trip(v), v);
}

TEST(Codec, EqualNumbersHaveEqualBytes) {
  EXPECT_EQ(encoded(Value::number(*Decimal::parse("1.500"))), encoded(Value::number(*Decimal::parse("1.5"))));
  EXPECT_EQ(encoded(Value::number(*Decimal::parse("-0.0"))), encoded(Value::number(0)));
  EXPECT_EQ(encoded(Value::number(7)).size(), 4u);
}

TEST(Codec, TruncatedBytesAreRefusedAtEveryLength) {
  const Bytes bytes = encoded(everything());
  for (std::size_t n = 0; n < bytes.size(); ++n) {
    ByteReader in(BytesView(bytes).first(n));
    EXPECT_FALSE(decode_value(in).has_value()) << n;
  }
}

TEST(Codec, FlippedBytesNeverDecodeToAnotherForm) {
  const Bytes bytes = encoded(everything());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    Bytes damaged = bytes;
    damaged[i] ^= 0x41;
    ByteReader in(damaged);
    const auto result = decode_value(in);
    if (!result) continue;
    const Bytes again = encoded(*result);
    EXPECT_TRUE(std::equal(again.begin(), again.end(), damaged.begin())) << i;
  }
}

TEST(Codec, RefusesWhatIsNotCanonical) {
  const Bytes bad[] = {
      {1, 2},                         // boolean 2
      {2, 0, 10, 0},                  // 10 with exponent 0 (must be 1e1)
      {2, 1, 0, 0},                   // minus zero
      {2, 2, 1, 0, 0},                // empty high word
      {2, 4, 1, 0},                   // unknown flag
      {4, 0, 2, 30},                  // 30 February
      {9, 0xFF, 0xFF, 0x7F},          // more items than bytes
      {10, 2, 1, 'a', 0, 1, 'a', 0},  // name twice
      {12},                           // function
      {14},
      {255},
  };
  for (const Bytes& bytes : bad) {
    ByteReader in(bytes);
    EXPECT_FALSE(decode_value(in).has_value()) << int{bytes[0]};
  }
}

TEST(Codec, DepthIsLimited) {
  Value v;
  for (int i = 0; i < kValueDepthMax; ++i) v = Value::list({v});
  EXPECT_TRUE(is_encodable(v));
  round_trip(v);
  v = Value::list({v});
  EXPECT_FALSE(is_encodable(v));
  const Bytes bytes = encoded(v);
  ByteReader in(bytes);
  EXPECT_EQ(decode_value(in).error().code, "value.too-deep");
}

TEST(Codec, FunctionsCannotBeStored) {
  const Value f = Value::function(std::make_shared<const FunctionBody>());
  EXPECT_FALSE(is_encodable(f));
  EXPECT_FALSE(is_encodable(Value::list({f})));
  EXPECT_DEATH(encoded(f), "stored");
}

}  // namespace
}  // namespace chancery
