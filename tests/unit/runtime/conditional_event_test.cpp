// Conditional events (BPMN 2.0.2, 10.5.5): met when their condition becomes true, at once when it is.
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

// "c" waits for the condition beside the task "a", whose form sets variables of the case.
std::string waits(const std::string& text) {
  return one(start() + nodes("parallelGateway", "f") + users("a b x") + caught("c", condition(text)) + path("s f a b") +
             path("f c x"));
}

TEST(Condition, WaitsUntilItHolds) {
  Stand stand(waits("n > 3"));
  EXPECT_EQ(stand.start("p", R"({"n": 1})"), "");
  EXPECT_EQ(stand.waiting(), "a c");
  EXPECT_EQ(stand.subscriptions(), "c:");
  EXPECT_EQ(stand.receivers(), 0u);
  EXPECT_EQ(stand.complete("a", R"({"n": 3})"), "");
  EXPECT_EQ(stand.waiting(), "c b");
  EXPECT_EQ(stand.complete("b", R"({"n": 4})"), "");
  EXPECT_EQ(stand.waiting(), "x");
  EXPECT_EQ(stand.subscriptions(), "");
}

std::string named(const std::string& attributes) {
  return "<conditionalEventDefinition camunda:variableName=\"n\" " + attributes +
         "><condition>m = 1</condition></conditionalEventDefinition>";
}

std::string waits_for(const std::string& definition) {
  return one(start() + nodes("parallelGateway", "f") + users("a b d x") + caught("c", definition) + path("s f a b d") +
             path("f c x"));
}

TEST(Condition, OneThatNamesAVariableIsAskedOnlyWhenThatOneIsSet) {
  Stand stand(waits_for(named("")));
  EXPECT_EQ(stand.start("p", R"({"n": 0, "m": 0})"), "");
  EXPECT_EQ(stand.complete("a", R"({"m": 1})"), "");
  EXPECT_EQ(stand.waiting(), "c b");
  EXPECT_EQ(stand.complete("b", R"({"n": 0})"), "");
  EXPECT_EQ(stand.waiting(), "d x");
}

TEST(Condition, OrOnlyWhenItIsSetForTheFirstTimeOrAgain) {
  Stand created(waits_for(named("camunda:variableEvents=\"create\"")));
  EXPECT_EQ(created.start("p", R"({"n": 0, "m": 0})"), "");
  EXPECT_EQ(created.complete("a", R"({"m": 1, "n": 1})"), "");
  EXPECT_EQ(created.waiting(), "c b");
  Stand updated(waits_for(named("camunda:variableEvents=\"update, delete\"")));
  EXPECT_EQ(updated.start("p", R"({"m": 0})"), "");
  EXPECT_EQ(updated.complete("a", R"({"m": 1, "n": 1})"), "");
  EXPECT_EQ(updated.waiting(), "c b");
  EXPECT_EQ(updated.complete("b", R"({"n": 2})"), "");
  EXPECT_EQ(updated.waiting(), "d x");
}

TEST(Condition, OneThatHoldsPassesAtOnce) {
  Stand stand(waits("n > 3"));
  EXPECT_EQ(stand.start("p", R"({"n": 4})"), "");
  EXPECT_EQ(stand.waiting(), "a x");
}

TEST(Condition, WhatIsNotBooleanOrNotThereIsFalse) {
  for (const char* text : {"n", "missing > 3", "\"true\""}) {
    Stand stand(waits(text));
    EXPECT_EQ(stand.start("p", R"({"n": 1})"), "") << text;
    EXPECT_EQ(stand.waiting(), "a c") << text;
  }
}

TEST(Condition, OnABorderItInterrupts) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + users("a t x") + path("s f a") + path("f t") +
                  boundary("c", "t", condition("n = 1")) + path("c x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a", R"({"n": 1})"), "");
  EXPECT_EQ(stand.waiting(), "x");
}

TEST(Condition, OnABorderOneThatHoldsAlreadyComesAtOnce) {
  Stand stand(one(start() + users("t x") + path("s t") + boundary("c", "t", condition("true")) + path("c x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "x");
  EXPECT_EQ(stand.subscriptions(), "");
}

// It must have been false in between.
TEST(Condition, WithoutInterruptingItComesAgainOnlyAfterItWasFalse) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + users("a1 a2 a3 a4 t x") + path("s f a1 a2 a3 a4") +
                  path("f t") + boundary("c", "t", condition("n = 1"), Border::kGoingOn) + path("c x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a1", R"({"n": 1})"), "");
  EXPECT_EQ(stand.waiting(), "t a2 x");
  EXPECT_EQ(stand.complete("a2", R"({"n": 1})"), "");
  EXPECT_EQ(stand.waiting(), "t x a3");
  EXPECT_EQ(stand.complete("a3", R"({"n": 2})"), "");
  EXPECT_EQ(stand.waiting(), "t x a4");
  EXPECT_EQ(stand.complete("a4", R"({"n": 1})"), "");
  EXPECT_EQ(stand.waiting(), "t x x");
}

TEST(Condition, TriggersAnEventSubProcess) {
  Stand stand(one(start() + users("a b") + path("s a b") + event_sub_process("u", condition("n = 1"), "x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a", R"({"n": 1})"), "");
  EXPECT_EQ(stand.waiting(), "u x");
  Stand at_once(one(start() + users("a") + path("s a") + event_sub_process("u", condition("true"), "x")));
  EXPECT_EQ(at_once.start(), "");
  EXPECT_EQ(at_once.waiting(), "u x");
  EXPECT_EQ(at_once.trace(), "u_start");
}

TEST(Condition, BehindAnEventBasedGateway) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + users("a x y") + nodes("eventBasedGateway", "w") +
                      caught("c", condition("n = 1")) + caught("d", message("m")) + path("s f a") + path("f w c x") +
                      path("w d y"),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "a w");
  EXPECT_EQ(stand.complete("a", R"({"n": 1})"), "");
  EXPECT_EQ(stand.waiting(), "x");
  EXPECT_EQ(stand.subscriptions(), "");
}

TEST(Condition, OneMayMakeAnotherTrue) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + users("a x y") + path("s f a") +
                  caught("c", condition("n = 1")) + script("t", "n", "2") + caught("d", condition("n = 2")) +
                  path("f c t x") + path("f d y")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a", R"({"n": 1})"), "");
  EXPECT_EQ(stand.waiting(), "x y");
}

}  // namespace
}  // namespace chancery::test
