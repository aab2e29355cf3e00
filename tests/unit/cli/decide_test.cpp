// chancery decide and chancery feel: values, explanations, faults and what to do about them.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/unit/cli/ran.h"

namespace chancery::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view kLoan =
    R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="loan" namespace="urn:loan">
<import name="base" namespace="urn:base" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
<inputData id="amount" name="amount"><variable name="amount" typeRef="number"/></inputData>
<inputData id="on" name="on"><variable name="on" typeRef="date"/></inputData>
<decision id="size" name="Size"><informationRequirement><requiredInput href="#amount"/></informationRequirement>
<decisionTable id="t"><input label="amount"><inputExpression><text>amount</text></inputExpression></input><output/>
<rule><inputEntry><text>&lt; 10</text></inputEntry><outputEntry><text>"small"</text></outputEntry>
<annotationEntry><text>under the threshold</text></annotationEntry></rule>
<rule><inputEntry><text>&gt; 10</text></inputEntry><outputEntry><text>"large"</text></outputEntry></rule>
</decisionTable></decision>
<decision id="letter" name="Letter"><informationRequirement><requiredDecision href="#size"/></informationRequirement>
<informationRequirement><requiredInput href="#on"/></informationRequirement>
<informationRequirement><requiredDecision href="urn:base#greeting"/></informationRequirement>
<literalExpression><text>base.Greeting + Size + " in " + string(on.year)</text></literalExpression></decision>
</definitions>)";

constexpr std::string_view kBase =
    R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="base" namespace="urn:base">
<decision id="greeting" name="Greeting"><literalExpression><text>"a "</text></literalExpression></decision>
</definitions>)";

class Decide : public testing::Test {
 protected:
  void SetUp() override {
    std::ofstream(folder_.path("loan.dmn")) << kLoan;
    std::ofstream(folder_.path("base.dmn")) << kBase;
    std::ofstream(folder_.path("unrelated.dmn")) << "<broken";
  }
  Ran decide(std::vector<std::string> words) {
    words.insert(words.begin(), {"decide", folder_.path("loan.dmn")});
    return ran(std::move(words));
  }
  const TemporaryFolder folder_;
};

TEST_F(Decide, TheValueComesFirstThenWhy) {
  const Ran decided = decide({"--input", R"({"amount": 3, "on": "2026-03-02"})"});
  EXPECT_EQ(decided.code, 0) << decided.err;
  EXPECT_THAT(decided.out, StartsWith("\"a small in 2026\"\n"));
  EXPECT_THAT(decided.out, AllOf(HasSubstr("“Size” = \"small\""), HasSubstr("rules 1 matched on amount = 3"),
                                 HasSubstr("under the threshold"), HasSubstr("“Greeting”")));
}

TEST_F(Decide, OneOfSeveralByIdOrName) {
  EXPECT_THAT(decide({"--decision", "size", "--input", R"({"amount": 20})"}).out, StartsWith("\"large\"\n"));
  EXPECT_THAT(decide({"--decision", "Size", "--input", R"({"amount": 20})"}).out, StartsWith("\"large\"\n"));
  const Ran unknown = decide({"--decision", "none", "--input", "{}"});
  EXPECT_EQ(unknown.code, 3);
  EXPECT_THAT(unknown.err, HasSubstr("Size, Letter"));
}

TEST_F(Decide, AnErrorIsNullAndTold) {
  const Ran none = decide({"--decision", "size", "--input", R"({"amount": 10})"});
  EXPECT_EQ(none.code, 0);
  EXPECT_THAT(none.out, AllOf(StartsWith("null\n"), HasSubstr("no rule matched on amount = 10")));
  const Ran wrong = decide({"--decision", "size", "--input", R"({"amount": "many"})"});
  EXPECT_EQ(wrong.code, 1);
  EXPECT_THAT(wrong.err, HasSubstr("should be of the type"));
}

TEST_F(Decide, InputFromAFile) {
  std::ofstream(folder_.path("input.json")) << R"({"amount": 11})";
  EXPECT_THAT(decide({"--decision", "size", "--input", "@" + folder_.path("input.json")}).out,
              StartsWith("\"large\"\n"));
  EXPECT_EQ(decide({"--input", "@" + folder_.path("none.json")}).code, 3);
  EXPECT_EQ(decide({"--input", "[1]"}).code, 1);
  EXPECT_EQ(decide({"--input", "{"}).code, 1);
}

TEST_F(Decide, WithoutInputTheTablesAreExamined) {
  const Ran examined = decide({});
  EXPECT_EQ(examined.code, 1);
  EXPECT_THAT(examined.err, AllOf(HasSubstr("loan.dmn:6:1: warning"), HasSubstr("amount = 10")));
  EXPECT_THAT(examined.out, HasSubstr("1 findings"));
}

TEST_F(Decide, AModelWithFaultsIsNotTaken) {
  std::ofstream(folder_.path("base.dmn")) << "<broken";
  const Ran refused = decide({"--input", "{}"});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("urn:base"));
  EXPECT_EQ(ran({"decide", folder_.path("none.dmn")}).code, 3);
  EXPECT_EQ(ran({"decide"}).code, 2);
}

TEST(Feel, IsEvaluatedToJson) {
  EXPECT_EQ(ran({"feel", "1 + 2 * 3"}).out, "7\n");
  EXPECT_EQ(ran({"feel", "sum(amounts) > my limit", "--input", R"({"amounts": [1, 2], "my limit": 2})"}).out, "true\n");
  EXPECT_EQ(ran({"feel", "{a: date(\"2026-03-02\")}"}).out, "{\"a\":\"2026-03-02\"}\n");
}

TEST(Feel, FaultsHaveTheirPlace) {
  const Ran syntax = ran({"feel", "1 +"});
  EXPECT_EQ(syntax.code, 1);
  EXPECT_EQ(syntax.out, "");
  const Ran error = ran({"feel", "1 + \"a\""});
  EXPECT_EQ(error.code, 1);
  EXPECT_EQ(error.out, "null\n");
  EXPECT_THAT(error.err, HasSubstr("error"));
}

TEST(Feel, AFaultThatComesAgainAndAgainIsToldOnce) {
  const std::string once = ran({"feel", "missing"}).err;
  const std::string often = ran({"feel", "for i in 1..9 return missing"}).err;
  EXPECT_EQ(std::count(often.begin(), often.end(), '\n'), std::count(once.begin(), once.end(), '\n'));
}

}  // namespace
}  // namespace chancery::cli
