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
