// The business rule task: a decision of the package over the variables, its value into the result variable.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

// gate: "wide" when n > 10, "small" when n < 5 (unique); between them nothing matches, and n = 100 matches twice.
constexpr const char* kDecision = R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="dd" name="dd"
  namespace="urn:d"><decision id="gate" name="gate"><variable name="gate"/><decisionTable hitPolicy="UNIQUE">
  <input id="i"><inputExpression typeRef="number"><text>n</text></inputExpression></input>
  <output id="o" typeRef="string"/>
  <rule id="r1"><inputEntry><text>&gt; 10</text></inputEntry><outputEntry><text>"wide"</text></outputEntry></rule>
  <rule id="r2"><inputEntry><text>&lt; 5</text></inputEntry><outputEntry><text>"small"</text></outputEntry></rule>
  <rule id="r3"><inputEntry><text>100</text></inputEntry><outputEntry><text>"round"</text></outputEntry></rule>
  </decisionTable></decision></definitions>)";

std::vector<service::PackageFile> package(const std::string& bpmn) {
  return {{"workflows/model.bpmn", bpmn}, {"workflows/gate.dmn", kDecision}};
}

std::string decides(const std::string& decision = "gate") {
  return one(start() + users("t") + "<businessRuleTask id=\"b\" camunda:decisionRef=\"" + decision +
             "\" camunda:resultVariable=\"found\"/>" + users("a") + path("s t b a"));
}

TEST(BusinessRuleTask, PutsTheDecisionIntoTheVariable) {
  Stand stand(package(decides()));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t", R"({"n": 11})"), "");
  EXPECT_EQ(stand.value("found"), "wide");
  EXPECT_EQ(stand.waiting(), "a");
}

TEST(BusinessRuleTask, TheMatchedRulesStandInTheJournal) {
  Stand stand(package(decides()));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t", R"({"n": 3})"), "");
  std::vector<std::uint32_t> rules;
  const journal::Record last = stand.journal().back();
  for (const journal::Event& event : last.events)
    if (const auto* evaluated = std::get_if<journal::DecisionEvaluated>(&event)) rules = evaluated->rules;
  EXPECT_EQ(rules, std::vector<std::uint32_t>{2});
}

TEST(BusinessRuleTask, DecidesOverItsInputsAndHandsOutItsOutputs) {
  const std::string parameters =
      R"(<extensionElements><camunda:inputOutput><camunda:inputParameter name="n">=size * 4</camunda:inputParameter>)"
      R"(<camunda:outputParameter name="gate">=found + "!"</camunda:outputParameter></camunda:inputOutput></extensionElements>)";
  Stand stand(
      package(one(start() + R"(<businessRuleTask id="b" camunda:decisionRef="gate" camunda:resultVariable="found">)" +
                  parameters + "</businessRuleTask>" + users("a") + path("s b a"))));
  EXPECT_EQ(stand.start("p", R"({"size": 3})"), "");
  EXPECT_EQ(stand.value("gate"), "wide!");
  EXPECT_EQ(stand.value("n"), "-");
}

TEST(BusinessRuleTask, NoRuleThatMatchesIsNull) {
  Stand stand(package(decides()));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t", R"({"n": 7})"), "");
  EXPECT_EQ(stand.value("found"), "null");
}

TEST(BusinessRuleTask, ATableThatContradictsItselfRefusesTheStep) {
  Stand stand(package(decides()));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t", R"({"n": 100})"), "runtime.decision-failed");
  EXPECT_EQ(stand.waiting(), "t");
}

// Other engines look for it when the token comes; so do bare processes here. A workflow without it is refused (tests/unit/package).
TEST(BusinessRuleTask, AnUnknownDecisionIsToldAtTheCheckAndRefusedWhenItIsNeeded) {
  const auto found = service::Engine::check_package(package(decides("nowhere")));
  const auto told = std::find_if(found.begin(), found.end(),
                                 [](const Diagnostic& d) { return d.code == "package.unknown-decision"; });
  ASSERT_NE(told, found.end());
  EXPECT_EQ(told->severity, Severity::kWarning);
  Stand stand(package(decides("nowhere")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t"), "runtime.unknown-decision");
  EXPECT_EQ(stand.waiting(), "t");
}

// Without a decision but with a topic it is work for an outside worker, as a service task.
TEST(BusinessRuleTask, WithATopicItIsWork) {
  Stand stand(one(start() + R"(<businessRuleTask id="b" camunda:type="external" camunda:topic="rules"/>)" + users("a") +
                  path("s b a")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "b");
  EXPECT_EQ(stand.work("b", R"({"found": 1})"), "");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.value("found"), "1");
}

// rows: every rule whose first cell is the word asked for, with what it has in two columns.
constexpr const char* kRows = R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="dd" name="dd"
  namespace="urn:d"><decision id="rows" name="rows"><variable name="rows"/><decisionTable hitPolicy="RULE ORDER">
  <input id="i"><inputExpression typeRef="string"><text>ask</text></inputExpression></input>
  <output id="o1" name="a" typeRef="string"/><output id="o2" name="b" typeRef="string"/>
  <rule id="r1"><inputEntry><text>"one"</text></inputEntry>
    <outputEntry><text>"x"</text></outputEntry><outputEntry><text>null</text></outputEntry></rule>
  <rule id="r2"><inputEntry><text>"pair","two"</text></inputEntry>
    <outputEntry><text>"x"</text></outputEntry><outputEntry><text>null</text></outputEntry></rule>
  <rule id="r3"><inputEntry><text>"two","full"</text></inputEntry>
    <outputEntry><text>"y"</text></outputEntry><outputEntry><text>"z"</text></outputEntry></rule>
  <rule id="r4"><inputEntry><text>"pair"</text></inputEntry>
    <outputEntry><text>"y"</text></outputEntry><outputEntry><text>null</text></outputEntry></rule>
  </decisionTable></decision></definitions>)";

struct Mapped {
  const char* mapping;
  const char* ask;
  const char* found;  // or the refusal
};

TEST(BusinessRuleTask, OfTheRowsItGivesWhatItsMappingSays) {
  constexpr const char* kRefused = "runtime.bad-decision-result";
  const Mapped cases[] = {{"singleEntry", "one", "x"},
                          {"singleEntry", "none", "null"},
                          {"singleEntry", "full", kRefused},
                          {"singleEntry", "pair", kRefused},
                          {"singleResult", "full", R"({a: "y", b: "z"})"},
                          {"singleResult", "none", "null"},
                          {"singleResult", "two", kRefused},
                          {"collectEntries", "pair", R"(["x", "y"])"},
                          {"collectEntries", "none", "[]"},
                          {"collectEntries", "two", kRefused},
                          {"resultList", "two", R"([{a: "x"}, {a: "y", b: "z"}])"},
                          {"resultList", "none", "[]"}};
  for (const Mapped& one_case : cases) {
    SCOPED_TRACE(std::string(one_case.mapping) + " of " + one_case.ask);
    Stand stand({{"workflows/model.bpmn",
                  one(start() +
                      "<businessRuleTask id=\"b\" camunda:decisionRef=\"rows\" camunda:resultVariable=\"found\" "
                      "camunda:mapDecisionResult=\"" +
                      one_case.mapping + "\"/>" + users("a") + path("s b a"))},
                 {"workflows/rows.dmn", kRows}});
    const std::string refused = stand.start("p", std::string(R"({"ask": ")") + one_case.ask + "\"}");
    EXPECT_EQ(refused.empty() ? stand.value("found") : refused, one_case.found);
  }
}

TEST(BusinessRuleTask, ItsDecisionMayBeChosenWhenTheTokenComes) {
  Stand stand(package(decides("${which}")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t", R"({"n": 3, "which": "other"})"), "runtime.not-a-candidate");
  EXPECT_EQ(stand.complete("t", R"({"n": 3, "which": 7})"), "runtime.not-a-candidate");
  EXPECT_EQ(stand.complete("t", R"({"n": 3, "which": "gate"})"), "");
  EXPECT_EQ(stand.value("found"), "small");
}

}  // namespace
}  // namespace chancery::test
