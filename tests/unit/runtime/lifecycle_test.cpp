// The lifecycle table, and that apply stands on it: an event that does not fit the state stops the program.
#include <gtest/gtest.h>

#include "engine/runtime/apply.h"
#include "engine/runtime/lifecycle.h"

namespace chancery::runtime {
namespace {

constexpr Lifecycle kAll[] = {Lifecycle::kNone,      Lifecycle::kActive,     Lifecycle::kIncident,
                              Lifecycle::kCompleted, Lifecycle::kTerminated, Lifecycle::kKept};

TEST(Lifecycle, TheTable) {
  // from each (row) to none, active, incident, completed, terminated, kept
  constexpr bool kMay[6][6] = {{false, true, false, false, false, false},  {false, false, true, true, true, true},
                               {false, true, false, false, true, false},   {false, false, false, false, false, false},
                               {false, false, false, false, false, false}, {false, true, false, false, false, false}};
  for (std::size_t from = 0; from < 6; ++from)
    for (std::size_t to = 0; to < 6; ++to)
      EXPECT_EQ(may_go(kAll[from], kAll[to]), kMay[from][to]) << from << " to " << to;
}

// A case of one instance that waits, with work; its process is never looked at.
class LifecycleDeathTest : public testing::Test {
 protected:
  void SetUp() override {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    write(journal::CaseStarted{});
    write(journal::ElementActivated{InstanceId{1}, {}, 0, 0, 0, false, {}});
    write(journal::ElementActivated{InstanceId{2}, InstanceId{1}, 0, 5, 0, false, {}});
  }
  void write(const journal::Event& event) { apply(state, programs, {EventNumber{7}, Instant{1}, CaseId{7}}, event); }
  Lifecycle lifecycle(std::uint64_t instance) const {
    return state.cases.find(CaseId{7})->find(InstanceId{instance})->lifecycle;
  }
  State state;
  Programs programs;
};

journal::IncidentRaised incident_at(std::uint64_t instance) {
  journal::IncidentRaised out;
  out.instance = InstanceId{instance};
  return out;
}

TEST_F(LifecycleDeathTest, TheLegalWay) {
  EXPECT_EQ(lifecycle(2), Lifecycle::kActive);
  write(incident_at(2));
  EXPECT_EQ(lifecycle(2), Lifecycle::kIncident);
  write(journal::IncidentResolved{InstanceId{2}, 0, 0});
  EXPECT_EQ(lifecycle(2), Lifecycle::kActive);
  write(journal::ElementCompleted{InstanceId{2}});
  write(journal::ElementCompleted{InstanceId{1}});
  write(journal::CaseEnded{""});
  EXPECT_EQ(state.cases.find(CaseId{7}), nullptr);
}

TEST_F(LifecycleDeathTest, AnIncidentDoesNotComplete) {
  write(incident_at(2));
  EXPECT_DEATH(write(journal::ElementCompleted{InstanceId{2}}), "may_go");
}

TEST_F(LifecycleDeathTest, AnIncidentIsRaisedOnce) {
  write(incident_at(2));
  EXPECT_DEATH(write(incident_at(2)), "may_go");
}

TEST_F(LifecycleDeathTest, WhatIsActiveIsNotResolved) {
  EXPECT_DEATH(write(journal::IncidentResolved{InstanceId{2}, 0, 0}), "may_go");
}

TEST_F(LifecycleDeathTest, WhatHasEndedDoesNotEndAgain) {
  write(journal::ElementTerminated{InstanceId{2}});
  EXPECT_DEATH(write(journal::ElementTerminated{InstanceId{2}}), "assertion failed");
  EXPECT_DEATH(write(journal::ElementCompleted{InstanceId{2}}), "assertion failed");
}

TEST_F(LifecycleDeathTest, InstancesAreNumberedWithoutGaps) {
  EXPECT_DEATH(write(journal::ElementActivated{InstanceId{4}, InstanceId{1}, 0, 6, 0, false, {}}), "next_instance");
}

TEST_F(LifecycleDeathTest, TimersAreNumberedWithoutGaps) {
  EXPECT_DEATH(write(journal::TimerSet{InstanceId{2}, 2, 5, 1, 0, 0}), "next_timer");
}

TEST_F(LifecycleDeathTest, TokensThatAreNotThereDoNotJoin) {
  write(journal::TokenArrived{InstanceId{1}, 9});
  EXPECT_DEATH(write(journal::TokensJoined{InstanceId{1}, {9, 9}}), "assertion failed");
}

TEST_F(LifecycleDeathTest, ASubscriptionIsClosedOnce) {
  write(journal::SubscriptionOpened{InstanceId{2}, 5, false, "m", "", false, false});
  write(journal::SubscriptionClosed{InstanceId{2}, 5, true});
  EXPECT_DEATH(write(journal::SubscriptionClosed{InstanceId{2}, 5, true}), "assertion failed");
}

TEST_F(LifecycleDeathTest, ACaseDoesNotEndWhileSomethingWaitsInIt) {
  EXPECT_DEATH(write(journal::CaseEnded{""}), "instances.empty");
}

}  // namespace
}  // namespace chancery::runtime
