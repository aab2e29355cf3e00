// Boxed expressions: what each form is worth, and what is wrong with it.
#include <gtest/gtest.h>

#include "tests/unit/dmn/ask.h"

namespace chancery::dmn {
namespace {

using test::ask;
using test::decision;
using test::literal;

struct Case {
  const char* name;
  std::string logic;
  std::string value;
  std::string codes;
};

class Boxes : public testing::TestWithParam<Case> {};

TEST_P(Boxes, AreWorth) {
  const test::Asked asked = ask({{decision("d", GetParam().logic)}}, "d", {{"n", "3"}});
  EXPECT_EQ(asked.value, GetParam().value);
  EXPECT_EQ(asked.codes, GetParam().codes);
}

std::string entry(const std::string& name, const std::string& value, const std::string& type = "") {
  return "<contextEntry><variable name=\"" + name + "\"" + (type.empty() ? "" : " typeRef=\"" + type + "\"") + "/>" +
         value + "</contextEntry>";
}

std::string function(const std::string& body, const std::string& attributes = "") {
  return "<functionDefinition " + attributes + "><formalParameter name=\"x\" typeRef=\"number\"/>" + body +
         "</functionDefinition>";
}

std::string loop(const std::string& kind, const std::string& in, const std::string& body) {
  const std::string part = kind == "for" ? "return" : "satisfies";
  return "<" + kind + " iteratorVariable=\"i\"><in>" + in + "</in><" + part + ">" + body + "</" + part + "></" + kind +
         ">";
}

std::string filter(const std::string& in, const std::string& match) {
  return "<filter><in>" + in + "</in><match>" + match + "</match></filter>";
}

std::string conditional(const std::string& condition) {
  return "<conditional><if>" + literal(condition) + "</if><then>" + literal("1") + "</then><else>" + literal("2") +
         "</else></conditional>";
}

INSTANTIATE_TEST_SUITE_P(
    Context, Boxes,
    testing::Values(
        Case{"entries", "<context>" + entry("a", literal("n")) + entry("b", literal("a + 1")) + "</context>",
             "{a: 3, b: 4}", ""},
        Case{"name of two words",
             "<context>" + entry("my a", literal("n")) + entry("b", literal("my a * 2")) + "</context>",
             "{my a: 3, b: 6}", ""},
        Case{
            "result",
            "<context>" + entry("a", literal("n")) + "<contextEntry>" + literal("a * 10") + "</contextEntry></context>",
            "30", ""},
        Case{"typed entry", "<context>" + entry("a", literal("n"), "string") + "</context>", "{a: null}",
             "dmn.wrong-type"},
        Case{"nested",
             "<context>" + entry("a", "<context>" + entry("b", literal("n")) + "</context>") +
                 entry("c", literal("a.b")) + "</context>",
             "{a: {b: 3}, c: 3}", ""},
        Case{"empty entry", "<context>" + entry("a", "") + "</context>", "{a: null}", ""},
        Case{"result before the end",
             "<context><contextEntry>" + literal("1") + "</contextEntry>" + entry("a", literal("n")) + "</context>",
             "refused", "dmn.result-not-last"},
        Case{"unnamed", "<context>" + entry("", literal("n")) + "</context>", "refused", "dmn.no-name"}));

INSTANTIATE_TEST_SUITE_P(
    ListAndRelation, Boxes,
    testing::Values(Case{"list", "<list>" + literal("n") + literal("\"b\"") + "</list>", "[3, \"b\"]", ""},
                    Case{"empty list", "<list/>", "[]", ""},
                    Case{"relation",
                         "<relation><column name=\"a\"/><column name=\"b\"/><row>" + literal("1") + literal("2") +
                             "</row><row>" + literal("n") + literal("n + 1") + "</row></relation>",
                         "[{a: 1, b: 2}, {a: 3, b: 4}]", ""},
                    Case{"typed column",
                         "<relation><column name=\"a\" typeRef=\"string\"/><row>" + literal("1") + "</row></relation>",
                         "[{a: null}]", "dmn.wrong-type"},
                    Case{"short row",
                         "<relation><column name=\"a\"/><column name=\"b\"/><row>" + literal("1") + "</row></relation>",
                         "refused", "dmn.row-size"}));

INSTANTIATE_TEST_SUITE_P(
    FunctionAndInvocation, Boxes,
    testing::Values(
        Case{"definition",
             "<context>" + entry("f", function(literal("x * n"))) + "<contextEntry>" + literal("f(5)") +
                 "</contextEntry></context>",
             "15", ""},
        Case{"sees what stands above",
             "<context>" + entry("k", literal("7")) + entry("f", function(literal("x + k"))) + "<contextEntry>" +
                 literal("f(1)") + "</contextEntry></context>",
             "8", ""},
        Case{"wrong argument",
             "<context>" + entry("f", function(literal("x"))) + "<contextEntry>" + literal("f(\"a\")") +
                 "</contextEntry></context>",
             "null", "feel.wrong-arguments"},
        Case{"Java",
             "<context>" +
                 entry("f", function("<context>" + entry("class", literal("\"java.lang.Math\"")) +
                                         entry("method signature", literal("\"abs(double)\"")) + "</context>",
                                     "kind=\"Java\"")) +
                 "<contextEntry>" + literal("f(-4)") + "</contextEntry></context>",
             "4", ""},
        Case{"PMML",
             "<context>" + entry("f", function("<context/>", "kind=\"PMML\"")) + "<contextEntry>" +
                 literal("f = null") + "</contextEntry></context>",
             "true", "feel.external-function"},
        Case{"invocation",
             "<context>" + entry("f", function(literal("x * 2"))) + "<contextEntry><invocation>" + literal("f") +
                 "<binding><parameter name=\"x\"/>" + literal("n") + "</binding></invocation></contextEntry></context>",
             "6", ""},
        Case{"of a builtin",
             "<invocation>" + literal("substring") + "<binding><parameter name=\"start position\"/>" + literal("2") +
                 "</binding><binding><parameter name=\"string\"/>" + literal("\"abc\"") + "</binding></invocation>",
             "bc", ""},
        Case{"unknown parameter",
             "<context>" + entry("f", function(literal("x"))) + "<contextEntry><invocation>" + literal("f") +
                 "<binding><parameter name=\"y\"/>" + literal("n") + "</binding></invocation></contextEntry></context>",
             "null", "feel.wrong-arguments"},
        Case{"of nothing", "<invocation>" + literal("n") + "</invocation>", "null", "feel.not-a-function"},
        Case{"without function", "<invocation/>", "refused", "dmn.missing-part"}));

INSTANTIATE_TEST_SUITE_P(Conditional, Boxes,
                         testing::Values(Case{"then", conditional("n = 3"), "1", ""},
                                         Case{"else", conditional("n = 4"), "2", ""},
                                         Case{"null", conditional("null"), "2", ""},
                                         Case{"text", conditional("\"a\""), "null", "dmn.no-condition"},
                                         Case{"part missing",
                                              "<conditional><if>" + literal("true") + "</if></conditional>", "refused",
                                              "dmn.missing-part dmn.missing-part"}));

INSTANTIATE_TEST_SUITE_P(
    Filter, Boxes,
    testing::Values(Case{"condition", filter(literal("[1, 5, 3, 7]"), literal("item &gt; n")), "[5, 7]", ""},
                    Case{"entries of the item", filter(literal("[{a: 1, b: 3}, {a: 3, b: 4}]"), literal("a = n")),
                         "[{a: 3, b: 4}]", ""},
                    Case{"item.entry", filter(literal("[{a: 1}, {a: 3}]"), literal("item.a = n")), "[{a: 3}]", ""},
                    Case{"place", filter(literal("[1, 5, 3]"), literal("-1")), "3", ""},
                    Case{"place outside", filter(literal("[1, 5, 3]"), literal("4")), "null", "feel.no-such-item"},
                    Case{"of one", filter(literal("n"), literal("item = 3")), "[3]", ""},
                    Case{"of null", filter(literal("null"), literal("true")), "[]", ""},
                    Case{"of a list box",
                         filter("<list>" + literal("1") + literal("4") + "</list>", literal("item &gt; n")), "[4]", ""},
                    Case{"match missing", "<filter><in>" + literal("[1]") + "</in></filter>", "refused",
                         "dmn.missing-part"}));

INSTANTIATE_TEST_SUITE_P(
    Iterator, Boxes,
    testing::Values(
        Case{"for", loop("for", literal("[1, 2]"), literal("i * n")), "[3, 6]", ""},
        Case{"for over numbers", loop("for", literal("1..n"), literal("i")), "[1, 2, 3]", ""},
        Case{"for over a range", loop("for", literal("[1..3]"), literal("i")), "[1, 2, 3]", ""},
        Case{"downwards", loop("for", literal("3..1"), literal("i")), "[3, 2, 1]", ""},
        Case{"partial", loop("for", literal("1..4"), literal("if i = 1 then 1 else i * partial[-1]")), "[1, 2, 6, 24]",
             ""},
        Case{"over a list box", loop("for", "<list>" + literal("n") + literal("1") + "</list>", literal("i")), "[3, 1]",
             ""},
        Case{"over null", loop("for", literal("null"), literal("i")), "null", "feel.not-a-list feel.not-a-list"},
        Case{"nested", loop("for", literal("1..2"), loop("some", literal("[1]"), literal("i = 1"))), "[true, true]",
             ""},
        Case{"some", loop("some", literal("[1, 3]"), literal("i = n")), "true", ""},
        Case{"some none", loop("some", literal("[1, 2]"), literal("i = n")), "false", ""},
        Case{"some unknown", loop("some", literal("[1, 2]"), literal("null")), "null", ""},
        Case{"every", loop("every", literal("[1, 2]"), literal("i &lt; n")), "true", ""},
        Case{"every not", loop("every", literal("[1, 4]"), literal("i &lt; n")), "false", ""},
        Case{"every of none", loop("every", literal("[]"), literal("false")), "true", ""},
        Case{"without variable", "<for><in>" + literal("[1]") + "</in><return>" + literal("1") + "</return></for>",
             "refused", "dmn.missing-part"}));

TEST(BoxLimits, LoopsAndRecursionEnd) {
  const std::string thousand = literal("1..1000");
  const std::string cube = loop("for", thousand, loop("for", thousand, loop("for", thousand, literal("1"))));
  EXPECT_EQ(ask({{decision("d", cube)}}, "d").codes, "feel.too-many-steps");
  const std::string endless =
      "<businessKnowledgeModel id=\"f\" name=\"f\"><encapsulatedLogic><formalParameter name=\"x\"/><context>" +
      entry("a", "<context>" + entry("b", literal("f(x + 1)")) + "</context>") +
      "</context></encapsulatedLogic></businessKnowledgeModel>\n" +
      decision("d", test::needs(test::Needs::kKnowledge, "#f") + literal("f(1)"));
  EXPECT_EQ(ask({{endless}}, "d").codes, "feel.too-deep");
}

}  // namespace
}  // namespace chancery::dmn
