// The inclusive gateway (BPMN 2.0.2, 13.4.3): the split takes every flow that holds, the join waits for those tokens
// that can still come.
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

// s → o → a when x, b when y, c by default → j → d → e
std::string or_block() {
  return one(start() + R"(<inclusiveGateway id="o" default="o_c"/>)" + nodes("inclusiveGateway", "j") +
             users("a b c d") + ends() + path("s o") + when("o", "a", "x") + when("o", "b", "y") + path("o c j d e") +
             path("a j") + path("b j"));
}

TEST(InclusiveGateway, TakesEveryFlowThatHolds) {
  Stand stand(or_block());
  EXPECT_EQ(stand.start("p", R"({"x": true, "y": true})"), "");
  EXPECT_EQ(stand.waiting(), "a b");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "b");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "d");
  EXPECT_EQ(stand.tokens(), 0u);
}

TEST(InclusiveGateway, TheJoinDoesNotWaitForFlowsThatWereNotTaken) {
  Stand stand(or_block());
  EXPECT_EQ(stand.start("p", R"({"x": false, "y": true})"), "");
  EXPECT_EQ(stand.waiting(), "b");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "d");
}

TEST(InclusiveGateway, TakesTheDefaultOnlyWhenNothingHolds) {
  Stand stand(or_block());
  EXPECT_EQ(stand.start("p", R"({"x": false, "y": false})"), "");
  EXPECT_EQ(stand.waiting(), "c");
  EXPECT_EQ(stand.complete("c"), "");
  EXPECT_EQ(stand.waiting(), "d");
}

TEST(InclusiveGateway, NoFlowIsRefused) {
  Stand stand(one(start() + nodes("inclusiveGateway", "o") + users("t a") + ends() + path("s t o") +
                  when("o", "a", "x") + path("a e")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t", R"({"x": false})"), "runtime.no-flow");
  EXPECT_EQ(stand.complete("t", R"({"x": null})"), "runtime.condition-not-boolean");
  EXPECT_EQ(stand.waiting(), "t");
}

TEST(InclusiveGateway, WaitsForATokenThatIsFarAway) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + nodes("inclusiveGateway", "j") + users("a b c d") + ends() +
                  path("s f a j d e") + path("f b c j")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "b");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "c");
  EXPECT_EQ(stand.complete("c"), "");
  EXPECT_EQ(stand.waiting(), "d");
}

TEST(InclusiveGateway, DoesNotWaitForATokenThatCannotCome) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + nodes("inclusiveGateway", "j") +
                  R"(<exclusiveGateway id="x" default="x_end"/>)" + users("a b c d") + ends("e end") +
                  path("s f a j d e") + path("f b x end") + when("x", "c", "on") + path("c j")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "b");  // it could still come by c
  EXPECT_EQ(stand.complete("b", R"({"on": false})"), "");
  EXPECT_EQ(stand.waiting(), "d");  // it has ended elsewhere
}

// 13.4.3: a token that can reach an empty flow does not block when it can reach a full one as well.
TEST(InclusiveGateway, DoesNotWaitForATokenThatCouldJoinTheFullFlow) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + nodes("inclusiveGateway", "j") +
                  nodes("exclusiveGateway", "m") + R"(<exclusiveGateway id="x" default="x_m"/>)" + users("a b d") +
                  ends() + path("s f a m j d e") + path("f b x m") + when("x", "j", "straight")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "b d");
  EXPECT_EQ(stand.complete("b", R"({"straight": true})"), "");
  EXPECT_EQ(stand.waiting(), "d d");
}

TEST(InclusiveGateway, WaitsWhileALoopBeforeItGoesRound) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + nodes("inclusiveGateway", "j") +
                  nodes("exclusiveGateway", "m") + R"(<exclusiveGateway id="x" default="x_j"/>)" + users("a b d") +
                  ends() + path("s f a j d e") + path("f m b x j") + when("x", "m", "again")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.complete("b", R"({"again": true})"), "");
  EXPECT_EQ(stand.complete("b", R"({"again": true})"), "");
  EXPECT_EQ(stand.waiting(), "b");
  EXPECT_EQ(stand.complete("b", R"({"again": false})"), "");
  EXPECT_EQ(stand.waiting(), "d");
}

TEST(InclusiveGateway, SplitsAndJoinsAgainInALoop) {
  Stand stand(one(start() + nodes("exclusiveGateway", "m") + R"(<exclusiveGateway id="x" default="x_e"/>)" +
                  nodes("inclusiveGateway", "o j") + users("a b") + ends() + path("s m o") + when("o", "a", "n > 0") +
                  when("o", "b", "n > 1") + path("a j x e") + path("b j") + when("x", "m", "n < 3")));
  EXPECT_EQ(stand.start("p", R"({"n": 1})"), "");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.complete("a", R"({"n": 2})"), "");
  EXPECT_EQ(stand.waiting(), "a b");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.complete("a", R"({"n": 3})"), "");
  EXPECT_EQ(stand.running(), 0u);
}

// The loop leads back into the join: a token behind it could come again, but not without passing it.
TEST(InclusiveGateway, DoesNotWaitForTokensBehindIt) {
  Stand stand(one(start() + nodes("inclusiveGateway", "j o") + users("a b c") + ends() + path("s j o") +
                  when("o", "a", "true") + when("o", "b", "n = 1") + path("a j") + path("b c e")));
  EXPECT_EQ(stand.start("p", R"({"n": 1})"), "");
  EXPECT_EQ(stand.waiting(), "a b");
  EXPECT_EQ(stand.complete("a", R"({"n": 2})"), "");
  EXPECT_EQ(stand.waiting(), "b a");
}

TEST(InclusiveGateway, OneBlockInsideAnother) {
  Stand stand(one(start() + nodes("inclusiveGateway", "o j o2 j2") + users("a b c d") + ends() + path("s o") +
                  when("o", "a", "true") + when("o", "o2", "true") + when("o2", "b", "true") + when("o2", "c", "true") +
                  path("b j2 j d e") + path("c j2") + path("a j")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "a b c");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "c");
  EXPECT_EQ(stand.tokens(), 2u);
  EXPECT_EQ(stand.complete("c"), "");
  EXPECT_EQ(stand.waiting(), "d");
}

// While the activity runs its boundary event may still send a token.
TEST(InclusiveGateway, WaitsForWhatABoundaryEventMaySend) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + nodes("inclusiveGateway", "j") + users("a b d") +
                  ends("e end") + boundary("late", "b", timer("Duration", "PT1H")) + path("s f a j d e") +
                  path("f b end") + path("late j")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "b");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "d");
}

TEST(InclusiveGateway, WaitsForATimerOnTheWay) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + nodes("inclusiveGateway", "j") + users("a d") + ends() +
                  caught("t", timer("Duration", "PT1H")) + path("s f a j d e") + path("f t j")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "t");
  stand.wait("PT1H");
  EXPECT_EQ(stand.waiting(), "d");
}

// Tokens of one run of a sub-process have nothing to do with those of the next.
TEST(InclusiveGateway, CountsInItsOwnScopeOnly) {
  Stand stand(one(
      start() + ends() + path("s sub e") +
      sub_process(
          "sub",
          "<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>" +
              start("is") + nodes("parallelGateway", "f") + nodes("inclusiveGateway", "j") + users("a b d") +
              ends("ie") + path("is f a j d ie") + path("f b j"))));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "sub sub sub a b a b");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "sub sub sub a b d");
}

}  // namespace
}  // namespace chancery::test
