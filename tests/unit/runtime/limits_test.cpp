// Every named limit of the state machine: passing it is a refusal or an incident, never a hang.
#include "engine/runtime/limits.h"

#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

std::string many(const std::string& tag, const std::string& id, const std::string& n, const std::string& inside = "") {
  return event(tag, id,
               "<multiInstanceLoopCharacteristics><loopCardinality>" + n +
                   "</loopCardinality></multiInstanceLoopCharacteristics>" + inside);
}

TEST(Limits, ALoopThatNeverWaitsIsRefused) {
  Stand stand(one(start() + users("t") + nodes("exclusiveGateway", "m") + nodes("task", "w") + path("s t m w m")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t"), "runtime.too-many-steps");
  EXPECT_EQ(stand.waiting(), "t");
}

TEST(Limits, ALoopThroughAnInclusiveJoinIsRefused) {
  Stand stand(one(start() + users("t") + nodes("inclusiveGateway", "m") + nodes("task", "w") + path("s t m w m")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t"), "runtime.too-many-steps");
}

TEST(Limits, ATimersLoopThatNeverWaitsIsAnIncident) {
  Stand stand(one(start() + caught("t", timer("Duration", "PT1H")) + nodes("exclusiveGateway", "m") +
                  nodes("task", "w") + path("s t m w m")));
  EXPECT_EQ(stand.start(), "");
  stand.wait("PT1H");
  EXPECT_EQ(stand.incidents(), "runtime.too-many-steps");
  EXPECT_EQ(stand.waiting(), "t");
}

TEST(Limits, TokensThatMultiplyAreRefused) {
  Stand stand(one(start() + nodes("exclusiveGateway", "m") + nodes("parallelGateway", "f") + nodes("receiveTask", "r") +
                  path("s m f m") + "<sequenceFlow id=\"again\" sourceRef=\"f\" targetRef=\"m\"/>" + path("f r")));
  EXPECT_EQ(stand.start(), "runtime.too-many-steps");
  EXPECT_EQ(stand.running(), 0u);
}

TEST(Limits, MultiInstanceIsLimited) {
  const std::string limit = std::to_string(runtime::kMultiInstanceMax);
  Stand stand(one(start() + many("receiveTask", "r", "n") + path("s r")));
  EXPECT_EQ(stand.start("p", "{\"n\": " + limit + "}"), "");
  EXPECT_EQ(stand.state().instances.size(), 2 + runtime::kMultiInstanceMax);
  EXPECT_EQ(stand.start("p", "{\"n\": " + std::to_string(runtime::kMultiInstanceMax + 1) + "}"),
            "runtime.too-many-loops");
  EXPECT_EQ(stand.start("p", R"({"n": 1000000000000000})"), "runtime.too-many-loops");
  EXPECT_EQ(stand.start("p", R"({"n": 1e30})"), "runtime.bad-cardinality");
}

TEST(Limits, ACollectionIsLimited) {
  Stand stand(one(
      start() +
      event("receiveTask", "r", "<multiInstanceLoopCharacteristics camunda:collection=\"=for i in 1..n return i\"/>") +
      path("s r")));
  EXPECT_EQ(stand.start("p", R"({"n": 1001})"), "runtime.too-many-loops");
  EXPECT_EQ(stand.start("p", R"({"n": 2})"), "");
}

// A thousand in a thousand would be a million: refused before they are all there.
TEST(Limits, MultiInstanceInMultiInstanceIsLimited) {
  Stand stand(one(start() + path("s sub") +
                  many("subProcess", "sub", "1000", start("is") + many("receiveTask", "r", "1000") + path("is r"))));
  EXPECT_EQ(stand.start(), "runtime.too-many-instances");
  EXPECT_EQ(stand.running(), 0u);
}

TEST(Limits, ASequenceOfAThousandThatDoNotWaitRunsThrough) {
  Stand stand(one(start() +
                  R"(<scriptTask id="t" scriptFormat="feel" camunda:resultVariable="n"><script>n + 1</script>)"
                  R"(<multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>1000</loopCardinality>)"
                  "</multiInstanceLoopCharacteristics></scriptTask>" +
                  users("a") + path("s t a")));
  EXPECT_EQ(stand.start("p", R"({"n": 0})"), "");
  EXPECT_EQ(stand.value("n"), "1000");
}

TEST(Limits, TasksOfOneCommandAreLimited) {
  Stand stand(one(start() + users("t") + nodes("parallelGateway", "f") + many("userTask", "u", "1000") +
                  many("userTask", "w", "n") + path("s t f u") + path("f w")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t", R"({"n": 24})"), "runtime.too-many-tasks");
  EXPECT_EQ(stand.complete("t", R"({"n": 23})"), "");
}

TEST(Limits, CallsAreNestedToADepth) {
  Stand stand(one(start() + R"(<exclusiveGateway id="x" default="x_a"/>)" + users("a") +
                  R"(<callActivity id="c" calledElement="p"><extensionElements>)"
                  R"(<camunda:in sourceExpression="=n - 1" target="n"/></extensionElements></callActivity>)" +
                  path("s x a") + when("x", "c", "n > 1")));
  const auto calls = [](std::uint32_t n) { return "{\"n\": " + std::to_string(n + 1) + "}"; };
  EXPECT_EQ(stand.start("p", calls(runtime::kCallDepthMax)), "");
  EXPECT_EQ(stand.start("p", calls(runtime::kCallDepthMax + 1)), "runtime.too-deep-calls");
}

TEST(Limits, AProcessThatCallsItselfForEverIsRefused) {
  Stand stand(one(start() + R"(<callActivity id="c" calledElement="p"/>)" + path("s c")));
  EXPECT_EQ(stand.start(), "runtime.too-deep-calls");
}

TEST(Limits, AVariableIsLimited) {
  Stand stand(one(start() + users("a") + script("t", "big", "for i in 1..n return \"0123456789\"") + users("b") +
                  path("s a t b")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a", R"({"n": 20000})"), "runtime.value-too-large");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.complete("a", R"({"n": 100})"), "");
  EXPECT_EQ(stand.complete("b", "{\"x\": \"" + std::string(runtime::kVariableBytesMax, 'x') + "\"}"),
            "runtime.value-too-large");
}

// Two processes that start each other with every message end somewhere.
TEST(Limits, CasesThatStartEachOtherForEverEnd) {
  Stand stand(
      model(kRoots + process(start() + thrown("t", message("m")) + path("s t")) +
            process(event("startEvent", "ms", message("m")) + thrown("qt", message("m")) + path("ms qt"), "q")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.running(), 0u);
}

// A message that reaches more receivers than one commit takes along: nobody is left out without a trace.
TEST(Limits, AMessageForManyIsLostByNobody) {
  Stand stand(model(kRoots +
                    process(start() +
                            "<receiveTask id=\"r\" messageRef=\"m\"><multiInstanceLoopCharacteristics>"
                            "<loopCardinality>600</loopCardinality></multiInstanceLoopCharacteristics>"
                            "</receiveTask>" +
                            path("s r")) +
                    process(start("ts") + thrown("t", message("m")) + path("ts t"), "q")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.receivers(), 1200u);
  EXPECT_EQ(stand.start("q"), "");
  std::size_t held_up = 0;
  for (const CaseId id : stand.cases()) held_up += stand.state(id).incidents.size();
  EXPECT_EQ(stand.receivers(), held_up);
}

}  // namespace
}  // namespace chancery::test
