// Event sub-processes (BPMN 2.0.2, 10.3.5 and 13.5.4): what triggers them, what an interrupting one ends, and what waits on.
#include <gtest/gtest.h>

#include <functional>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

// A process whose token waits at "a"; beside it an event sub-process "u" that waits at "x".
std::string with(const std::string& definition, Border border = Border::kInterrupting, const std::string& more = "") {
  return one(start() + users("a after") + path("s a after") + event_sub_process("u", definition, "x", border) + more,
             kRoots);
}

struct Trigger {
  const char* name;
  std::string definition;
  std::function<std::string(Stand&)> come;
};
void PrintTo(const Trigger& trigger, std::ostream* out) { *out << trigger.name; }

class EventSubProcess : public testing::TestWithParam<Trigger> {};

TEST_P(EventSubProcess, AnInterruptingOneEndsAllElseInItsScope) {
  Stand stand(with(GetParam().definition));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(GetParam().come(stand), "");
  EXPECT_EQ(stand.waiting(), "u x");
  EXPECT_EQ(stand.timers() + stand.subscriptions(), "");
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.running(), 0u);
  EXPECT_EQ(stand.trace(), "s -a u_start x u_end u");
}

TEST_P(EventSubProcess, OneThatDoesNotInterruptRunsBesideAndWaitsOn) {
  Stand stand(with(GetParam().definition, Border::kGoingOn));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(GetParam().come(stand), "");
  EXPECT_EQ(stand.waiting(), "a u x");
  EXPECT_EQ(GetParam().come(stand), "");
  EXPECT_EQ(stand.waiting(), "a u x u x");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.complete("after"), "");
  EXPECT_EQ(stand.waiting(), "u x u x");
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.running(), 0u);
  EXPECT_EQ(stand.receivers(), 0u);
}

INSTANTIATE_TEST_SUITE_P(Triggers, EventSubProcess,
                         testing::Values(Trigger{"message", message("m"), [](Stand& s) { return s.message("m"); }},
                                         Trigger{"signal", signal("g"), [](Stand& s) { return s.signal("g"); }},
                                         Trigger{"timer", timer("Cycle", "R/PT1H"),
                                                 [](Stand& s) {
                                                   s.wait("PT1H");
                                                   return std::string();
                                                 }}),
                         [](const auto& one_of_them) { return std::string(one_of_them.param.name); });

TEST(EventSubProcess, EndsWithTheScopeWhenNothingCame) {
  Stand stand(with(message("m")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.subscriptions(), "u_start:m");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.complete("after"), "");
  EXPECT_EQ(stand.running(), 0u);
  EXPECT_EQ(stand.receivers(), 0u);
}

TEST(EventSubProcess, AnInterruptingOneClosesTheOthersOfItsScopeOnly) {
  Stand stand(
      one(start() + path("s sub") + event_sub_process("outer", message("m2"), "y", Border::kGoingOn) +
              boundary("late", "sub", timer("Duration", "P1D")) + users("z") + path("late z") +
              sub_process("sub", start("is") + users("a") + path("is a") + event_sub_process("u", message("m"), "x") +
                                     event_sub_process("v", signal("g"), "w", Border::kGoingOn)),
          kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.waiting(), "sub u x");
  EXPECT_EQ(stand.subscriptions(), "outer_start:m2");
  EXPECT_EQ(stand.timers(), "late P1D");
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.running(), 0u);
}

TEST(EventSubProcess, TheScopeGoesOnBehindIt) {
  Stand stand(one(start() + users("after") + path("s sub after") +
                      sub_process("sub", start("is") + nodes("parallelGateway", "f") + users("a b") + path("is f a") +
                                             path("f b") + event_sub_process("u", message("m"), "x")),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.waiting(), "sub u x");
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(EventSubProcess, WhatItsEventBroughtIsSeenInside) {
  Stand stand(with(message("m")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.message("m", "", R"({"n": 7})"), "");
  EXPECT_EQ(stand.value("u_start"), "{n: 7}");
}

// The message is there before the scope begins: its token never comes to a.
TEST(EventSubProcess, ABufferedMessageInterruptsBeforeTheFirstToken) {
  Stand stand(
      one(start() + kept("t") + path("s t sub") +
              sub_process("sub", start("is") + users("a") + path("is a") + event_sub_process("u", message("m"), "x")),
          kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "sub u x");
}

TEST(EventSubProcess, OneInsideAnother) {
  Stand stand(one(start() + users("a") + path("s a") + "<subProcess id=\"u\" triggeredByEvent=\"true\">" +
                      event("startEvent", "us", message("m")) + users("x") + path("us x") +
                      event_sub_process("v", message("m2"), "y") + "</subProcess>",
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.message("m2"), "runtime.no-receiver");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.message("m2"), "");
  EXPECT_EQ(stand.waiting(), "u v y");
  EXPECT_EQ(stand.complete("y"), "");
  EXPECT_EQ(stand.running(), 0u);
}

TEST(EventSubProcess, OfACalledProcess) {
  Stand stand(model(kRoots + process(start() + users("after") + call("c", "q") + path("s c after")) +
                    process(start("qs") + users("a") + path("qs a") + event_sub_process("u", message("m"), "x"), "q")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "c a");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.waiting(), "c u x");
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(EventSubProcess, EveryInstanceOfALoopHasItsOwn) {
  Stand stand(
      one(start() + users("after") + path("s sub after") +
              sub_process("sub",
                          "<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality>"
                          "</multiInstanceLoopCharacteristics>" +
                              start("is") + users("a") + path("is a") + event_sub_process("u", signal("g"), "x")),
          kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.subscriptions(), "u_start:g u_start:g");
  EXPECT_EQ(stand.signal("g"), "");
  EXPECT_EQ(stand.waiting(), "sub sub sub u x u x");
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

// ---- errors

// sub's token ends with the error; beside it an event sub-process and a boundary event that could catch it.
std::string throwing(const std::string& inside, const std::string& outside = "") {
  return one(start() + users("after") + path("s sub after") + outside +
                 sub_process("sub", start("is") + nodes("parallelGateway", "f") + users("a b") +
                                        ended_by("ie", error("boom")) + path("is f a ie") + path("f b") + inside),
             kRoots);
}
const std::string kOnBorder = boundary("catch", "sub", error("boom")) + users("saved") + path("catch saved");

TEST(EventSubProcessError, ComesBeforeTheBoundaryEvent) {
  Stand stand(throwing(event_sub_process("u", error(""), "x"), kOnBorder));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "sub u x");
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(EventSubProcessError, TheOneThatNamesTheCodeComesFirst) {
  Stand stand(throwing(event_sub_process("u", error(""), "x") + event_sub_process("v", error("boom"), "y")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "sub v y");
}

TEST(EventSubProcessError, OneThatIsThrownInsideGoesOutward) {
  const std::string again = "<subProcess id=\"u\" triggeredByEvent=\"true\">" + event("startEvent", "us", error("")) +
                            users("x") + ended_by("ue", error("boom")) + path("us x ue") + "</subProcess>";
  Stand stand(throwing(again, kOnBorder));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "sub u x");
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.waiting(), "saved");
}

TEST(EventSubProcessError, KeepsTheCodeInItsOwnScope) {
  Stand stand(throwing(
      event_sub_process("u", "<errorEventDefinition errorRef=\"boom\" camunda:errorCodeVariable=\"code\"/>", "x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.value_in("u", "code"), "boom");
  EXPECT_EQ(stand.value("code"), "-");
}

// ---- escalations

std::string escalation(const std::string& ref = "late") {
  return ref.empty() ? "<escalationEventDefinition/>" : "<escalationEventDefinition escalationRef=\"" + ref + "\"/>";
}
const std::string kEscalations =
    "<escalation id=\"late\" escalationCode=\"late\"/><escalation id=\"lost\" escalationCode=\"lost\"/>";

// sub throws at "t" behind "a", then comes to "b".
std::string escalating(const std::string& inside, const std::string& outside = "", const std::string& thrower = "") {
  return one(start() + users("after") + path("s sub after") + outside +
                 sub_process("sub", start("is") + users("a b") + path("is a t b") +
                                        (thrower.empty() ? thrown("t", escalation()) : thrower) + inside),
             kEscalations);
}

TEST(Escalation, OneThatNobodyCatchesIsNoFault) {
  Stand stand(escalating(""));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "sub b");
}

TEST(Escalation, ANonInterruptingBoundaryEventLetsTheThrowerGoOn) {
  Stand stand(escalating("", boundary("c", "sub", escalation(), Border::kGoingOn) + users("x") + path("c x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "sub x b");
}

TEST(Escalation, AnInterruptingBoundaryEventEndsTheThrower) {
  Stand stand(escalating("", boundary("c", "sub", escalation()) + users("x") + path("c x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "x");
}

TEST(Escalation, AnInterruptingEventSubProcessOfItsOwnScopeEndsTheThrower) {
  Stand stand(escalating(event_sub_process("u", escalation(), "x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "sub u x");
}

TEST(Escalation, TheInnermostCatchesAndTheCodeComesBeforeAny) {
  const std::string any = boundary("any", "sub", escalation(""), Border::kGoingOn) + users("x") + path("any x");
  const std::string named = boundary("named", "sub", escalation(), Border::kGoingOn) + users("y") + path("named y");
  Stand border(escalating("", any + named));
  EXPECT_EQ(border.start(), "");
  EXPECT_EQ(border.complete("a"), "");
  EXPECT_EQ(border.waiting(), "sub y b");
  Stand inner(escalating(event_sub_process("u", escalation(""), "z", Border::kGoingOn), named));
  EXPECT_EQ(inner.start(), "");
  EXPECT_EQ(inner.complete("a"), "");
  EXPECT_EQ(inner.waiting(), "sub u b z");
  Stand other(escalating("", boundary("c", "sub", escalation("lost")) + users("x") + path("c x")));
  EXPECT_EQ(other.start(), "");
  EXPECT_EQ(other.complete("a"), "");
  EXPECT_EQ(other.waiting(), "sub b");
}

TEST(Escalation, FromAnEventSubProcessItGoesToAnotherOrOutwardNeverToItself) {
  const std::string again = "<subProcess id=\"u\" triggeredByEvent=\"true\">" +
                            event("startEvent", "us", escalation(), "", "isInterrupting=\"false\"") + users("x y") +
                            thrown("again", escalation()) + path("us x again y") + "</subProcess>";
  Stand stand(escalating(again, boundary("c", "sub", escalation(), Border::kGoingOn) + users("z") + path("c z")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "sub u b x");
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.waiting(), "sub u b z y");
}

TEST(Escalation, OutOfACalledProcessTakesItsOutputsAlong) {
  const auto bpmn = [](Border border) {
    return model(
        kEscalations +
        process(start() + users("after x") + boundary("c", "call", escalation(), border) + path("s call after") +
                path("c x") +
                "<callActivity id=\"call\" calledElement=\"q\"><extensionElements><camunda:out source=\"n\" "
                "target=\"out\"/></extensionElements></callActivity>") +
        process(start("qs") + script("set", "n", "42") + thrown("t", escalation()) + users("b") + path("qs set t b"),
                "q"));
  };
  Stand going_on(bpmn(Border::kGoingOn));
  EXPECT_EQ(going_on.start(), "");
  EXPECT_EQ(going_on.waiting(), "call x b");
  EXPECT_EQ(going_on.value("out"), "42");
  Stand cut_off(bpmn(Border::kInterrupting));
  EXPECT_EQ(cut_off.start(), "");
  EXPECT_EQ(cut_off.waiting(), "x");
  EXPECT_EQ(cut_off.value("out"), "42");
}

TEST(Escalation, AnEndEventEndsItsTokenAndTheCodeIsHandedOver) {
  Stand stand(one(start() + users("after x") + path("s sub after") + path("c x") +
                      boundary("c", "sub",
                               "<escalationEventDefinition escalationRef=\"late\" "
                               "camunda:escalationCodeVariable=\"code\"/>",
                               Border::kGoingOn) +
                      sub_process("sub", start("is") + ended_by("ie", escalation()) + path("is ie")),
                  kEscalations));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "x after");
  EXPECT_EQ(stand.value("code"), "late");
}

TEST(Signal, OneThatInterruptsItsOwnThrowerEndsIt) {
  Stand stand(
      one(start() + thrown("t", signal("g")) + users("a") + path("s t a") + event_sub_process("u", signal("g"), "x"),
          kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "u x");
  Stand ended(one(start() + nodes("parallelGateway", "f") + users("a") + ended_by("e", signal("g")) + path("s f a") +
                      path("f e") + event_sub_process("u", signal("g"), "x"),
                  kRoots));
  EXPECT_EQ(ended.start(), "");
  EXPECT_EQ(ended.waiting(), "u x");
}

}  // namespace
}  // namespace chancery::test
