// What begins a process beside start events with one definition: receive tasks and event-based gateways that instantiate (BPMN 2.0.2, 10.3.4 and
// 10.6.6), multiple start events (10.5.2).
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

const std::string kTwo =
    "<message id=\"m1\" name=\"m1\"/><message id=\"m2\" name=\"m2\"/><signal id=\"g\" name=\"g\"/>";

TEST(Instantiating, AReceiveTaskBeginsByItsMessage) {
  Stand stand(one(R"(<receiveTask id="r" messageRef="m1" instantiate="true"/>)" + users("a") + path("r a"), kTwo));
  EXPECT_EQ(stand.message("m1", "", R"({"n": 7})"), "");
  ASSERT_EQ(stand.running(), 1u);
  const CaseId id = stand.cases().front();
  EXPECT_EQ(stand.waiting(id), "a");
  EXPECT_EQ(stand.value("n", id), "7");
  EXPECT_EQ(stand.trace(id), "r");
}

TEST(Instantiating, EveryEventBehindAGatewayBeginsACase) {
  Stand stand(one(R"(<eventBasedGateway id="w" instantiate="true"/>)" + caught("c1", message("m1")) +
                      R"(<receiveTask id="c2" messageRef="m2"/>)" + users("a b") + path("w c1 a") + path("w c2 b"),
                  kTwo));
  EXPECT_EQ(stand.message("m2"), "");
  ASSERT_EQ(stand.running(), 1u);
  EXPECT_EQ(stand.waiting(stand.cases()[0]), "b");
  EXPECT_EQ(stand.trace(stand.cases()[0]), "w c2");
  EXPECT_EQ(stand.message("m1"), "");
  ASSERT_EQ(stand.running(), 2u);
  EXPECT_EQ(stand.waiting(stand.cases()[1]), "a");
  EXPECT_EQ(stand.subscriptions(stand.cases()[1]), "");
}

TEST(Instantiating, AParallelGatewayWaitsForTheOthersAsWell) {
  Stand stand(one(R"(<eventBasedGateway id="w" instantiate="true" eventGatewayType="Parallel"/>)" +
                      caught("c1", message("m1")) + caught("c2", message("m2")) + users("a b") + path("w c1 a") +
                      path("w c2 b"),
                  kTwo));
  EXPECT_EQ(stand.message("m1"), "");
  ASSERT_EQ(stand.running(), 1u);
  const CaseId id = stand.cases()[0];
  EXPECT_EQ(stand.waiting(id), "c2 a");
  EXPECT_EQ(stand.subscriptions(id), "c2:m2");
  EXPECT_EQ(stand.message("m2"), "") << "it goes to the case that waits, and begins none";
  EXPECT_EQ(stand.running(), 1u);
  EXPECT_EQ(stand.waiting(id), "a b");
}

TEST(Instantiating, OneOfSeveralDefinitionsIsEnough) {
  Stand stand(one(event("startEvent", "s", message("m1") + signal("g")) + users("a") + path("s a"), kTwo));
  EXPECT_EQ(stand.signal("g"), "");
  EXPECT_EQ(stand.message("m1"), "");
  EXPECT_EQ(stand.running(), 2u);
  for (const CaseId id : stand.cases()) {
    EXPECT_EQ(stand.waiting(id), "a");
    EXPECT_EQ(stand.subscriptions(id), "");
  }
}

TEST(Instantiating, AllOfSeveralDefinitionsMustCome) {
  Stand stand(one(event("startEvent", "s", message("m1") + message("m2"), "", "parallelMultiple=\"true\"") +
                      users("a") + path("s a"),
                  kTwo));
  EXPECT_EQ(stand.message("m2", "", R"({"n": 2})"), "");
  ASSERT_EQ(stand.running(), 1u);
  const CaseId id = stand.cases()[0];
  EXPECT_EQ(stand.waiting(id), "s");
  EXPECT_EQ(stand.message("m1", "", R"({"n": 1})"), "");
  EXPECT_EQ(stand.running(), 1u);
  EXPECT_EQ(stand.waiting(id), "a");
  EXPECT_EQ(stand.value("n", id), "1");
}

TEST(Instantiating, TimersOfAMultipleStartAreArmedEach) {
  Stand stand(
      one(event("startEvent", "s", timer("Cycle", "R1/PT1H") + timer("Cycle", "R1/PT3H")) + users("a") + path("s a")));
  EXPECT_EQ(stand.start_timers(), "s PT1H s PT3H");
  stand.wait("PT2H");
  EXPECT_EQ(stand.running(), 1u);
  EXPECT_EQ(stand.start_timers(), "s spent s PT1H");
  stand.deploy(
      {{"workflows/model.bpmn", one(event("startEvent", "s", timer("Cycle", "R1/PT1H") + timer("Cycle", "R1/PT3H")) +
                                    users("a b") + path("s a b"))}});
  EXPECT_EQ(stand.start_timers(), "s spent s PT1H") << "each keeps its own";
}

TEST(Instantiating, AMessageThatBeginsTwiceIsRefused) {
  EXPECT_EQ(fault_of(one(event("startEvent", "s", message("m1")) +
                             R"(<receiveTask id="r" messageRef="m1" instantiate="true"/>)" + users("a b") +
                             path("s a") + path("r b"),
                         kTwo)),
            "bpmn.message-start-twice");
}

}  // namespace
}  // namespace chancery::test
