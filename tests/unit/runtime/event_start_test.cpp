// Cases that begin by a condition or by a message from a service; messages along message flows.
#include <gtest/gtest.h>

#include "engine/json/json.h"
#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

std::string evaluate(Stand& stand, const std::string& variables) {
  return stand.give_as_service(journal::EvaluateConditions{*json::parse_json(variables)});
}

std::string begins(const std::string& definition, const std::string& id = "p") {
  return process(event("startEvent", id + "_s", definition) + users(id + "_a") + path(id + "_s " + id + "_a"), id);
}

TEST(ConditionalStart, EachThatHoldsBeginsACaseWithTheVariables) {
  Stand stand(model(begins(condition("n > 1")) + begins(condition("n > 2"), "q") + begins(condition("true"), "r")));
  EXPECT_EQ(evaluate(stand, R"({"n": 2})"), "");
  ASSERT_EQ(stand.running(), 2u);
  EXPECT_EQ(stand.value("n", stand.cases().front()), "2");
  EXPECT_EQ(stand.state(stand.cases().front()).unit, stand.unit());
}

TEST(ConditionalStart, AVariableThatIsNotGivenMakesItFalse) {
  Stand stand(model(begins(condition("n > 1")) + begins(condition("n = null"), "q")));
  EXPECT_EQ(evaluate(stand, R"({"m": 2})"), "");
  EXPECT_EQ(stand.running(), 1u);
}

TEST(ConditionalStart, IsAskedOnlyWhenTheVariableThatItNamesIsGiven) {
  Stand stand(
      model(begins("<conditionalEventDefinition camunda:variableName=\"n\"><condition>true</condition>"
                   "</conditionalEventDefinition>")));
  EXPECT_EQ(evaluate(stand, "{}"), "");
  EXPECT_EQ(stand.running(), 0u);
  EXPECT_EQ(evaluate(stand, R"({"n": 1})"), "");
  EXPECT_EQ(stand.running(), 1u);
}

TEST(MessageStart, AServiceBeginsACaseByItsMessage) {
  Stand stand(model(kRoots + begins(message("m"))));
  EXPECT_EQ(stand.message("m", "", R"({"n": 7})"), "");
  ASSERT_EQ(stand.running(), 1u);
  EXPECT_EQ(stand.value("p_s", stand.cases().front()), "{n: 7}");
  EXPECT_EQ(stand.give(journal::CorrelateMessage{"m", "", Value()}), "runtime.message-not-for-persons");
}

TEST(MessageStart, OneThatItsProcessRefusesIsRefused) {
  Stand stand(model(kRoots + process(event("startEvent", "s", message("m")) + nodes("exclusiveGateway", "x") +
                                     users("a") + path("s x") + when("x", "a", "1 = 2"))));
  EXPECT_EQ(stand.message("m"), "runtime.no-flow");
  EXPECT_EQ(stand.running(), 0u);
}

// Two pools: what the first throws has no message of its own, the flow leads to who waits for one.
TEST(MessageFlow, TakesWhatIsThrownToTheOtherPool) {
  const std::string flow =
      R"(<collaboration id="c"><participant id="pp" processRef="p"/><participant id="pq" processRef="q"/>)"
      R"(<messageFlow id="mf" sourceRef="t" targetRef="w"/></collaboration>)";
  Stand stand(model(kRoots + flow + process(start() + users("a") + nodes("sendTask", "t") + path("s t a")) +
                    process(start("qs") + caught("w", message("m")) + users("b") + path("qs w b"), "q")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.start("q"), "");
  EXPECT_EQ(stand.waiting(), "b");  // it was kept until its receiver came
}

}  // namespace
}  // namespace chancery::test
