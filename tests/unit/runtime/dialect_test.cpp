// What models of other engines say and this one understands: names that are expressions, messages sent by a worker, what is said of an
// error, and that an expression of theirs which fails is a fault.
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

TEST(DialectModel, AnExpressionThatFailsRefusesTheStep) {
  const std::string assigned = R"(<userTask id="a" camunda:assignee="${who}"/>)";
  Stand stand(one(start() + users("t") + assigned + path("s t a")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t"), "runtime.expression-failed");
  EXPECT_EQ(stand.waiting(), "t");
  EXPECT_EQ(stand.complete("t", R"({"who": null})"), "");
  EXPECT_EQ(stand.waiting(), "a");
}

TEST(DialectModel, FeelGoesOnWithNull) {
  Stand stand(one(start() + R"(<userTask id="a" camunda:assignee="=who"/>)" + path("s a")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "a");
}

TEST(DialectModel, AConditionalEventWaitsForANameThatIsNotThere) {
  const std::string condition =
      "<conditionalEventDefinition><condition>${n == 1}</condition></conditionalEventDefinition>";
  Stand stand(one(start() + caught("c", condition) + users("a") + path("s c a")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "c");
  Context one_is;
  one_is.set("n", Value::number(1));
  EXPECT_EQ(stand.give_as_service(journal::SetVariables{stand.last_case(), {}, {}, Value::context(std::move(one_is))}),
            "");
  EXPECT_EQ(stand.waiting(), "a");
}

constexpr const char* kNamed = R"(<message id="m" name="order-${'a'}"/><message id="m2" name="order-${n}"/>)"
                               R"(<signal id="g" name="#{word}"/>)";

TEST(DialectModel, TheNameOfAMessageOrSignalMayBeAnExpression) {
  Stand stand(one(start() + caught("a", message("m")) + caught("b", message("m2")) + caught("c", signal("g")) +
                      users("d") + path("s a b c d"),
                  kNamed));
  EXPECT_EQ(stand.start("p", R"({"n": 7, "word": "go"})"), "");
  EXPECT_EQ(stand.subscriptions(), "a:order-a");
  EXPECT_EQ(stand.message("order-a"), "");
  EXPECT_EQ(stand.subscriptions(), "b:order-7");
  EXPECT_EQ(stand.message("order-7"), "");
  EXPECT_EQ(stand.signal("go"), "");
  EXPECT_EQ(stand.waiting(), "d");
}

TEST(DialectModel, ANameThatIsNoTextRefusesTheStep) {
  Stand stand(one(start() + users("t") + caught("c", signal("g")) + path("s t c"), kNamed));
  EXPECT_EQ(stand.start("p", R"({"word": 7})"), "");
  EXPECT_EQ(stand.complete("t"), "runtime.bad-event-name");
  EXPECT_EQ(stand.complete("t", R"({"word": ""})"), "runtime.bad-event-name");
  EXPECT_EQ(stand.waiting(), "t");
}

TEST(DialectModel, AMessageThatAWorkerSendsWaitsForHim) {
  const auto sent = [](const char* attribute) { return "<messageEventDefinition " + std::string(attribute) + "/>"; };
  Stand stand(one(start() + thrown("a", sent(R"(camunda:class="x.Sender")")) +
                  ended_by("b", sent(R"(camunda:type="external" camunda:topic="mail")")) + path("s a b")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.state().instances.back().work->topic, "x.Sender");
  EXPECT_EQ(stand.work("a"), "");
  EXPECT_EQ(stand.waiting(), "b");
  EXPECT_EQ(stand.work("b"), "");
  EXPECT_EQ(stand.running(), 0u);
}

// A catching event names where the code is put, and what is said of the error.
std::string catches_both(const std::string& on, const std::string& to) {
  return boundary("caught", on,
                  R"(<errorEventDefinition errorRef="bad" camunda:errorCodeVariable="code" )"
                  R"(camunda:errorMessageVariable="said"/>)") +
         users(to) + path("caught " + to);
}

constexpr const char* kBad = R"(<error id="bad" errorCode="E1" camunda:errorMessage="no ${thing}"/>)";

TEST(DialectModel, WhatIsSaidOfAnErrorGoesIntoItsVariable) {
  Stand stand(one(start() + sub_process("u", start("us") + ended_by("ue", error("bad")) + path("us ue")) +
                      catches_both("u", "a") + path("s u"),
                  kBad));
  EXPECT_EQ(stand.start("p", R"({"thing": "seal"})"), "");
  EXPECT_EQ(stand.value("code"), "E1");
  EXPECT_EQ(stand.value("said"), "no seal");
}

TEST(DialectModel, WhatAWorkerSaysOfAnErrorGoesIntoItsVariable) {
  Stand stand(one(start() + R"(<serviceTask id="w"/>)" + catches_both("w", "a") + path("s w"), kBad));
  EXPECT_EQ(stand.start(), "");
  journal::CompleteWork body{stand.last_case(), stand.state().instances.back().id, Value(), "E1", ""};
  body.error_message = "ouch";
  EXPECT_EQ(stand.give_as_service(std::move(body)), "");
  EXPECT_EQ(stand.value("said"), "ouch");
}

TEST(DialectModel, ASignalMayTakeAllVariablesAlong) {
  const std::string all = R"(<signalEventDefinition signalRef="g"><extensionElements><camunda:in variables="all"/>)"
                          R"(</extensionElements></signalEventDefinition>)";
  Stand stand(model("<signal id=\"g\" name=\"g\"/>" + process(start() + thrown("t", all) + users("a") + path("s t a")) +
                    process(event("startEvent", "qs", signal("g")) + users("b") + path("qs b"), "q")));
  EXPECT_EQ(stand.start("p", R"({"n": 1, "m": "x"})"), "");
  ASSERT_EQ(stand.running(), 2u);
  const CaseId other = stand.cases().back();
  EXPECT_EQ(stand.value("n", other), "1");
  EXPECT_EQ(stand.value("m", other), "x");
}

TEST(DialectModel, ACallMayTakeOnlyWhatIsItsOwnAlong) {
  Stand stand(
      model(process(start() + users("after") +
                    R"(<callActivity id="c" calledElement="q"><extensionElements>)"
                    R"(<camunda:in variables="all" local="true"/><camunda:out source="one" target="taken"/>)"
                    R"(<camunda:out source="n" target="left"/></extensionElements>)"
                    R"(<multiInstanceLoopCharacteristics camunda:collection="=[7]" camunda:elementVariable="one"/>)"
                    "</callActivity>" +
                    path("s c after")) +
            process(start("qs") + ends("qe") + path("qs qe"), "q")));
  EXPECT_EQ(stand.start("p", R"({"n": 1, "taken": 0, "left": 0})"), "");
  EXPECT_EQ(stand.value("taken"), "7");
  EXPECT_EQ(stand.value("left"), "null");
}

// As Operaton has it: what an escalation leaves behind on its way out is known outside, caught or not.
TEST(DialectModel, AnEscalationThatNobodyCatchesHandsTheOutputsOver) {
  Stand stand(model("<escalation id=\"late\" escalationCode=\"late\"/>" +
                    process(start() +
                            R"(<callActivity id="c" calledElement="q"><extensionElements>)"
                            R"(<camunda:in source="given" target="given"/>)"
                            R"(<camunda:out source="given" target="taken"/></extensionElements></callActivity>)" +
                            path("s c")) +
                    process(start("qs") + thrown("t", "<escalationEventDefinition escalationRef=\"late\"/>") +
                                users("a") + path("qs t a"),
                            "q")));
  EXPECT_EQ(stand.start("p", R"({"given": 42})"), "");
  EXPECT_EQ(stand.waiting(), "c a");
  EXPECT_EQ(stand.value("taken"), "42");
}

TEST(DialectModel, ACallThatEndsByAnErrorHandsItsOutputsOver) {
  const std::string call =
      R"(<callActivity id="c" calledElement="q"><extensionElements><camunda:out source="n" target="got"/>)"
      R"(</extensionElements></callActivity>)";
  Stand stand(model(kBad + process(start() + call + catches_both("c", "a") + path("s c")) +
                    process(start("qs") + users("t") + ended_by("qe", error("bad")) + path("qs t qe"), "q")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t", R"({"n": 5, "thing": "x"})"), "");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.value("got"), "5");
}

TEST(DialectModel, WhatASignalTakesAlongIsNamedByItsMappings) {
  const std::string with =
      R"(<signalEventDefinition signalRef="g"><extensionElements><camunda:in source="n" target="m"/>)"
      R"(<camunda:in sourceExpression="${n + 1}" target="more"/></extensionElements></signalEventDefinition>)";
  Stand stand(model(R"(<signal id="g" name="g"/>)" + process(start() + thrown("t", with) + users("a") + path("s t a")) +
                    process(start("qs") + caught("c", signal("g")) + users("b") + path("qs c b"), "q")));
  EXPECT_EQ(stand.start("q"), "");
  const CaseId hearer = stand.last_case();
  EXPECT_EQ(stand.start("p", R"({"n": 1})"), "");
  EXPECT_EQ(stand.value("c", hearer), "{m: 1, more: 2}");
  EXPECT_EQ(stand.value("more", hearer), "2");
}

TEST(DialectModel, AConditionalStartBeginsACaseWhenItIsAsked) {
  const auto conditional = [](const char* id, const char* condition, const char* variable) {
    return "<startEvent id=\"" + std::string(id) + "\"><conditionalEventDefinition" +
           (*variable == '\0' ? "" : " camunda:variableName=\"" + std::string(variable) + "\"") + "><condition>" +
           condition + "</condition></conditionalEventDefinition></startEvent>";
  };
  Stand stand(model(process(conditional("s", "${n == 1}", "") + users("a") + path("s a")) +
                    process(conditional("t", "=true", "word") + users("b") + path("t b"), "q")));
  const auto ask = [&stand](const char* name, std::int64_t number) {
    Context variables;
    variables.set(name, Value::number(number));
    return stand.give_as_service(journal::EvaluateConditions{Value::context(std::move(variables))});
  };
  EXPECT_EQ(ask("n", 2), "");
  EXPECT_EQ(ask("other", 1), "");
  EXPECT_EQ(stand.running(), 0u);
  EXPECT_EQ(ask("n", 1), "");
  ASSERT_EQ(stand.running(), 1u);
  EXPECT_EQ(stand.waiting(stand.cases().front()), "a");
  EXPECT_EQ(stand.value("n", stand.cases().front()), "1");
  EXPECT_EQ(ask("word", 0), "");
  EXPECT_EQ(stand.running(), 2u);
}

TEST(DialectModel, AWorkflowHasNoConditionalStart) {
  const std::string bpmn =
      one("<startEvent id=\"s\"><conditionalEventDefinition><condition>=true</condition>"
          "</conditionalEventDefinition></startEvent>" +
          users("a") + path("s a"));
  const std::string workflow =
      R"({"id": "w", "name": {"zh": "例", "en": "w"}, "process": "p", "models": ["w.bpmn"], "duties": "duties.json"})";
  const std::string duties =
      R"({"duties": [{"id": "a", "name": {"zh": "办", "en": "do"}}], "posts": [], "constraints": []})";
  std::string found;
  for (const Diagnostic& d : service::Engine::check_package({{"workflows/w/workflow.json", workflow},
                                                             {"workflows/w/w.bpmn", bpmn},
                                                             {"workflows/w/duties.json", duties}}))
    if (d.severity == Severity::kError) found += d.code + " ";
  EXPECT_EQ(found, "package.conditional-start ");
}

}  // namespace
}  // namespace chancery::test
