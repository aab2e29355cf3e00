// Events with several definitions (BPMN 2.0.2, 10.5.5): one of them is enough, or all must come (parallel multiple).
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

const std::string kThree = message("m") + signal("g") + timer("Duration", "PT1H");
constexpr const char* kAll = "parallelMultiple=\"true\"";

std::string waits(const std::string& attributes = "") {
  return one(start() + event("intermediateCatchEvent", "c", kThree, "", attributes) + users("x") + path("s c x"),
             kRoots);
}

TEST(Multiple, OneOfThemIsEnough) {
  Stand stand(waits());
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "c");
  EXPECT_EQ(stand.subscriptions(), "c:m c:g");
  EXPECT_EQ(stand.timers(), "c PT1H");
  EXPECT_EQ(stand.signal("g"), "");
  EXPECT_EQ(stand.waiting(), "x");
  EXPECT_EQ(stand.subscriptions() + stand.timers(), "");
  EXPECT_EQ(stand.receivers(), 0u);
}

TEST(Multiple, AllOfThemInAnyOrder) {
  Stand stand(waits(kAll));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.signal("g"), "");
  EXPECT_EQ(stand.waiting(), "c");
  EXPECT_EQ(stand.subscriptions(), "c:m");
  EXPECT_EQ(stand.signal("g"), "");
  stand.wait("PT1H");
  EXPECT_EQ(stand.waiting(), "c");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.waiting(), "x");
}

TEST(Multiple, OnABorderWithoutInterruptingEachComesAgain) {
  Stand stand(one(start() + users("a x") + path("s a") + path("c x") +
                      boundary("c", "a", message("m") + signal("g"), Border::kGoingOn),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.signal("g"), "");
  EXPECT_EQ(stand.waiting(), "a x x x");
}

TEST(Multiple, OnABorderAllOfThemComeAgainTogether) {
  Stand stand(one(start() + users("a x") + path("s a") + path("c x") +
                      event("boundaryEvent", "c", message("m") + signal("g"), "",
                            "attachedToRef=\"a\" cancelActivity=\"false\" parallelMultiple=\"true\""),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.signal("g"), "");
  EXPECT_EQ(stand.waiting(), "a x");
  EXPECT_EQ(stand.signal("g"), "");
  EXPECT_EQ(stand.waiting(), "a x");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.waiting(), "a x x");
}

TEST(Multiple, TriggersAnEventSubProcess) {
  Stand stand(
      one(start() + users("a") + path("s a") + event_sub_process("u", message("m") + error("boom"), "x"), kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.waiting(), "u x");
}

TEST(Multiple, ThrowsEverythingItNames) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + users("a x y z") + path("s f a t z") + path("f c x") +
                      path("f d y") + caught("c", message("m")) + caught("d", signal("g")) +
                      thrown("t", message("m") + signal("g")),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "x y z");
}

TEST(Multiple, AnEndEventThrowsThemAndTerminates) {
  Stand stand(model(kRoots +
                    process(start() + nodes("parallelGateway", "f") + users("a b") + path("s f a e") + path("f b") +
                            ended_by("e", signal("g") + kTerminate)) +
                    process(event("startEvent", "qs", signal("g")) + users("q1") + path("qs q1"), "q")));
  EXPECT_EQ(stand.start(), "");
  const CaseId first = stand.last_case();
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(first), "");
  EXPECT_EQ(stand.running(), 1u);
}

}  // namespace
}  // namespace chancery::test
