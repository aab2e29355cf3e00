// Boundary events (BPMN 2.0.2, 10.5.4 and 13.5.3): timer, message, signal; interrupting or not. Errors stand in
// sub_process_test.cpp.
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

// s → a (with the boundary event "b" that leads to x) → after
std::string guarded(const std::string& definition, Border border, const std::string& key = "") {
  return one(
      start() + users("a after x") + boundary("b", "a", definition, border, key) + path("s a after") + path("b x"),
      kRoots);
}

TEST(BoundaryEvent, ATimerInterrupts) {
  Stand stand(guarded(timer("Duration", "PT1H"), Border::kInterrupting));
  EXPECT_EQ(stand.start(), "");
  const TaskId task = stand.task("a");
  EXPECT_EQ(stand.timers(), "b PT1H");
  stand.wait("PT59M");
  EXPECT_EQ(stand.waiting(), "a");
  stand.wait("PT1M");
  EXPECT_EQ(stand.waiting(), "x");
  EXPECT_EQ(stand.timers(), "");
  EXPECT_EQ(stand.give(journal::CompleteTask{task, 0, Value()}), "runtime.no-task");
  EXPECT_EQ(stand.trace(), "s -a b");
}

TEST(BoundaryEvent, IsGoneWhenTheActivityIsDone) {
  Stand stand(guarded(timer("Duration", "PT1H"), Border::kInterrupting));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.timers(), "");
  stand.wait("P1D");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(BoundaryEvent, ATimerThatDoesNotInterruptFiresOnce) {
  Stand stand(guarded(timer("Duration", "PT1H"), Border::kGoingOn));
  EXPECT_EQ(stand.start(), "");
  stand.wait("P1D");
  EXPECT_EQ(stand.waiting(), "a x");
  EXPECT_EQ(stand.timers(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "x after");
}

TEST(BoundaryEvent, ACycleFiresAsOftenAsItSays) {
  Stand stand(guarded(timer("Cycle", "R3/PT1H"), Border::kGoingOn));
  EXPECT_EQ(stand.start(), "");
  stand.wait("PT1H");
  EXPECT_EQ(stand.waiting(), "a x");
  EXPECT_EQ(stand.timers(), "b PT1H");
  stand.wait("PT1H30M");
  EXPECT_EQ(stand.waiting(), "a x x");
  EXPECT_EQ(stand.timers(), "b PT30M");
  stand.wait("P1D");
  EXPECT_EQ(stand.waiting(), "a x x x");
  EXPECT_EQ(stand.timers(), "");
}

TEST(BoundaryEvent, ACycleWithoutEndStopsWithTheActivity) {
  Stand stand(guarded(timer("Cycle", "R/PT1H"), Border::kGoingOn));
  EXPECT_EQ(stand.start(), "");
  stand.wait("PT5H");
  EXPECT_EQ(stand.waiting(), "a x x x x x");
  EXPECT_EQ(stand.complete("a"), "");
  stand.wait("PT5H");
  EXPECT_EQ(stand.waiting(), "x x x x x after");
}

TEST(BoundaryEvent, ACycleThatInterruptsFiresOnce) {
  Stand stand(guarded(timer("Cycle", "R3/PT1H"), Border::kInterrupting));
  EXPECT_EQ(stand.start(), "");
  stand.wait("P1D");
  EXPECT_EQ(stand.waiting(), "x");
}

TEST(BoundaryEvent, AMessageInterrupts) {
  Stand stand(guarded(message("m"), Border::kInterrupting, "=key"));
  EXPECT_EQ(stand.start("p", R"({"key": "k1"})"), "");
  EXPECT_EQ(stand.subscriptions(), "b:m/k1");
  EXPECT_EQ(stand.message("m", "k2"), "runtime.no-receiver");
  EXPECT_EQ(stand.message("m", "k1", R"({"n": 1})"), "");
  EXPECT_EQ(stand.waiting(), "x");
  EXPECT_EQ(stand.value("b"), "{n: 1}");
  EXPECT_EQ(stand.message("m", "k1"), "runtime.no-receiver");
}

// As long as the activity runs, an event that does not interrupt it may come again.
TEST(BoundaryEvent, AMessageThatDoesNotInterruptMayComeAgain) {
  Stand stand(guarded(message("m"), Border::kGoingOn));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.waiting(), "a x");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.waiting(), "a x x");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.message("m"), "runtime.no-receiver");
}

TEST(BoundaryEvent, ASignalInterrupts) {
  Stand stand(guarded(signal("g"), Border::kInterrupting));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.signal("g"), "");
  EXPECT_EQ(stand.waiting(), "x");
  EXPECT_EQ(stand.receivers(), 0u);
}

TEST(BoundaryEvent, ASignalThatDoesNotInterruptMayComeAgain) {
  Stand stand(guarded(signal("g"), Border::kGoingOn));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.signal("g"), "");
  EXPECT_EQ(stand.signal("g"), "");
  EXPECT_EQ(stand.waiting(), "a x x");
}

TEST(BoundaryEvent, TheFirstOfTwoTakesTheActivityFromTheOther) {
  Stand stand(one(start() + users("a after x y") + boundary("b", "a", timer("Duration", "PT2H")) +
                      boundary("c", "a", message("m")) + path("s a after") + path("b x") + path("c y"),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.waiting(), "y");
  stand.wait("P1D");
  EXPECT_EQ(stand.waiting(), "y");
}

TEST(BoundaryEvent, InterruptsASubProcessWithAllInIt) {
  Stand stand(one(
      start() + users("after x") + boundary("b", "sub", timer("Duration", "PT1H")) + path("s sub after") + path("b x") +
          sub_process("sub", start("is") + nodes("parallelGateway", "f j") + users("a c") + caught("i", message("m")) +
                                 caught("t", timer("Duration", "PT5H")) + ends("ie") + path("is f a j ie") +
                                 path("f c j") + path("f i j") + path("f t j")),
      kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("c"), "");
  EXPECT_EQ(stand.tokens(), 1u);
  stand.wait("PT1H");
  EXPECT_EQ(stand.waiting(), "x");
  EXPECT_EQ(stand.tokens(), 0u);
  EXPECT_EQ(stand.receivers(), 0u);
  EXPECT_EQ(stand.timers(), "");
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.running(), 0u);
}

TEST(BoundaryEvent, WhatItSendsRunsInTheScopeAroundTheActivity) {
  Stand stand(one(start() + users("after") + path("s sub after") +
                  sub_process("sub", start("is") + users("a x") +
                                         boundary("b", "a", timer("Duration", "PT1H"), Border::kGoingOn) +
                                         path("is a") + path("b x"))));
  EXPECT_EQ(stand.start(), "");
  stand.wait("PT1H");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "sub x");  // the sub-process ends when this one is done, too
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(BoundaryEvent, ABufferedMessageInterruptsBeforeTheTaskIsThere) {
  Stand stand(
      one(start() + kept("t") + users("a x") + boundary("b", "a", message("m")) + path("s t a") + path("b x"), kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "x");
  EXPECT_EQ(stand.receivers(), 0u);
}

TEST(BoundaryEvent, ATimerThatCannotBeSetRefusesTheStep) {
  Stand stand(
      one(start() + users("t a x") + boundary("b", "a", timer("Duration", "=soon")) + path("s t a") + path("b x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t"), "runtime.bad-timer");
  EXPECT_EQ(stand.waiting(), "t");
  EXPECT_EQ(stand.complete("t", R"({"soon": "PT1H"})"), "");
  EXPECT_EQ(stand.timers(), "b PT1H");
}

}  // namespace
}  // namespace chancery::test
