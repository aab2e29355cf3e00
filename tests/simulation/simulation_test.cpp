// Ten thousand seeds, and what makes them worth something: the same seed is the same model and the same journal
// everywhere, the checks find what is wrong, and everything that runs by elements.def has been gone through.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "engine/base/hash.h"
#include "tests/simulation/bare_machine.h"
#include "tests/simulation/seeds.h"

namespace chancery::simulation {
namespace {

constexpr std::uint64_t kSeeds = 10'000;
constexpr std::uint64_t kWholeEvery = 50;

TEST(Simulation, EverySeedEndsAndIsTheSameAfterEveryStep) {
  const int jobs = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const Report report = play_seeds(1, kSeeds, jobs, kWholeEvery);
  for (const Failure& failure : report.failures)
    ADD_FAILURE() << "seed " << failure.seed << ": " << failure.why << "\n  again: build/bin/simulate " << failure.seed
                  << " --show";
  EXPECT_EQ(report.played, kSeeds);
  for (const std::string& name : wanted())
    EXPECT_TRUE(report.coverage.contains(name)) << "no seed went through: " << name;
}

// A number of splitmix64 as its authors give it, and a model whose bytes must not change unless the generator does.
TEST(Simulation, TheDiceAreTheSameEverywhere) {
  Dice dice(1234567);
  EXPECT_EQ(dice.next(), 6457827717110365317U);
  EXPECT_EQ(dice.next(), 3203168211198807973U);
}

TEST(Simulation, TheSameSeedIsTheSameModelAndAnotherIsAnother) {
  EXPECT_EQ(generate(5).bpmn, generate(5).bpmn);
  EXPECT_EQ(generate(5).dmn, generate(5).dmn);
  EXPECT_NE(generate(5).bpmn, generate(6).bpmn);
}

TEST(Simulation, TheSameSeedIsTheSameJournal) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Model model = generate(seed);
    BareMachine first;
    BareMachine second;
    Player(model, first).play();
    Player(model, second).play();
    EXPECT_EQ(first.records(), second.records()) << seed;
  }
}

// What is supported one day and not known to the generator is asked for by name.
TEST(Simulation, AsksForEverythingThatRuns) {
  const std::vector<std::string> all = wanted();
  EXPECT_THAT(all, testing::IsSupersetOf({"userTask", "eventBasedGateway", "transaction", "adHocSubProcess",
                                          "startEvent, timerEventDefinition", "endEvent, cancelEventDefinition",
                                          "boundaryEvent, messageEventDefinition, going on",
                                          "startEvent of an event sub-process, escalationEventDefinition, going on"}));
  EXPECT_THAT(all, testing::Not(testing::Contains("boundaryEvent, errorEventDefinition, going on")));
  EXPECT_THAT(all, testing::Not(testing::Contains("endEvent, timerEventDefinition")));
}

// ---- the checks see what is wrong

journal::Record record_of(std::vector<journal::Event> events) {
  journal::Record record;
  record.number = {7};
  record.case_id = {7};
  record.events = std::move(events);
  return record;
}

TEST(Ledger, SeesWhatRecordsCannotSay) {
  const journal::ElementActivated root{{1}, {}, 0, 0, 0, false, {}};
  const journal::ElementActivated inside{{2}, {1}, 0, 3, 0, false, {}};
  struct Wrong {
    std::vector<journal::Event> events;
    const char* fault;
  };
  const Wrong cases[] = {
      {{journal::CaseStarted{}, root, inside, journal::ElementCompleted{{1}}}, "ended before 2 inside"},
      {{journal::CaseStarted{}, root, journal::ElementCompleted{{2}}}, "ended that never was"},
      {{journal::CaseStarted{}, root, journal::CaseEnded{}}, "a case ended with instances"},
      {{journal::BufferedTaken{"m", ""}}, "never kept"},
      {{journal::StartFailed{{}, 0, 0, {}, "runtime.no-flow", {}}}, "a start failed: runtime.no-flow"}};
  for (const Wrong& wrong : cases) {
    Ledger ledger;
    EXPECT_THAT(ledger.add(record_of(wrong.events)), testing::HasSubstr(wrong.fault));
  }
}

TEST(Ledger, SeesAStateThatIsNotWhatTheRecordsSay) {
  Ledger ledger;
  EXPECT_EQ(ledger.add(record_of({journal::CaseStarted{}, journal::ElementActivated{{1}, {}, 0, 0, 0, false, {}}})),
            "");
  runtime::State state;
  EXPECT_NE(ledger.compare(state), "");
  runtime::Instance root;
  root.id = {1};
  root.lifecycle = runtime::Lifecycle::kActive;
  state.cases.edit({7}).instances.push_back(root);
  EXPECT_EQ(ledger.compare(state), "");
  state.buffered.edit("m").payloads.emplace_back();
  EXPECT_NE(ledger.compare(state), "");
}

class Faulty : public testing::Test {
 protected:
  Faulty() {
    runtime::Instance root;
    root.id = {1};
    root.lifecycle = runtime::Lifecycle::kActive;
    state_.cases.edit({7}).instances.push_back(root);
  }
  runtime::CaseState& only() { return state_.cases.edit({7}); }
  runtime::State state_;
};

TEST_F(Faulty, NothingIsWrongAtFirst) { EXPECT_EQ(fault_in(state_), ""); }

TEST_F(Faulty, AnInstanceWithoutAParent) {
  runtime::Instance orphan;
  orphan.id = {3};
  orphan.scope = {2};
  orphan.lifecycle = runtime::Lifecycle::kActive;
  only().instances.push_back(orphan);
  EXPECT_THAT(fault_in(state_), testing::HasSubstr("has no parent"));
}

TEST_F(Faulty, AHandlerOfACompensationThatIsGone) {
  runtime::Instance handler;
  handler.id = {3};
  handler.scope = {1};
  handler.resumes = {2};
  handler.lifecycle = runtime::Lifecycle::kActive;
  only().instances.push_back(handler);
  EXPECT_THAT(fault_in(state_), testing::HasSubstr("compensates for one that is gone"));
}

TEST_F(Faulty, WhatWaitsWithoutAnInstance) {
  only().timers.push_back({1, {2}, 0, {}, 0, 0, false});
  EXPECT_THAT(fault_in(state_), testing::HasSubstr("a timer without an instance"));
}

TEST_F(Faulty, AnIncidentThatNobodyProvoked) {
  runtime::Incident incident;
  incident.instance = {1};
  incident.code = kWorkFailed;
  only().incidents.push_back(incident);
  EXPECT_EQ(fault_in(state_), "");
  only().incidents.back().code = "runtime.no-flow";
  EXPECT_THAT(fault_in(state_), testing::HasSubstr("runtime.no-flow"));
}

TEST_F(Faulty, ATaskOfACaseThatHasEnded) {
  state_.tasks.set({9}, {{8}, {1}});
  EXPECT_THAT(fault_in(state_), testing::HasSubstr("tasks of cases that have ended"));
}

TEST_F(Faulty, AReceiverThatNobodyIs) {
  state_.receivers.edit(runtime::receiver_key(false, "m", "")).receivers.push_back({{7}, {1}, 4});
  EXPECT_THAT(fault_in(state_), testing::HasSubstr("the table of receivers"));
}

}  // namespace
}  // namespace chancery::simulation
