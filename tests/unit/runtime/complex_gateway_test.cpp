// Complex gateways (BPMN 2.0.2, 10.6.5 and 13.4.5): activated when their condition says so, reset when nothing more can come.
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

std::string gateway(const std::string& activation, const std::string& attributes = "") {
  return event("complexGateway", "g", "<activationCondition><![CDATA[" + activation + "]]></activationCondition>", "",
               attributes);
}

// a, b and c at once, then the gateway.
std::string three(const std::string& activation, const std::string& behind, const std::string& attributes = "") {
  return one(start() + nodes("parallelGateway", "f") + users("a b c") + gateway(activation, attributes) +
             path("s f a g") + path("f b g") + path("f c g") + behind);
}

TEST(ComplexGateway, TwoOfThreeAreEnoughAndTheThirdIsTakenAtTheReset) {
  Stand stand(three("activationCount >= 2", users("x") + path("g x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "b c");
  EXPECT_EQ(stand.tokens(), 1u);
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "c x");
  EXPECT_EQ(stand.tokens(), 0u);
  EXPECT_EQ(stand.complete("c"), "");
  EXPECT_EQ(stand.waiting(), "x") << "a flow without condition is taken once";
  EXPECT_EQ(stand.tokens(), 0u);
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.running(), 0u);
}

TEST(ComplexGateway, ConditionsKnowInWhichStateItIs) {
  Stand stand(three("activationCount >= 2",
                    users("x y") + when("g", "x", "waitingForStart") + when("g", "y", "not(waitingForStart)")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.complete("c"), "");
  EXPECT_EQ(stand.waiting(), "a x");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "x y");
}

TEST(ComplexGateway, TheCountsOfItsFlowsAreNames) {
  Stand stand(three("a_g = 1 and c_g = 1", users("x") + path("g x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "c");
  EXPECT_EQ(stand.complete("c"), "");
  EXPECT_EQ(stand.waiting(), "x");
}

// b never comes: the exclusive gateway sent its token elsewhere.
TEST(ComplexGateway, TheResetDoesNotWaitForWhatCannotCome) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + users("a b c x") + nodes("exclusiveGateway", "d") +
                  gateway("activationCount >= 1") + path("s f a g") + path("f c d") + when("d", "b", "way = 1") +
                  when("d", "x", "way = 2") + path("b g x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "c x");
  EXPECT_TRUE(stand.state().activated.has_value());
  EXPECT_EQ(stand.complete("c", R"({"way": 2})"), "");
  EXPECT_FALSE(stand.state().activated.has_value());
  EXPECT_EQ(stand.waiting(), "x x");
}

TEST(ComplexGateway, AConditionMayWaitForAVariable) {
  Stand stand(three("activationCount = 3 or enough", users("x") + path("g x")));
  EXPECT_EQ(stand.start("p", R"({"enough": false})"), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "b c");
  EXPECT_EQ(stand.complete("b", R"({"enough": true})"), "");
  EXPECT_EQ(stand.waiting(), "c x");
}

TEST(ComplexGateway, TheDefaultFlowAndTheFaultWithoutIt) {
  Stand with_default(
      three("activationCount = 1", users("x y") + when("g", "x", "false") + path("g y"), "default=\"g_y\""));
  EXPECT_EQ(with_default.start(), "");
  EXPECT_EQ(with_default.complete("a"), "");
  EXPECT_EQ(with_default.waiting(), "b c y");
  Stand without(three("activationCount = 1", users("x") + when("g", "x", "false")));
  EXPECT_EQ(without.start(), "");
  EXPECT_EQ(without.complete("a"), "runtime.no-flow");
}

TEST(ComplexGateway, AConditionThatIsNotBooleanIsAFault) {
  Stand stand(three("activationCount", users("x") + path("g x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "runtime.condition-not-boolean");
}

// The second round of the loop begins a new activation; what is left over from the first stays on its flow until then.
TEST(ComplexGateway, ComesRoundAgain) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + nodes("exclusiveGateway", "m d") + users("a b x") + ends() +
                  gateway("activationCount >= 1") + path("s m f a g x d e") + path("f b g") + when("d", "m", "again")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "b x");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "x");
  EXPECT_FALSE(stand.state().activated.has_value());
}

TEST(ComplexGateway, WithOneFlowItIsAChoice) {
  Stand stand(one(start() + nodes("complexGateway", "g") + users("x y z") + path("s g") + when("g", "x", "true") +
                  when("g", "y", "false") + path("g z")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "x z");
}

TEST(ComplexGateway, GoesWithItsScope) {
  Stand stand(one(start() + users("after") + path("s sub after") + boundary("stop", "sub", message("m")) +
                      path("stop after") +
                      sub_process("sub", start("is") + nodes("parallelGateway", "f") + users("a b x") +
                                             gateway("activationCount = 1") + path("is f a g x") + path("f b g")),
                  "<message id=\"m\" name=\"m\"/>"));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_TRUE(stand.state().activated.has_value());
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_FALSE(stand.state().activated.has_value());
}

// What an interrupting event sub-process ends is reset by nothing: no flow is taken beside it.
TEST(ComplexGateway, IsNotResetBehindAnInterruption) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + users("a b x y") + gateway("activationCount = 1") +
                      path("s f a g") + path("f b g") + path("g x") + when("g", "y", "not(waitingForStart)") +
                      event_sub_process("u", message("m"), "z"),
                  "<message id=\"m\" name=\"m\"/>"));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_TRUE(stand.state().activated.has_value());
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.waiting(), "u z");
  EXPECT_FALSE(stand.state().activated.has_value());
}

}  // namespace
}  // namespace chancery::test
