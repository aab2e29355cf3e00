// The event-based gateway (BPMN 2.0.2, 13.4.4): the first event takes the token, the others are dropped.
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

// s → w → timer t → a, message c → b, signal i → d, receive task r → f
std::string four_ways() {
  return one(start() + nodes("eventBasedGateway", "w") + caught("t", timer("Duration", "PT1H")) +
                 caught("c", message("m")) + caught("i", signal("g")) + R"(<receiveTask id="r" messageRef="m2"/>)" +
                 users("a b d f") + ends() + path("s w t a e") + path("w c b e") + path("w i d e") + path("w r f e"),
             kRoots);
}

class FirstEvent : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(stand.start(), "");
    ASSERT_EQ(stand.waiting(), "w");
    ASSERT_EQ(stand.timers(), "t PT1H");
    ASSERT_EQ(stand.subscriptions(), "c:m i:g r:m2");
  }
  void TearDown() override {
    EXPECT_EQ(stand.timers(), "");
    EXPECT_EQ(stand.receivers(), 0u);
  }
  Stand stand{four_ways()};
};

TEST_F(FirstEvent, ATimer) {
  stand.wait("PT1H");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.message("m"), "runtime.no-receiver");
}

TEST_F(FirstEvent, AMessage) {
  EXPECT_EQ(stand.message("m", "", R"({"why": "early"})"), "");
  EXPECT_EQ(stand.waiting(), "b");
  EXPECT_EQ(stand.value("c"), R"({why: "early"})");
  stand.wait("PT2H");
  EXPECT_EQ(stand.waiting(), "b");
}

TEST_F(FirstEvent, ASignal) {
  EXPECT_EQ(stand.signal("g"), "");
  EXPECT_EQ(stand.waiting(), "d");
}

TEST_F(FirstEvent, AReceiveTask) {
  EXPECT_EQ(stand.message("m2", "", R"({"n": 1})"), "");
  EXPECT_EQ(stand.waiting(), "f");
  EXPECT_EQ(stand.value("r"), "{n: 1}");
  EXPECT_EQ(stand.message("m"), "runtime.no-receiver");
}

TEST(EventBasedGateway, TheEventTakesTheTokenAndTheGatewayIsDone) {
  Stand stand(four_ways());
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.trace(), "s w c b e");
}

TEST(EventBasedGateway, OfTwoTimersTheEarlierOneIsTaken) {
  Stand stand(one(start() + nodes("eventBasedGateway", "w") + caught("t", timer("Duration", "PT2H")) +
                  caught("u", timer("Duration", "PT1H")) + users("a b") + ends() + path("s w t a e") +
                  path("w u b e")));
  EXPECT_EQ(stand.start(), "");
  stand.wait("P1D");
  EXPECT_EQ(stand.waiting(), "b");
  EXPECT_EQ(stand.timers(), "");
}

TEST(EventBasedGateway, ABufferedMessageIsTakenAtOnce) {
  Stand stand(one(start() + kept("send") + users("t a b") + nodes("eventBasedGateway", "w") +
                      caught("late", timer("Duration", "PT1H")) + caught("c", message("m")) + ends() +
                      path("s send t w late a e") + path("w c b e"),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t"), "");
  EXPECT_EQ(stand.waiting(), "b");
  EXPECT_EQ(stand.timers(), "");
  EXPECT_EQ(stand.receivers(), 0u);
}

TEST(EventBasedGateway, AnEventWhoseTimerCannotBeSetRefusesTheStep) {
  Stand stand(one(start() + users("t a") + nodes("eventBasedGateway", "w") + caught("c", message("m")) +
                      caught("late", timer("Duration", "=soon")) + ends() + path("s t w c e") + path("w late a e"),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t"), "runtime.bad-timer");
  EXPECT_EQ(stand.waiting(), "t");
  EXPECT_EQ(stand.receivers(), 0u);
}

}  // namespace
}  // namespace chancery::test
