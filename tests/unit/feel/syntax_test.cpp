#include "feel_check.h"

namespace chancery::feel {
namespace {

TEST(FeelSyntax, PrecedenceAndAssociativity) {
  EXPECT_EQ(feel("1 + 2 * 3 - 4 / 2"), "5");
  EXPECT_EQ(feel("2 ** 3 ** 2"), "64");
  EXPECT_EQ(feel("-2 ** 2"), "4");
  EXPECT_EQ(feel("10 - 3 - 2"), "5");
  EXPECT_EQ(feel("true or false and false"), "true");
  EXPECT_EQ(feel("1 + 1 = 2 and 3 > 2"), "true");
  EXPECT_EQ(feel("--1"), "1");
  EXPECT_EQ(feel("1 /* two */ + // three\n 4"), "5");
}

TEST(FeelSyntax, Literals) {
  EXPECT_EQ(feel(".5 + 1e2"), "100.5");
  EXPECT_EQ(feel(R"("a\n\"\u8bc1\U01F600")"), "\"a\n\"证😀\"");
  EXPECT_EQ(feel(R"(@"2026-03-02")"), "2026-03-02");
  EXPECT_EQ(feel(R"(@"P1D" + @"PT12H")"), "P1DT12H");
  EXPECT_EQ(feel("[1, 2, [3]]"), "[1, 2, [3]]");
  EXPECT_EQ(feel("{a b: 1, \"c+d\": a b + 1}"), "{a b: 1, c+d: 2}");
  EXPECT_EQ(feel(R"({"a \" b": 1, "1": 2, "a  b": 3, "a//b": 4, "a;b": 5, "": 6})"),
            R"({"a \" b": 1, "1": 2, "a  b": 3, "a//b": 4, "a;b": 5, "": 6})");  // keys that are no names
  EXPECT_EQ(feel("(1..5]"), "(1..5]");
  EXPECT_EQ(feel("]1..5["), "(1..5)");
  EXPECT_EQ(feel("(< 5)"), "< 5");
}

TEST(FeelSyntax, NamesWithSpacesAndSigns) {
  Check check;
  check.with("Monthly Salary", Value::number(10))
      .with("a-b", Value::number(7))
      .with("a", Value::number(1))
      .with("b", Value::number(2));
  EXPECT_EQ(check("Monthly   Salary * 12"), "120");
  EXPECT_EQ(check("a-b"), "7");
  EXPECT_EQ(check("b-a"), "1");
  EXPECT_EQ(check("for item no in [1,2] return item no + 1"), "[2, 3]");
  EXPECT_EQ(check("{first name: \"王\"}.first name"), "\"王\"");
  check.with("申请人", Value::text("王"));
  EXPECT_EQ(check("申请人 = \"王\""), "true");
}

TEST(FeelSyntax, FaultsHaveTheirPlace) {
  EXPECT_EQ(feel(""), "fault feel.unexpected-end 1:1");
  EXPECT_EQ(feel("1 +"), "fault feel.unexpected-end 1:4");
  EXPECT_EQ(feel("a = \n  )"), "fault feel.syntax 2:3");
  EXPECT_EQ(feel("1 2"), "fault feel.syntax 1:3");
  EXPECT_EQ(feel("\"open"), "fault feel.syntax 1:1");
  EXPECT_EQ(feel("if true then 1"), "fault feel.unexpected-end 1:15");
  EXPECT_EQ(feel("a == 1"), "fault feel.syntax 1:3");
  EXPECT_EQ(feel("甲 = “乙”"), "fault feel.syntax 1:5");
  EXPECT_EQ(feel("f(a,1)"), "null !feel.unknown-name !feel.unknown-name !feel.not-a-function");
  EXPECT_EQ(feel("f(a: 1, 2)"), "fault feel.mixed-arguments 1:9");
  EXPECT_EQ(feel("@\"2026-02-30\""), "fault feel.bad-temporal 1:1");
  EXPECT_EQ(feel("{a: 1, a: 2}"), "fault feel.duplicate-key 1:8");
  EXPECT_EQ(feel("\"\\uD800\""), "fault feel.bad-escape 1:1");
  EXPECT_EQ(feel("/* open"), "fault feel.syntax 1:1");
  EXPECT_EQ(feel("a[1"), "fault feel.unexpected-end 1:4");
  EXPECT_EQ(feel("function(x) external {}"), "null !feel.external-function");
  EXPECT_EQ(feel("1 instance of tUnknown"), "fault feel.unknown-type 1:15");
}

TEST(FeelSyntax, StrictNamesAreFoundAtCompileTime) {
  Check check;
  check.options.strict_names = true;
  check.options.known_names = {"amount"};
  check.options.line = 7;
  check.options.column = 20;
  EXPECT_EQ(check("amount > 1 and amonut < 5"), "fault feel.unknown-name 7:35");
  EXPECT_EQ(check("some x in [1] satisfies x > 0"), "true");
}

TEST(FeelSyntax, NestingAndSizeAreLimited) {
  const std::string deep = std::string(5000, '(') + "1" + std::string(5000, ')');
  EXPECT_EQ(feel(deep).substr(0, 19), "fault feel.too-deep");
  EXPECT_EQ(feel(std::string(5000, '-') + "1").substr(0, 19), "fault feel.too-deep");
  EXPECT_EQ(feel(std::string(5000, '[')).substr(0, 19), "fault feel.too-deep");
  std::string chain = "1";
  for (int i = 0; i < 5000; ++i) chain += "+1";
  EXPECT_EQ(feel(chain).substr(0, 19), "fault feel.too-deep");
  EXPECT_EQ(feel(std::string(kExpressionBytesMax + 1, ' ')), "fault feel.too-long 1:1");
  std::string nested_in = "1";
  for (int i = 0; i < 40; ++i) nested_in = "a in (" + nested_in + "..2)";
  EXPECT_EQ(feel(nested_in).substr(0, 5), "fault");
}

TEST(FeelSyntax, BytesThatAreNoUtf8AreRefusedWhereverTheyStand) {
  EXPECT_EQ(feel("\"印\x80\""), "fault feel.bad-utf8 1:3");
  EXPECT_EQ(feel("1 // \xED\xA0\x80"), "fault feel.bad-utf8 1:6");
  EXPECT_EQ(Check().test("\"a\xFF\"", Value::text("a")), "fault feel.bad-utf8");
}

TEST(FeelSyntax, TypesAndInstanceOf) {
  EXPECT_EQ(feel("1 instance of number"), "true");
  EXPECT_EQ(feel("\"a\" instance of number"), "false");
  EXPECT_EQ(feel("[1,2] instance of list<number>"), "true");
  EXPECT_EQ(feel("[1,\"a\"] instance of list<number>"), "false");
  EXPECT_EQ(feel("{a: 1} instance of context<a: number>"), "true");
  EXPECT_EQ(feel("@\"P1D\" instance of days and time duration"), "true");
  EXPECT_EQ(feel("null instance of Any"), "false");
}

}  // namespace
}  // namespace chancery::feel
