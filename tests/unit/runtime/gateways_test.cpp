// Exclusive and parallel gateways (BPMN 2.0.2, 13.4.1 and 13.4.2).
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

constexpr const char* kChoice = R"(<exclusiveGateway id="x" default="x_c"/>)";

// s → x → a when n > 1, b when n > 2, c by default.
std::string choice() {
  return one(start() + kChoice + users("a b c") + ends() + path("s x") + when("x", "a", "n > 1") +
             when("x", "b", "n > 2") + path("x c") + path("a e") + path("b e") + path("c e"));
}

TEST(ExclusiveGateway, TakesTheFirstTrueFlowOnly) {
  Stand stand(choice());
  EXPECT_EQ(stand.start("p", R"({"n": 5})"), "");
  EXPECT_EQ(stand.waiting(), "a");
}

TEST(ExclusiveGateway, TakesTheDefaultWhenNoConditionHolds) {
  Stand stand(choice());
  EXPECT_EQ(stand.start("p", R"({"n": 1})"), "");
  EXPECT_EQ(stand.waiting(), "c");
}

TEST(ExclusiveGateway, ADefaultThatStandsFirstIsStillAskedLast) {
  Stand stand(one(start() + kChoice + users("a c") + ends() + path("s x c e") + when("x", "a", "n > 1") + path("a e")));
  EXPECT_EQ(stand.start("p", R"({"n": 5})"), "");
  EXPECT_EQ(stand.waiting(), "a");
}

TEST(ExclusiveGateway, AFlowWithoutConditionIsTrue) {
  Stand stand(one(start() + nodes("exclusiveGateway", "x") + users("a b") + ends() + path("s x") +
                  when("x", "a", "n > 1") + path("x b") + path("a e") + path("b e")));
  EXPECT_EQ(stand.start("p", R"({"n": 1})"), "");
  EXPECT_EQ(stand.waiting(), "b");
}

// s → t → x → a when n > 1: nothing to take when it does not hold.
std::string one_way() {
  return one(start() + nodes("exclusiveGateway", "x") + users("t a") + ends() + path("s t x") +
             when("x", "a", "n > 1") + path("a e"));
}

TEST(ExclusiveGateway, NoFlowIsRefusedAndLeavesNothing) {
  Stand stand(one_way());
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t", R"({"n": 1})"), "runtime.no-flow");
  EXPECT_EQ(stand.waiting(), "t");
  EXPECT_EQ(stand.value("n"), "-");
  EXPECT_EQ(stand.complete("t", R"({"n": 2})"), "");
  EXPECT_EQ(stand.waiting(), "a");
}

TEST(ExclusiveGateway, ACaseThatFindsNoFlowAtOnceDoesNotBegin) {
  Stand stand(one(start() + nodes("exclusiveGateway", "x") + ends() + path("s x") + when("x", "e", "false")));
  const std::size_t records = stand.journal().size();
  EXPECT_EQ(stand.start(), "runtime.no-flow");
  EXPECT_EQ(stand.running(), 0u);
  EXPECT_EQ(stand.journal().size(), records);
}

TEST(ExclusiveGateway, AConditionThatIsNoBooleanIsRefused) {
  Stand stand(one_way());
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t"), "runtime.condition-not-boolean");  // n is not there
  EXPECT_EQ(stand.complete("t", R"({"n": "many"})"), "runtime.condition-not-boolean");
  EXPECT_EQ(stand.waiting(), "t");
}

TEST(ExclusiveGateway, MergesWithoutWaiting) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + nodes("exclusiveGateway", "x") + users("m") + ends() +
                  path("s f x m e") + "<task id=\"t\"/>" + path("f t x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "m m");
  EXPECT_EQ(stand.complete("m"), "");
  EXPECT_EQ(stand.running(), 1u);
  EXPECT_EQ(stand.complete("m"), "");
  EXPECT_EQ(stand.running(), 0u);
}

TEST(ParallelGateway, TakesEveryFlowAndWaitsForEach) {
  Stand stand(one(start() + nodes("parallelGateway", "f j") + users("a b c d") + ends() + path("s f a j d e") +
                  path("f b j") + path("f c j")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "a b c");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "c");
  EXPECT_EQ(stand.tokens(), 2u);
  EXPECT_EQ(stand.complete("c"), "");
  EXPECT_EQ(stand.waiting(), "d");
  EXPECT_EQ(stand.tokens(), 0u);
  EXPECT_EQ(stand.complete("d"), "");
  EXPECT_EQ(stand.trace(), "s f b a c j d e");
}

TEST(ParallelGateway, DoesNotAskConditions) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + users("a b") + ends() + path("s f") +
                  when("f", "a", "false") + path("f b e") + path("a e")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "a b");
}

TEST(ParallelGateway, WithoutAWayOutItIsWhereTokensEnd) {
  Stand stand(one(start() + nodes("parallelGateway", "f j") + users("a b") + path("s f a j") + path("f b j")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.running(), 1u);
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.running(), 0u);
}

// Two tokens on one flow are not a token on each: one is taken, the other stays.
TEST(ParallelGateway, TakesOneTokenOfEachFlow) {
  Stand stand(one(start() + nodes("parallelGateway", "f j") + nodes("exclusiveGateway", "x") + users("a b c d") +
                  ends() + path("s f a x j d e") + path("f b x") + path("f c j")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "c");
  EXPECT_EQ(stand.tokens(), 2u);
  EXPECT_EQ(stand.complete("c"), "");
  EXPECT_EQ(stand.waiting(), "d");
  EXPECT_EQ(stand.tokens(), 1u);
  EXPECT_EQ(stand.complete("d"), "");
  EXPECT_EQ(stand.running(), 1u);  // a token is left that nothing will fetch: the model's fault, and no end
}

TEST(ParallelGateway, JoinsAgainInALoop) {
  Stand stand(one(start() + nodes("exclusiveGateway", "m") + R"(<exclusiveGateway id="x" default="x_e"/>)" +
                  nodes("parallelGateway", "f j") + users("a b") + ends() + path("s m f a j x e") + path("f b j") +
                  when("x", "m", "again")));
  EXPECT_EQ(stand.start("p", R"({"again": true})"), "");
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(stand.waiting(), "a b");
    EXPECT_EQ(stand.complete("a"), "");
    EXPECT_EQ(stand.complete("b", round == 2 ? R"({"again": false})" : "{}"), "");
  }
  EXPECT_EQ(stand.running(), 0u);
}

// The dialect of other engines is strict: where FEEL would give null, a condition of it is a fault.
TEST(ExclusiveGateway, ConditionsOfTheDialect) {
  Stand stand(one(start() + R"(<exclusiveGateway id="x" default="x_c"/>)" + users("a b c") + path("s x c") +
                  when("x", "a", "${n == 1 && not done}") + when("x", "b", "#{n gt 1 or empty word}")));
  EXPECT_EQ(stand.start("p", R"({"n": 1, "done": false, "word": "w"})"), "");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.start("p", R"({"n": "2", "done": false, "word": "w"})"), "");
  EXPECT_EQ(stand.waiting(), "b");
  EXPECT_EQ(stand.start("p", R"({"n": 0, "done": null, "word": "w"})"), "");
  EXPECT_EQ(stand.waiting(), "c");
  EXPECT_EQ(stand.start("p", R"({"done": false, "word": "w"})"), "runtime.condition-not-boolean");
  EXPECT_EQ(stand.start("p", R"({"n": 1, "word": "w"})"), "runtime.condition-not-boolean");
}

}  // namespace
}  // namespace chancery::test
