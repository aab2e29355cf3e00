// Compensation (BPMN 2.0.2, 10.7 and 13.5.5): what was completed is undone, the last first, and the throwing event waits for it.
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

// a, b and c one after another, each with a handler but c; then t compensates.
std::string three(const std::string& what) {
  return one(start() + users("a b c after") + undone("a") + undone("b") + thrown("t", what) + path("s a b c t after"));
}

void complete_all(Stand& stand, const std::vector<std::string>& tasks) {
  for (const std::string& task : tasks) EXPECT_EQ(stand.complete(task), "") << task;
}

TEST(Compensation, UndoesOneAfterAnotherTheLastFirst) {
  Stand stand(three(compensate()));
  EXPECT_EQ(stand.start(), "");
  complete_all(stand, {"a", "b", "c"});
  EXPECT_EQ(stand.waiting(), "t undo_b");
  EXPECT_EQ(stand.complete("undo_b"), "");
  EXPECT_EQ(stand.waiting(), "t undo_a");
  EXPECT_EQ(stand.complete("undo_a"), "");
  EXPECT_EQ(stand.waiting(), "after");
  EXPECT_EQ(stand.trace(), "s a b c undo_b undo_a t");
}

TEST(Compensation, AnEventThatDoesNotWaitGoesOnBesideIt) {
  Stand stand(three("<compensateEventDefinition waitForCompletion=\"false\"/>"));
  EXPECT_EQ(stand.start(), "");
  complete_all(stand, {"a", "b", "c"});
  EXPECT_EQ(stand.waiting(), "t undo_b after");
  EXPECT_EQ(stand.complete("after"), "");
  EXPECT_EQ(stand.running(), 1u) << "the scope ends with the last handler";
  EXPECT_EQ(stand.complete("undo_b"), "");
  EXPECT_EQ(stand.waiting(), "t undo_a");
  EXPECT_EQ(stand.complete("undo_a"), "");
  EXPECT_EQ(stand.running(), 0u);
}

// The token of the event has gone on: an inclusive join does not wait for the handlers.
TEST(Compensation, ThatIsNotWaitedForHoldsNoJoin) {
  Stand stand(one(start() + users("a b x after") + undone("a") + nodes("inclusiveGateway", "i j") +
                  thrown("t", "<compensateEventDefinition waitForCompletion=\"false\"/>") +
                  nodes("exclusiveGateway", "d") + path("s a i t d") + path("i b j after") + when("d", "x", "true") +
                  when("d", "j", "false")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "t b undo_a x");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "t undo_a x after");
}

// 10.5.5: all definitions of a throwing event are thrown, also when two of them compensate.
TEST(Compensation, OfTwoActivitiesByOneEvent) {
  for (const char* waits : {"", " waitForCompletion=\"false\""}) {
    Stand stand(three(compensate("a") + "<compensateEventDefinition activityRef=\"b\"" + waits + "/>"));
    EXPECT_EQ(stand.start(), "");
    complete_all(stand, {"a", "b", "c"});
    EXPECT_EQ(stand.waiting(), *waits == '\0' ? "t undo_b" : "t undo_b after");
    EXPECT_EQ(stand.complete("undo_b"), "");
    EXPECT_EQ(stand.complete("undo_a"), "");
    EXPECT_EQ(stand.waiting(), "after");
  }
}

TEST(Compensation, OfOneActivityOnly) {
  Stand stand(three(compensate("a")));
  EXPECT_EQ(stand.start(), "");
  complete_all(stand, {"a", "b", "c"});
  EXPECT_EQ(stand.waiting(), "t undo_a");
  EXPECT_EQ(stand.complete("undo_a"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(Compensation, OfWhatHasNoHandlerOrWasNotDonePasses) {
  Stand stand(three(compensate("c")));
  EXPECT_EQ(stand.start(), "");
  complete_all(stand, {"a", "b", "c"});
  EXPECT_EQ(stand.waiting(), "after");
  Stand running(one(start() + nodes("parallelGateway", "f") + users("a x") + undone("a") + thrown("t", compensate()) +
                    path("s f a") + path("f t x")));
  EXPECT_EQ(running.start(), "");
  EXPECT_EQ(running.waiting(), "a x");
}

TEST(Compensation, HappensOnce) {
  Stand stand(one(start() + users("a x after") + undone("a") + thrown("t", compensate()) + thrown("t2", compensate()) +
                  path("s a t x t2 after")));
  EXPECT_EQ(stand.start(), "");
  complete_all(stand, {"a", "undo_a", "x"});
  EXPECT_EQ(stand.waiting(), "after");
}

// The event on the border of the handler goes on with a way of its own inside the sub-process that is being undone.
TEST(Compensation, IsNotDoneBeforeTheWaysBesideItsHandlersAre) {
  const std::string inside = start("is") + nodes("task", "a") + ends("ie") + path("is a ie") + undone("a") +
                             boundary("late", "undo_a", message("m"), Border::kGoingOn) + users("x") + path("late x");
  Stand stand(
      one(start() + sub_process("sub", inside) + thrown("t", compensate()) + users("after") + path("s sub t after"),
          kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.waiting(), "sub t undo_a x");
  EXPECT_EQ(stand.complete("undo_a"), "");
  EXPECT_EQ(stand.waiting(), "sub t x");
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(Compensation, AnEndEventWaitsForItAsWell) {
  Stand stand(one(start() + users("a") + undone("a") + ended_by("e", compensate()) + path("s a e")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "e undo_a");
  EXPECT_EQ(stand.complete("undo_a"), "");
  EXPECT_EQ(stand.running(), 0u);
  EXPECT_EQ(stand.trace(), "s a undo_a e");
}

TEST(Compensation, WhatIsNeverThrownHoldsNothingUp) {
  Stand stand(one(start() + users("a") + undone("a") + path("s sub a") +
                  sub_process("sub", start("is") + users("b") + undone("b") + path("is b"))));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.running(), 0u);
}

TEST(Compensation, AHandlerThatIsDoneAtOnce) {
  Stand stand(one(start() + users("a after") + boundary("b", "a", compensate()) +
                  "<scriptTask id=\"h\" isForCompensation=\"true\" scriptFormat=\"feel\" "
                  "camunda:resultVariable=\"n\"><script>n + 1</script></scriptTask>"
                  "<association sourceRef=\"b\" targetRef=\"h\"/>" +
                  thrown("t", compensate()) + path("s a t after")));
  EXPECT_EQ(stand.start("p", R"({"n": 1})"), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "after");
  EXPECT_EQ(stand.value("n"), "2");
  EXPECT_EQ(stand.trace(), "s a h t");
}

TEST(Compensation, AnActivityThatIsDoneAtOnceIsRemembered) {
  Stand stand(one(start() + users("after") + script("a", "n", "1") + undone("a") + thrown("t", compensate()) +
                  path("s a t after")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "t undo_a");
}

TEST(Compensation, ASubProcessOrACallAsHandler) {
  const std::string as_sub =
      event("subProcess", "h", start("hs") + users("x") + path("hs x"), "", "isForCompensation=\"true\"");
  const std::string as_call = "<callActivity id=\"h\" calledElement=\"q\" isForCompensation=\"true\"/>";
  for (const std::string& handler : {as_sub, as_call}) {
    Stand stand(model(process(start() + users("a after") + boundary("b", "a", compensate()) + handler +
                              "<association sourceRef=\"b\" targetRef=\"h\"/>" + thrown("t", compensate()) +
                              path("s a t after")) +
                      process(start("qs") + users("y") + path("qs y"), "q")));
    EXPECT_EQ(stand.start(), "");
    EXPECT_EQ(stand.complete("a"), "");
    const std::string inside = handler == as_sub ? "x" : "y";
    EXPECT_EQ(stand.waiting(), "t h " + inside);
    EXPECT_EQ(stand.complete(inside), "");
    EXPECT_EQ(stand.waiting(), "after");
  }
}

// ---- scopes

// sub holds a and b with handlers; then t compensates from outside.
std::string nested(const std::string& inside = "", const std::string& outside = "", const std::string& marks = "") {
  return one(
      start() + users("after") + path("s sub t after") + thrown("t", compensate()) + outside +
      sub_process("sub", marks + start("is") + users("a b") + undone("a") + undone("b") + path("is a b") + inside));
}

TEST(Compensation, OfASubProcessUndoesWhatIsInside) {
  Stand stand(nested());
  EXPECT_EQ(stand.start(), "");
  complete_all(stand, {"a", "b"});
  EXPECT_EQ(stand.waiting(), "sub t undo_b");
  complete_all(stand, {"undo_b", "undo_a"});
  EXPECT_EQ(stand.waiting(), "after");
  EXPECT_EQ(stand.trace(), "s is a b sub undo_b undo_a t");
}

TEST(Compensation, AHandlerOfTheSubProcessStandsForAllInside) {
  Stand stand(nested("", undone("sub")));
  EXPECT_EQ(stand.start(), "");
  complete_all(stand, {"a", "b"});
  EXPECT_EQ(stand.waiting(), "t undo_sub");
  EXPECT_EQ(stand.complete("undo_sub"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(Compensation, AnEventSubProcessDecidesWhatIsUndone) {
  const std::string own = "<subProcess id=\"u\" triggeredByEvent=\"true\">" + event("startEvent", "us", compensate()) +
                          users("x") + thrown("ut", compensate("a")) + ends("ue") + path("us x ut ue") +
                          "</subProcess>";
  Stand stand(nested(own));
  EXPECT_EQ(stand.start(), "");
  complete_all(stand, {"a", "b"});
  EXPECT_EQ(stand.waiting(), "sub t u x");
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.waiting(), "sub t u ut undo_a");
  EXPECT_EQ(stand.complete("undo_a"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(Compensation, ASubProcessKeepsTheVariablesThatItHad) {
  Stand stand(one(start() + users("after") + path("s sub t after") + thrown("t", compensate()) +
                  sub_process("sub",
                              "<multiInstanceLoopCharacteristics isSequential=\"true\" camunda:collection=\"=[1, 2]\" "
                              "camunda:elementVariable=\"n\"/>" +
                                  start("is") + users("a") + undone("a") + path("is a"))));
  EXPECT_EQ(stand.start(), "");
  complete_all(stand, {"a", "a"});
  // The instances of one activity are undone together.
  EXPECT_EQ(stand.waiting(), "sub sub sub t undo_a undo_a");
  EXPECT_EQ(stand.value_in("sub", "n"), "2");
  complete_all(stand, {"undo_a", "undo_a"});
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(Compensation, AMultiInstanceActivityIsUndoneOncePerInstanceWhenAllOfItIsDone) {
  const std::string bpmn =
      one(start() + nodes("parallelGateway", "f") + users("x y") + undone("a") + thrown("t", compensate()) +
          event("userTask", "a",
                "<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality>"
                "</multiInstanceLoopCharacteristics>") +
          path("s f a") + path("f x t y"));
  Stand early(bpmn);
  EXPECT_EQ(early.start(), "");
  complete_all(early, {"a", "x"});
  EXPECT_EQ(early.waiting(), "a a y");
  Stand late(bpmn);
  EXPECT_EQ(late.start(), "");
  complete_all(late, {"a", "a", "x"});
  EXPECT_EQ(late.waiting(), "t undo_a undo_a");
  complete_all(late, {"undo_a", "undo_a"});
  EXPECT_EQ(late.waiting(), "y");
}

TEST(Compensation, FromAnEventSubProcessReachesTheScopeAround) {
  const std::string own = "<subProcess id=\"u\" triggeredByEvent=\"true\">" + event("startEvent", "us", message("m")) +
                          users("x") + undone("x") + ended_by("ue", compensate()) + path("us x ue") + "</subProcess>";
  Stand stand(one(start() + users("a b") + undone("a") + path("s a b") + own, kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.waiting(), "u ue undo_x");
  complete_all(stand, {"undo_x", "undo_a"});
  EXPECT_EQ(stand.running(), 0u);
}

TEST(Compensation, EndsWithTheScopeThatIsInterrupted) {
  Stand stand(
      one(start() + users("after x") + path("s sub after") + boundary("b", "sub", message("m")) + path("b x") +
              sub_process("sub", start("is") + users("a") + undone("a") + thrown("t", compensate()) + path("is a t")),
          kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "sub t undo_a");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.waiting(), "x");
  EXPECT_EQ(stand.state().compensables.size(), 0u);
}

// The sub-process was completed: what is thrown while it is being undone goes past its border.
TEST(Compensation, OfASubProcessIsNotCaughtOnItsBorder) {
  const std::string escalation = "<escalationEventDefinition escalationRef=\"x\"/>";
  const std::string own = "<subProcess id=\"u\" triggeredByEvent=\"true\">" + event("startEvent", "us", compensate()) +
                          ended_by("ue", escalation) + path("us ue") + "</subProcess>";
  Stand stand(one(start() + sub_process("sub", start("is") + users("a") + path("is a") + own) +
                      boundary("c", "sub", escalation) + thrown("t", compensate()) + users("after y") +
                      path("s sub t after") + path("c y"),
                  "<escalation id=\"x\" escalationCode=\"x\"/>"));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

// What an event sub-process compensates in the scope around it ends with the event that threw it.
TEST(Compensation, EndsItsHandlersOutsideWhenItIsEnded) {
  const std::string own = "<subProcess id=\"u\" triggeredByEvent=\"true\">" +
                          event("startEvent", "us", message("m"), "", "isInterrupting=\"false\"") +
                          nodes("parallelGateway", "f") + thrown("t", compensate()) + users("x y") +
                          ended_by("stop", "<terminateEventDefinition/>") + path("us f t y") + path("f x stop") +
                          "</subProcess>";
  Stand stand(one(start() + users("a c b after") + undone("a") + undone("c") + path("s a c b after") + own, kRoots));
  EXPECT_EQ(stand.start(), "");
  complete_all(stand, {"a", "c"});
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.waiting(), "b u t x undo_c");
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.waiting(), "b");
  EXPECT_EQ(stand.state().compensables.size(), 1u) << "a has not been undone and may be";
}

// The handlers are on their way only when the end event ends all: none of them begins.
TEST(Compensation, ThatIsNotWaitedForEndsWithTheScopeThatItsOwnEventEnds) {
  const std::string own =
      "<subProcess id=\"u\" triggeredByEvent=\"true\">" +
      event("startEvent", "us", message("m"), "", "isInterrupting=\"false\"") +
      ended_by("ue", "<compensateEventDefinition waitForCompletion=\"false\"/><terminateEventDefinition/>") +
      path("us ue") + "</subProcess>";
  Stand stand(one(start() + users("a b") + undone("a") + path("s a b") + own, kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.waiting(), "b");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.running(), 0u);
}

// The handler is cut off by its own boundary event; what remains is undone nevertheless.
TEST(Compensation, GoesOnBehindAHandlerThatIsInterrupted) {
  Stand stand(one(start() + users("a b x after") + undone("a") + undone("b") + thrown("t", compensate()) +
                      path("s a b t after") + boundary("stop", "undo_b", message("m")) + path("stop x"),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  complete_all(stand, {"a", "b"});
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.waiting(), "t x undo_a");
}

TEST(Compensation, AfterALoopOfFlowsEveryRoundIsUndone) {
  Stand stand(one(start() + nodes("exclusiveGateway", "j g") + users("a after") + undone("a") +
                  thrown("t", compensate()) + path("s j a g") + when("g", "j", "again") + when("g", "t", "not(again)") +
                  path("t after")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a", R"({"again": true})"), "");
  EXPECT_EQ(stand.complete("a", R"({"again": false})"), "");
  complete_all(stand, {"undo_a", "undo_a"});
  EXPECT_EQ(stand.waiting(), "after");
}

}  // namespace
}  // namespace chancery::test
