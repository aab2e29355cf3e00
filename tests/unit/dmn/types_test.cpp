// Item definitions: what a value must be, and the implicit conversions of 10.3.2.9.4.
#include <gtest/gtest.h>

#include "tests/unit/dmn/ask.h"

namespace chancery::dmn {
namespace {

using test::ask;
using test::decision;
using test::input;
using test::literal;
using test::Needs;
using test::needs;

std::string item(const std::string& name, const std::string& inside, const std::string& attributes = "") {
  return "<itemDefinition name=\"" + name + "\" " + attributes + ">" + inside + "</itemDefinition>\n";
}
std::string ref(const std::string& type) { return "<typeRef>" + type + "</typeRef>"; }
std::string component(const std::string& name, const std::string& inside, const std::string& attributes = "") {
  return "<itemComponent name=\"" + name + "\" " + attributes + ">" + inside + "</itemComponent>";
}
std::string allowed(const std::string& tests, const std::string& holder = "allowedValues") {
  return "<" + holder + "><text>" + tests + "</text></" + holder + ">";
}
const std::string kMany = "isCollection=\"true\"";

const std::string kTypes =
    item("tGrade", ref("string") + allowed("\"a\", \"b\"")) + item("tGrades", ref("tGrade"), kMany) +
    item("tFew", ref("number") + allowed("count(?) &lt; 3", "typeConstraint"), kMany) +
    item("tOld", ref("number") + allowed("&gt; 60")) + item("tVeryOld", ref("tOld") + allowed("&gt; 90")) +
    item("tPerson", component("name", ref("string")) + component("age", ref("tOld"))) +
    item("tTree", component("value", ref("number")) + component("parts", ref("tTree"), kMany)) +
    item("t.with.points", ref("number")) +
    item("tFunction",
         "<functionItem outputTypeRef=\"number\"><parameters name=\"x\" typeRef=\"number\"/></functionItem>");

struct Case {
  const char* type;
  std::string value;
  std::string result;
};

class Types : public testing::TestWithParam<Case> {};

// By way of an input, a literal and the decision's own variable.
TEST_P(Types, TakeOrRefuse) {
  const auto& [type, value, result] = GetParam();
  const bool refused = result == "refused";
  const std::string expected = refused ? "null" : result;
  const std::string codes = refused ? "dmn.wrong-type" : "";
  const test::Asked of_literal = ask({{kTypes + decision("d", literal(value, type))}}, "d");
  EXPECT_EQ(of_literal.value, expected);
  EXPECT_EQ(of_literal.codes, codes);
  EXPECT_EQ(ask({{kTypes + decision("d", literal(value), type)}}, "d").value, expected);
}

INSTANTIATE_TEST_SUITE_P(
    All, Types,
    testing::Values(
        Case{"number", "3", "3"}, Case{"number", "null", "null"}, Case{"number", "\"3\"", "refused"},
        Case{"number", "[3]", "3"}, Case{"number", "[3, 4]", "refused"}, Case{"number", "[\"a\"]", "refused"},
        Case{"integer", "3", "3"}, Case{"feel:number", "3", "3"}, Case{"Any", "\"x\"", "x"},
        Case{"dateTime", "date(\"2026-03-02\")", "2026-03-02T00:00:00Z"}, Case{"date", "time(\"10:00:00\")", "refused"},
        Case{"tGrade", "\"a\"", "a"}, Case{"tGrade", "\"c\"", "refused"}, Case{"tGrade", "1", "refused"},
        Case{"tGrades", "[\"a\", \"b\"]", "[\"a\", \"b\"]"}, Case{"tGrades", "[\"a\", \"c\"]", "refused"},
        Case{"tGrades", "\"a\"", "[\"a\"]"}, Case{"tGrades", "\"c\"", "refused"}, Case{"tGrades", "[]", "[]"},
        Case{"tFew", "[1, 2]", "[1, 2]"}, Case{"tFew", "[1, 2, 3]", "refused"}, Case{"tVeryOld", "91", "91"},
        Case{"tVeryOld", "70", "refused"}, Case{"tVeryOld", "50", "refused"},
        Case{"tPerson", "{name: \"x\", age: 61}", "{name: \"x\", age: 61}"},
        Case{"tPerson", "{name: \"x\", age: 61, more: 1}", "{name: \"x\", age: 61, more: 1}"},
        Case{"tPerson", "{name: \"x\"}", "refused"},
        Case{"tPerson", "{name: \"x\", age: null}", "{name: \"x\", age: null}"},
        Case{"tPerson", "{name: \"x\", age: 1}", "refused"}, Case{"tPerson", "\"x\"", "refused"},
        Case{"tTree", "{value: 1, parts: [{value: 2, parts: []}]}", "{value: 1, parts: [{value: 2, parts: []}]}"},
        Case{"tTree", "{value: 1, parts: [{value: \"x\", parts: []}]}", "refused"}, Case{"t.with.points", "1", "1"},
        Case{"t.with.points", "\"1\"", "refused"}, Case{"tFunction", "1", "refused"}));

TEST(Types, OfInputsAreCheckedToo) {
  const std::string text =
      kTypes + input("p", "tPerson") + decision("d", needs(Needs::kInput, "#p") + literal("p.age"));
  EXPECT_EQ(ask({{text}}, "d", {{"p", "{name: \"x\", age: 70}"}}).value, "70");
  const test::Asked young = ask({{text}}, "d", {{"p", "{name: \"x\", age: 7}"}});
  EXPECT_EQ(young.value, "null");
  EXPECT_EQ(young.evaluation.traces.size(), 1u);
  EXPECT_NE(young.codes.find("dmn.wrong-type"), std::string::npos) << young.codes;
  EXPECT_NE(ask({{text}}, "d").codes.find("feel.unknown-name"), std::string::npos);
}

TEST(Types, AreKnownToFeel) {
  EXPECT_EQ(ask({{kTypes + decision("d", literal("{name: \"x\", age: 1} instance of tPerson"))}}, "d").value, "true");
  EXPECT_EQ(ask({{kTypes + decision("d", literal("[1] instance of tGrades"))}}, "d").value, "false");
}

TEST(Types, FaultsAreTold) {
  const auto codes = [](const std::string& types) {
    feel::SymbolTable symbols;
    return test::codes_of(test::compiled({{types + decision("d", literal("1"))}}, symbols).diagnostics);
  };
  EXPECT_EQ(codes(item("a", ref("b")) + item("b", ref("a"))), "dmn.type-circle");
  EXPECT_EQ(codes(item("a", ref("a"))), "dmn.type-circle");
  EXPECT_EQ(codes(item("a", ref("a"), kMany)), "");  // a list of such lists
  EXPECT_EQ(codes(item("a", ref("number")) + item("a", ref("string"))), "dmn.duplicate-type");
  EXPECT_EQ(codes(item("", ref("number"))), "dmn.no-name");
  EXPECT_EQ(codes(item("a", ref("nothing"))), "dmn.unknown-type");
  EXPECT_EQ(codes(item("a", ref("number") + allowed("&gt; &gt;"))), "feel.syntax");
}

TEST(Types, UnknownOnesAreAWarning) { EXPECT_EQ(ask({{decision("d", literal("1", "nothing"))}}, "d").value, "1"); }

TEST(Types, WriteWhatJsonCannot) {
  feel::SymbolTable symbols;
  const ModelResult model =
      test::compiled({{item("tCase", component("on", ref("date")) + component("at", ref("time"), kMany)) +
                       input("c", "tCase") + decision("d", needs(Needs::kInput, "#c") + literal("c"))}},
                     symbols);
  Context context;
  context.set("on", Value::text("2026-03-02"));
  context.set("at", Value::list({Value::text("10:00:00"), Value::text("soon")}));
  const Value typed =
      model.model->typed(*model.model->find_by_name(ElementKind::kInput, "c"), Value::context(std::move(context)));
  EXPECT_EQ(typed.get("on").kind(), ValueKind::kDate);
  EXPECT_EQ(typed.get("at").as_list()[0].kind(), ValueKind::kTime);
  EXPECT_EQ(typed.get("at").as_list()[1].kind(), ValueKind::kText);
}

TEST(Types, GiveOutputsTheirPriorities) {
  const std::string rule =
      "<rule><outputEntry><text>\"b\"</text></outputEntry></rule>"
      "<rule><outputEntry><text>\"a\"</text></outputEntry></rule>";
  const auto table = [&](const std::string& output) {
    return decision("d", "<decisionTable hitPolicy=\"PRIORITY\">" + output + rule + "</decisionTable>");
  };
  EXPECT_EQ(ask({{kTypes + table("<output typeRef=\"tGrade\"/>")}}, "d").value, "a");
  EXPECT_EQ(ask({{kTypes + table("<output typeRef=\"string\"/>")}}, "d").codes, "dmn.no-output-values");
}

TEST(Types, OutputsAreChecked) {
  const auto table = [](const std::string& output) {
    return decision(
        "d", "<decisionTable>" + output + "<rule><outputEntry><text>n</text></outputEntry></rule></decisionTable>");
  };
  const std::string values = "<output><outputValues><text>1, 2</text></outputValues></output>";
  EXPECT_EQ(ask({{table(values)}}, "d", {{"n", "2"}}).value, "2");
  EXPECT_EQ(ask({{table(values)}}, "d", {{"n", "3"}}).codes, "dmn.output-not-allowed");
  EXPECT_EQ(ask({{table("<output typeRef=\"string\"/>")}}, "d", {{"n", "3"}}).codes, "dmn.wrong-type");
}

}  // namespace
}  // namespace chancery::dmn
