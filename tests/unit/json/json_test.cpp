#include "engine/json/json.h"

#include <gtest/gtest.h>

namespace chancery::json {
namespace {

std::string error_of(std::string_view text, const JsonLimits& limits = {}) {
  const auto result = parse_json(text, limits);
  return result ? "accepted" : result.error().code;
}

std::string again(std::string_view text) {
  const auto result = parse_json(text);
  return result ? write_json(*result) : result.error().debug_text();
}

TEST(Json, RoundTripsInOrder) {
  EXPECT_EQ(again(R"( {"b":1,"a":[true,false,null,"x\n\"\\/"],"c":{}} )"),
            R"({"b":1,"a":[true,false,null,"x\n\"\\/"],"c":{}})");
  EXPECT_EQ(again(R"("\u8bc1\u660e \uD83D\uDE00")"), "\"证明 😀\"");
}

TEST(Json, NumbersStayExact) {
  EXPECT_EQ(again("0.1"), "0.1");
  EXPECT_EQ(again("1234567890.123456789012345678901234"), "1234567890.123456789012345678901234");
  EXPECT_EQ(again("1e2"), "100");
  EXPECT_EQ(again("-0"), "0");
  EXPECT_EQ(error_of("12345678901234567890123456789012345"), "json.bad-number");
  EXPECT_EQ(error_of("1e7000"), "json.bad-number");
  EXPECT_EQ(error_of("1234567381592406789016789012e301"), "json.bad-number");
  EXPECT_EQ(error_of("1e-9000"), "json.bad-number");
}

TEST(Json, RefusesWithPlace) {
  const auto result = parse_json("{\n  \"证\": 1,\n  \"证\": 2}");
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, "json.duplicate-key");
  EXPECT_EQ(result.error().parameter("line"), "3");
  EXPECT_EQ(result.error().parameter("key"), "证");
}

TEST(Json, RefusesWhatOthersLetPass) {
  EXPECT_EQ(error_of(""), "json.syntax");
  EXPECT_EQ(error_of("1 2"), "json.syntax");
  EXPECT_EQ(error_of("[1,]"), "json.syntax");
  EXPECT_EQ(error_of("{'a':1}"), "json.syntax");
  EXPECT_EQ(error_of("NaN"), "json.syntax");
  EXPECT_EQ(error_of("01"), "json.syntax");
  EXPECT_EQ(error_of("\xEF\xBB\xBF{}"), "json.syntax");
  EXPECT_EQ(error_of("\"\xC3\x28\""), "json.bad-utf8");
  EXPECT_EQ(error_of("\"\\uD800\""), "json.bad-utf8");
  EXPECT_EQ(error_of("\"\\u5370\\uDE00\""), "json.bad-utf8");  // the second half of a pair without the first
  EXPECT_EQ(error_of("{\"\\uDFFF\":1}"), "json.bad-utf8");
  EXPECT_EQ(error_of(std::string_view("1\0garbage", 9)), "json.nul-character");
  EXPECT_EQ(error_of(R"("a\u0000b")"), "accepted");  // the escape is legal; only the bare byte is not
  EXPECT_EQ(error_of("// no\n1"), "json.syntax");
}

TEST(Json, LimitsAreKept) {
  JsonLimits limits{.bytes_max = 200, .depth_max = 3, .elements_max = 5, .text_bytes_max = 4};
  EXPECT_EQ(error_of("[[[1]]]", limits), "accepted");
  EXPECT_EQ(error_of("[[[[1]]]]", limits), "json.too-deep");
  EXPECT_EQ(error_of("[1,2,3,4,5,6]", limits), "json.too-many-elements");
  EXPECT_EQ(error_of("\"12345\"", limits), "json.text-too-long");
  EXPECT_EQ(error_of("{\"12345\":1}", limits), "json.text-too-long");
  EXPECT_EQ(error_of(std::string(201, ' '), limits), "json.too-large");
}

TEST(Json, WritesRicherValuesAsText) {
  EXPECT_EQ(write_json(Value::date(*Date::parse("2026-03-02"))), "\"2026-03-02\"");
  EXPECT_EQ(write_json(Value::duration(YearsMonthsDuration{14})), "\"P1Y2M\"");
  EXPECT_EQ(write_json(Value::personal({"person:1", "name", {}})),
            R"({"$personal":{"subject":"person:1","field":"name"}})");
  EXPECT_EQ(write_json(Value::text(std::string_view("\x01\x7F", 2))), "\"\\u0001\\u007f\"");
}

}  // namespace
}  // namespace chancery::json
