// Whatever a rule says, compiling and evaluating it ends soon, within memory, and tells what was too much.
#include "feel_check.h"

namespace chancery::feel {
namespace {

std::string repeated(std::string_view part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

TEST(FeelBounds, AHundredLevelsAreFineAndThousandsAreRefused) {
  EXPECT_EQ(feel(repeated("(", 100) + "1" + repeated(")", 100)), "1");
  EXPECT_EQ(feel("count(" + repeated("[", 100) + repeated("]", 100) + ")"), "1");
  EXPECT_EQ(feel(repeated("if true then ", 100) + "1" + repeated(" else 0", 100)), "1");
  EXPECT_EQ(feel(repeated("not(", 100) + "true" + repeated(")", 100)), "true");
  EXPECT_EQ(feel(repeated("{a: ", 100) + "1" + repeated("}", 100) + repeated(".a", 100)), "1");
  for (const char* open :
       {"(", "[", "-", "{a: ", "not(", "if true then ", "for i in ", "function() ", "[1..", "1 in ("}) {
    const std::string answer = feel(repeated(open, 20'000));
    EXPECT_TRUE(answer.starts_with("fault feel.too-deep") || answer.starts_with("fault feel.syntax")) << open << answer;
  }
  EXPECT_TRUE(feel("x instance of " + repeated("list<", 20'000)).starts_with("fault feel.too-deep"));
}

TEST(FeelBounds, TextsOfTenMegabytesAreRefusedAtOnce) {
  EXPECT_EQ(feel(std::string(10 << 20, '(')), "fault feel.too-long 1:1");
  EXPECT_EQ(feel("\"" + std::string(10 << 20, 'x') + "\""), "fault feel.too-long 1:1");
}

TEST(FeelBounds, LongTextsUpToTheLimitAreRead) {
  EXPECT_EQ(feel("count([" + repeated("1,", 50'000) + "1])"), "50001");
  EXPECT_EQ(feel("count([" + repeated("[1..2[,", 30'000) + "1])"), "30001");  // each asks for a second reading
  std::string keys = "{";
  for (int i = 0; i < 5'000; ++i) keys += "key x" + std::to_string(i) + ": " + std::to_string(i) + ", ";
  EXPECT_EQ(feel(keys + "end: 1}.key x4321"), "4321");
}

TEST(FeelBounds, ReadingsWithinReadingsAreRefused) {
  const std::string answer = feel(repeated("1 in (1, ", 150) + "1" + repeated(")", 150));
  EXPECT_TRUE(answer == "true" || answer.starts_with("fault feel.too-many-readings")) << answer;
}

TEST(FeelBounds, ValuesThatShareTheirPartsDoNotExplode) {
  EXPECT_NE(
      feel("for i in 1..300 return if i = 1 then [1, 1] else [partial[-1], partial[-1]]").find("feel.value-too-large"),
      std::string::npos);
  EXPECT_NE(feel("for i in 1..2000 return if i = 1 then [] else [partial[-1]]").find("feel.too-deep"),
            std::string::npos);
  EXPECT_NE(feel("for i in 1..100000 return function() partial").find("feel.value-too-large"), std::string::npos);
  EXPECT_EQ(feel("string(for i in 1..100000 return 10 ** 6000)"), "null !feel.text-too-long");
  EXPECT_NE(feel("flatten(for i in 1..1000 return for j in 1..1000 return j)").find("feel.too-many-steps"),
            std::string::npos);
}

TEST(FeelBounds, FunctionsThatCallThemselvesEnd) {
  EXPECT_EQ(feel("{f: function(g, n) g(g, n + 1), r: f(f, 1)}.r"), "null !feel.too-deep");
}

TEST(FeelBounds, NumbersAtTheirEnds) {
  expect_all({{"1E7000", "fault feel.bad-number 1:1"},
              {"9.999999999999999999999999999999999E6144 * 10", "null !feel.out-of-range"},
              {"10 ** 34 + 1", "10000000000000000000000000000000000"},
              {"2 ** 1000000000", "null !feel.out-of-range"},
              {"exp(10000000000)", "null !feel.out-of-range"},
              {"modulo(10 ** 6000, 3)", "1"},
              {"0 ** -1", "null !feel.out-of-range"},
              {"(-8) ** 0.5", "null !feel.out-of-range"},
              {"1 / 0", "null !feel.division-by-zero"},
              {"substring(\"abc\", 10 ** 30)", "null !feel.bad-argument"},
              {"sublist([1], 10 ** 30)", "null !feel.bad-argument"}});
}

TEST(FeelBounds, BrokenTextsAreFaultsWithAPlace) {
  for (const char* text : {"",
                           " ",
                           "//x",
                           "/*",
                           "\"",
                           "\"\\",
                           "\\",
                           "@",
                           "@\"",
                           "a.",
                           ".a",
                           "1..2",
                           "[1..",
                           "[1..2",
                           "{a:",
                           "{\"",
                           "f(",
                           "function(",
                           "function(a:",
                           "x instance of",
                           "x instance of list<",
                           "x instance of context<a:",
                           "for",
                           "for x",
                           "for x in",
                           "for x in y",
                           "some x in",
                           "if",
                           "if a then",
                           "1 between",
                           "1 between 2 and",
                           "1 in",
                           "1 in (",
                           ")",
                           "]",
                           "}",
                           "-",
                           "1 +",
                           "a b c +",
                           "\xFF",
                           "\"\\u12\"",
                           "\"\\U110000\"",
                           "1 2",
                           "f(a: 1, 2)",
                           "{a: 1, a: 2}",
                           "[1..[2..3[",
                           "[1..]2..3",
                           "[1..[1..2 x"}) {
    EXPECT_TRUE(feel(text).starts_with("fault feel.")) << text << " " << feel(text);
  }
}

}  // namespace
}  // namespace chancery::feel
