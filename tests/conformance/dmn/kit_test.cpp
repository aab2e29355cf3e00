// The runner itself: a right answer passes, everything else does not.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/conformance/dmn/kit.h"
#include "tests/conformance/dmn/likeness.h"
#include "tests/conformance/dmn/run.h"

namespace chancery::dmn_kit {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kModel =
    "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" namespace=\"urn:m\">"
    "<inputData id=\"n\" name=\"n\"/>"
    "<decision id=\"d\" name=\"d\"><informationRequirement><requiredInput href=\"#n\"/></informationRequirement>"
    "<literalExpression><text>n / 3</text></literalExpression></decision></definitions>";

std::string tests_of(std::string_view cases, std::string_view model = "m.dmn") {
  return "<testCases xmlns=\"http://www.omg.org/spec/DMN/20160719/testcase\" "
         "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><modelName>" +
         std::string(model) + "</modelName>" + std::string(cases) + "</testCases>";
}

std::string number(std::string_view text) {
  return "<value xsi:type=\"xsd:decimal\">" + std::string(text) + "</value>";
}

std::string test_case(const std::string& input, const std::string& expected, std::string_view attributes = "") {
  return "<testCase id=\"001\"><inputNode name=\"n\">" + input + "</inputNode><resultNode name=\"d\" " +
         std::string(attributes) + "><expected>" + expected + "</expected></resultNode></testCase>";
}

class Kit : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / "chancery-dmn-kit";
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "0001-one");
    put("m.dmn", kModel);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void put(const char* name, std::string_view text) { std::ofstream(folder_ / "0001-one" / name) << text; }
  // "passed failed skipped" of the cases, and what was said.
  std::string run(const std::string& cases, std::string_view model = "m.dmn") {
    put("t.xml", tests_of(cases, model));
    std::ostringstream out;
    score_ = run_folder(folder_, ZoneTable(), out);
    said_ = out.str();
    const Count& c = score_.all;
    return std::to_string(c.passed) + " " + std::to_string(c.failed) + " " + std::to_string(c.skipped);
  }

  fs::path folder_;
  Score score_;
  std::string said_;
};

TEST_F(Kit, ARightAnswerPasses) {
  EXPECT_EQ(run(test_case(number("6"), number("2.0"))), "1 0 0");
  EXPECT_EQ(said_, "");
  EXPECT_EQ(run(test_case(number("1"), number("0.33333333"))), "1 0 0");
}

TEST_F(Kit, AWrongOneIsShownWithItsPlace) {
  EXPECT_EQ(run(test_case(number("6"), number("3"))), "0 1 0");
  EXPECT_EQ(said_, "0001-one 001 d: expected 3, got 2\n");
  EXPECT_EQ(score_.folders.at("0001-one").failed, 1);
  EXPECT_EQ(run(test_case(number("1"), number("0.3333333"))), "0 1 0");
  EXPECT_EQ(run(test_case("<value>text</value>", number("3"))), "0 1 0");
  EXPECT_NE(said_.find("feel."), std::string::npos) << said_;
}

TEST_F(Kit, AnExpectedErrorIsNullOrReported) {
  EXPECT_EQ(run(test_case("<value>text</value>", "<value xsi:nil=\"true\"/>", "errorResult=\"true\"")), "1 0 0");
  EXPECT_EQ(score_.error_flags_agree, 1);
  EXPECT_EQ(run(test_case(number("6"), "<value xsi:nil=\"true\"/>", "errorResult=\"true\"")), "0 1 0");
  EXPECT_EQ(score_.error_flags_agree, 0);
}

TEST_F(Kit, WhatCannotRunHasFailed) {
  EXPECT_EQ(run("<testCase id=\"1\"><resultNode name=\"e\"/></testCase>"), "0 1 0");
  EXPECT_EQ(run(test_case(number("6"), number("2")), "none.dmn"), "0 1 0");
  EXPECT_NE(said_.find("none.dmn"), std::string::npos);
  EXPECT_EQ(run(test_case(number("six"), number("2"))), "0 1 0");
  EXPECT_NE(said_.find("kit.bad-value"), std::string::npos);
}

TEST_F(Kit, ACaseWithoutResultsIsSkipped) { EXPECT_EQ(run("<testCase id=\"1\"/>"), "0 0 1"); }

Value value_of(const std::string& inside) {
  const std::string text = tests_of("<testCase><inputNode name=\"n\">" + inside + "</inputNode></testCase>");
  const auto file = read_test_file("t.xml", {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  return file ? file->cases[0].inputs[0].value : Value::text(file.error().debug_text());
}

TEST(KitValues, AreReadByTheirType) {
  EXPECT_EQ(value_of("<value xsi:type=\"xsd:string\"> a </value>"), Value::text(" a "));
  EXPECT_EQ(value_of("<value xsi:type=\"xsd:boolean\"> 1 </value>"), Value(true));
  EXPECT_EQ(value_of("<value xsi:type=\"xsd:double\">1e2</value>"), Value::number(100));
  EXPECT_EQ(value_of("<value xsi:type=\"xsd:date\">2026-03-02</value>").kind(), ValueKind::kDate);
  EXPECT_EQ(value_of("<value xsi:type=\"xsd:time\">10:00:00Z</value>").kind(), ValueKind::kTime);
  EXPECT_EQ(value_of("<value xsi:type=\"xsd:dateTime\">2026-03-02T10:00:00</value>").kind(), ValueKind::kDateTime);
  EXPECT_EQ(value_of("<value xsi:type=\"xsd:duration\">P1D</value>").kind(), ValueKind::kDaysTimeDuration);
  EXPECT_EQ(value_of("<value xsi:type=\"xsd:duration\">P1Y</value>").kind(), ValueKind::kYearsMonthsDuration);
  EXPECT_EQ(value_of("<value xsi:type=\"xsd:decimal\" xsi:nil=\"true\"/>"), Value());
  EXPECT_EQ(value_of("<list/>"), Value::list({}));
  EXPECT_EQ(value_of("<list><item><value>a</value></item><item><list/></item></list>"),
            Value::list({Value::text("a"), Value::list({})}));
  const Value context = value_of("<component name=\"a\"><value>b</value></component><component name=\"c\"/>");
  EXPECT_EQ(context.get("a"), Value::text("b"));
  EXPECT_EQ(context.as_context().size(), 2u);
}

TEST(KitValues, AreLikeByValue) {
  const auto context = [](std::initializer_list<const char*> names) {
    Context c;
    for (const char* name : names) c.set(name, Value::number(1));
    return Value::context(std::move(c));
  };
  EXPECT_TRUE(is_like(context({"a", "b"}), context({"b", "a"})));
  EXPECT_FALSE(is_like(context({"a", "b"}), context({"a"})));
  EXPECT_FALSE(is_like(context({"a"}), context({"b"})));
  EXPECT_TRUE(is_like(Value::list({Value::number(1)}), Value::list({Value::number(1)})));
  EXPECT_FALSE(is_like(Value::list({Value::number(1)}), Value::list({Value::number(1), Value()})));
  EXPECT_FALSE(is_like(Value::number(1), Value::text("1")));
  EXPECT_FALSE(is_like(Value(), Value(false)));
}

}  // namespace
}  // namespace chancery::dmn_kit
