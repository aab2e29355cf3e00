// Ad-hoc sub-processes (BPMN 2.0.2, 10.3.5 and 13.3.5): activities in no order, until nothing is left or the condition holds.
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

std::string ad_hoc(const std::string& content, const std::string& attributes = "") {
  return one(start() + users("after") + path("s sub after") + event("adHocSubProcess", "sub", content, "", attributes));
}

TEST(AdHoc, AllOfThemAreOpenAtOnceAndItEndsWithTheLast) {
  Stand stand(ad_hoc(users("a b c") + path("b c")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "sub a b");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "sub a c");
  EXPECT_EQ(stand.complete("c"), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(AdHoc, EndsWhenItsConditionHolds) {
  Stand stand(ad_hoc(users("a b c") + path("a c") + "<completionCondition>enough</completionCondition>"));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("b", R"({"enough": false})"), "");
  EXPECT_EQ(stand.waiting(), "sub a");
  EXPECT_EQ(stand.complete("a", R"({"enough": true})"), "");
  EXPECT_EQ(stand.waiting(), "after");
  EXPECT_EQ(stand.trace(), "s b a sub");
}

TEST(AdHoc, WhatStillRunsIsEndedThen) {
  Stand stand(ad_hoc(users("a b") + "<completionCondition>enough</completionCondition>"));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a", R"({"enough": true})"), "");
  EXPECT_EQ(stand.waiting(), "after");
  EXPECT_EQ(stand.trace(), "s a -b sub");
}

TEST(AdHoc, AConditionThatIsNotBooleanIsAFault) {
  Stand stand(ad_hoc(users("a b") + "<completionCondition>missing</completionCondition>"));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "runtime.condition-not-boolean");
}

TEST(AdHoc, InSequenceOneBeginsWhenTheOneBeforeHasEnded) {
  Stand stand(ad_hoc(users("a b c d") + path("b d"), "ordering=\"Sequential\""));
  EXPECT_EQ(stand.start(), "");
  for (const char* task : {"a", "b", "d", "c"}) {
    EXPECT_EQ(stand.waiting(), std::string("sub ") + task);
    EXPECT_EQ(stand.complete(task), "");
  }
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(AdHoc, InSequenceWhatIsDoneAtOnceGoesThrough) {
  Stand stand(ad_hoc(nodes("task", "a b c"), "ordering=\"Sequential\""));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "after");
  EXPECT_EQ(stand.trace(), "s a b c sub");
}

TEST(AdHoc, InSequenceTheConditionEndsIt) {
  Stand stand(ad_hoc(users("a b") + "<completionCondition>enough</completionCondition>", "ordering=\"Sequential\""));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a", R"({"enough": true})"), "");
  EXPECT_EQ(stand.waiting(), "after");
  EXPECT_EQ(stand.trace(), "s a sub");
}

TEST(AdHoc, WhatRunsMayFinishWhenTheModelSaysSo) {
  Stand stand(ad_hoc(users("a b c") + path("a c") + "<completionCondition>enough</completionCondition>",
                     "cancelRemainingInstances=\"false\""));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a", R"({"enough": true})"), "");
  EXPECT_EQ(stand.waiting(), "sub b") << "c does not begin";
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "after");
  EXPECT_EQ(stand.trace(), "s a b sub");
}

// Once it has held, nothing begins whatever the variables say afterwards.
TEST(AdHoc, AConditionThatHasHeldIsNotAskedAgain) {
  Stand stand(ad_hoc(users("a b c") + path("a c") + "<completionCondition>enough</completionCondition>",
                     "cancelRemainingInstances=\"false\""));
  EXPECT_EQ(stand.start("p", R"({"enough": true})"), "");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.complete("a", R"({"enough": false})"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

// What waits at a join for a way that no longer comes waits no more.
TEST(AdHoc, AJoinInsideDoesNotHoldItWhenNothingBeginsAnyMore) {
  Stand stand(ad_hoc(users("a b c d") + nodes("parallelGateway", "f j") + path("a f b j d") + path("f c j") +
                         "<completionCondition>enough</completionCondition>",
                     "cancelRemainingInstances=\"false\""));
  EXPECT_EQ(stand.start("p", R"({"enough": false})"), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.tokens(), 1u);
  EXPECT_EQ(stand.complete("c", R"({"enough": true})"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

// An interrupting event sub-process takes the place of what has not begun yet as well.
TEST(AdHoc, InSequenceNothingBeginsBehindAnInterruption) {
  Stand stand(one(start() + users("after") + path("s sub after") +
                      event("adHocSubProcess", "sub", users("a b") + event_sub_process("u", message("m"), "z"), "",
                            "ordering=\"Sequential\""),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.waiting(), "sub u z");
  EXPECT_EQ(stand.complete("z"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

// A way behind the border of a handler inside ends in an activity: it is nothing that completes the sub-process once more.
TEST(AdHoc, WhatIsBeingUndoneIsNotCompletedAgain) {
  Stand stand(one(start() + thrown("undo", compensate()) + users("after") + path("s sub undo after") +
                      event("adHocSubProcess", "sub",
                            nodes("task", "a") + undone("a") + users("x") + path("late x") +
                                boundary("late", "undo_a", message("m"), Border::kGoingOn) +
                                "<completionCondition>enough = true</completionCondition>"),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "sub undo undo_a");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.complete("x", R"({"enough": true})"), "");
  EXPECT_EQ(stand.waiting(), "sub undo undo_a");
  EXPECT_EQ(stand.complete("undo_a"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(AdHoc, ABoundaryEventEndsIt) {
  Stand stand(one(start() + users("after x") + path("s sub after") + boundary("c", "sub", message("m")) + path("c x") +
                      event("adHocSubProcess", "sub", users("a b")),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.waiting(), "x");
}

}  // namespace
}  // namespace chancery::test
