// Knowledge models and decision services: as functions, and asked from outside.
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

std::string knowledge(const std::string& name, const std::string& logic, const std::string& before = "") {
  return "<businessKnowledgeModel id=\"" + name + "\" name=\"" + name + "\">" + before + "<encapsulatedLogic>" + logic +
         "</encapsulatedLogic></businessKnowledgeModel>\n";
}

std::string parameter(const std::string& name, const std::string& type = "") {
  return "<formalParameter name=\"" + name + "\"" + (type.empty() ? "" : " typeRef=\"" + type + "\"") + "/>";
}

std::string service(const std::string& name, const std::string& parts, const std::string& variable = "") {
  return "<decisionService id=\"" + name + "\" name=\"" + name + "\">" + variable + parts + "</decisionService>\n";
}

TEST(Knowledge, IsAFunctionOfItsParameters) {
  const std::string twice = knowledge("twice", parameter("x", "number") + literal("x * 2"));
  const auto asked = [&](const std::string& call) {
    return ask({{twice + decision("d", needs(Needs::kKnowledge, "#twice") + literal(call))}}, "d");
  };
  EXPECT_EQ(asked("twice(3)").value, "6");
  EXPECT_EQ(asked("twice(x: 4)").value, "8");
  EXPECT_EQ(asked("twice([5])").value, "10");  // a list of one is its item
  EXPECT_EQ(asked("twice(\"a\")").codes, "feel.wrong-arguments");
  EXPECT_EQ(asked("twice(1, 2)").codes, "feel.wrong-arguments");
  EXPECT_EQ(asked("for i in 1..3 return twice(i)").value, "[2, 4, 6]");
  EXPECT_EQ(asked("twice instance of function&lt;number&gt; -&gt; number").value, "true");
}

TEST(Knowledge, SeesItsParametersAndWhatItRequiresOnly) {
  const std::string text =
      knowledge("one", literal("1")) + knowledge("f", literal("one() + 1"), needs(Needs::kKnowledge, "#one")) +
      knowledge("g", literal("n")) + decision("d", needs(Needs::kKnowledge, "#f") + literal("f()")) +
      decision("e", needs(Needs::kKnowledge, "#g") + literal("g()"));
  EXPECT_EQ(ask({{text}}, "d").value, "2");
  EXPECT_EQ(ask({{text}}, "e", {{"n", "5"}}).value, "null");
}

TEST(Knowledge, MayCallItself) {
  const std::string text =
      knowledge("factorial", parameter("n") + literal("if n = 0 then 1 else n * factorial(n - 1)")) +
      decision("d", needs(Needs::kKnowledge, "#factorial") + literal("factorial(20)"));
  EXPECT_EQ(ask({{text}}, "d").value, "2432902008176640000");
}

TEST(Knowledge, ItsAnswerHasTheDeclaredType) {
  const std::string text =
      "<businessKnowledgeModel id=\"f\" name=\"f\"><variable name=\"f\" typeRef=\"string\"/>"
      "<encapsulatedLogic><literalExpression><text>1</text></literalExpression></encapsulatedLogic>"
      "</businessKnowledgeModel>\n" +
      decision("d", needs(Needs::kKnowledge, "#f") + literal("f()"));
  EXPECT_EQ(ask({{text}}, "d").value, "null");
  EXPECT_EQ(ask({{text}}, "d").codes, "dmn.wrong-type");
}

TEST(Knowledge, IsAskedByItsParameters) {
  const std::string text =
      knowledge("f", parameter("a") + parameter("b") + literal("a - b")) + decision("d", literal("1"));
  EXPECT_EQ(ask({{text}}, "f", {{"a", "5"}, {"b", "2"}}, ElementKind::kKnowledge).value, "3");
}

const std::string kDecisions =
    input("n") + input("m", "string") + decision("inner", needs(Needs::kInput, "#n") + literal("n * 10")) +
    decision("outer", needs(Needs::kDecision, "#inner") + needs(Needs::kInput, "#m") + literal("m + string(inner)"));

TEST(Service, TakesInputDataThenInputDecisions) {
  const std::string text = kDecisions +
                           service("s",
                                   "<outputDecision href=\"#outer\"/><inputDecision href=\"#inner\"/>"
                                   "<inputData href=\"#m\"/>") +
                           decision("d", needs(Needs::kKnowledge, "#s") + literal("s(\"a\", 1)")) +
                           decision("named", needs(Needs::kKnowledge, "#s") + literal("s(inner: 2, m: \"b\")")) +
                           decision("wrong", needs(Needs::kKnowledge, "#s") + literal("s(1, 2)"));
  EXPECT_EQ(ask({{text}}, "d").value, "a1");
  EXPECT_EQ(ask({{text}}, "named").value, "b2");
  EXPECT_EQ(ask({{text}}, "wrong").codes, "feel.wrong-arguments");
  EXPECT_EQ(ask({{text}}, "s", {{"m", "\"c\""}, {"inner", "7"}}, ElementKind::kService).value, "c7");
}

TEST(Service, EncapsulatedDecisionsAreTaken) {
  const std::string text =
      kDecisions + service("s",
                           "<outputDecision href=\"#outer\"/><encapsulatedDecision href=\"#inner\"/>"
                           "<inputData href=\"#n\"/><inputData href=\"#m\"/>");
  EXPECT_EQ(ask({{text}}, "s", {{"n", "4"}, {"m", "\"x\""}}, ElementKind::kService).value, "x40");
}

TEST(Service, SeveralOutputsAreAContext) {
  const std::string text = decision("a", literal("1")) + decision("b", literal("2")) +
                           service("s", "<outputDecision href=\"#a\"/><outputDecision href=\"#b\"/>") +
                           decision("d", needs(Needs::kKnowledge, "#s") + literal("s().b"));
  EXPECT_EQ(ask({{text}}, "s", {}, ElementKind::kService).value, "{a: 1, b: 2}");
  EXPECT_EQ(ask({{text}}, "d").value, "2");
}

TEST(Service, WhatItIsGivenIsNotSeenOutside) {
  const std::string text = input("n") + decision("inner", needs(Needs::kInput, "#n") + literal("n")) +
                           service("s", "<outputDecision href=\"#inner\"/><inputData href=\"#n\"/>") +
                           decision("d", needs(Needs::kInput, "#n") + needs(Needs::kKnowledge, "#s") +
                                             needs(Needs::kDecision, "#inner") + literal("[inner, s(2), n]"));
  EXPECT_EQ(ask({{text}}, "d", {{"n", "1"}}).value, "[1, 2, 1]");
}

TEST(Service, IsRefusedWithoutOutput) {
  EXPECT_EQ(ask({{service("s", "")}}, "s").codes, "dmn.no-output-decision");
  EXPECT_EQ(ask({{service("s", "<outputDecision href=\"#none\"/>")}}, "s").codes, "dmn.unknown-requirement");
  EXPECT_EQ(
      ask({{input("n") + decision("d", literal("1")) + service("s", "<outputDecision href=\"#n\"/>")}}, "s").codes,
      "dmn.unknown-requirement");
}

TEST(Explanation, NamesEveryDecisionAndCall) {
  const std::string text =
      knowledge("f", parameter("x") + literal("x")) + decision("a", literal("1")) +
      decision("d", needs(Needs::kKnowledge, "#f") + needs(Needs::kDecision, "#a") + literal("f(a) + f(2)"));
  std::string taken;
  for (const DecisionTrace& trace : ask({{text}}, "d").evaluation.traces)
    taken += trace.decision_id + "=" + feel::to_text(trace.value) + " ";
  EXPECT_EQ(taken, "a=1 f=1 f=2 d=3 ");
}

TEST(Explanation, IsBoundedButAlwaysHoldsWhatWasAsked) {
  const std::string text =
      knowledge("f", parameter("x") + literal("x")) +
      decision("d", needs(Needs::kKnowledge, "#f") + literal("count(for i in 1..5000 return f(i))"));
  const test::Asked asked = ask({{text}}, "d");
  EXPECT_EQ(asked.value, "5000");
  EXPECT_LE(asked.evaluation.traces.size(), kTracesMax + 1);
  EXPECT_EQ(asked.evaluation.traces.back().decision_id, "d");
}

}  // namespace
}  // namespace chancery::dmn
