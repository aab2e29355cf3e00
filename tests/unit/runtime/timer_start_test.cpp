// Timer start events (BPMN 2.0.2, 10.5.2): when a deployed process begins by itself, where, and what a newer package does to it.
#include <gtest/gtest.h>

#include "engine/json/json.h"
#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

std::string begins(const std::string& definition, const std::string& attributes = "", const std::string& rest = "") {
  return one(event("startEvent", "s", definition, "", attributes) + users("a") + path("s a") + rest);
}

std::vector<service::PackageFile> files(const std::string& bpmn) { return {{"workflows/model.bpmn", bpmn}}; }

UnitId record_unit(Stand& stand, const std::string& key, const std::string& kind) {
  journal::RecordUnit body;
  body.key = key;
  body.kind = kind;
  body.parent = stand.unit();
  body.name = *json::parse_json(R"({"zh": "嘎查", "en": "gacha"})");
  EXPECT_EQ(stand.give(body), "");
  return stand.unit(key);
}

TEST(TimerStart, BeginsOneCaseWhenItIsDue) {
  Stand stand(begins(timer("Duration", "PT1H")));
  EXPECT_EQ(stand.start_timers(), "s PT1H");
  stand.wait("PT59M59S");
  EXPECT_EQ(stand.running(), 0u);
  stand.wait("PT1S");
  ASSERT_EQ(stand.running(), 1u);
  EXPECT_EQ(stand.waiting(stand.cases().front()), "a");
  EXPECT_EQ(stand.start_timers(), "s spent");
  stand.wait("P30D");
  EXPECT_EQ(stand.running(), 1u);
}

TEST(TimerStart, NobodyBeganItButTheClock) {
  Stand stand(begins(timer("Duration", "PT1H")));
  stand.wait("PT1H");
  const runtime::CaseState begun = stand.state(stand.cases().front());
  EXPECT_EQ(begun.starter, PersonId{});
  EXPECT_EQ(begun.unit, stand.unit());
  const journal::Record last = stand.journal().back();
  EXPECT_EQ(last.actor.service, "clock");
  EXPECT_EQ(last.command, journal::StartByTimer::kCommand);
  EXPECT_EQ(last.case_id, stand.cases().front());
  const journal::Record fired = stand.journal().at(stand.journal().size() - 2);
  EXPECT_EQ(fired.command, journal::FireTimer::kCommand);
  EXPECT_EQ(fired.actor.service, "clock");
  EXPECT_EQ(last.cause, fired.number);
  EXPECT_EQ(std::get<journal::CaseStarted>(last.events.front()).started_by, "timer");
}

struct Cycle {
  const char* kind;
  const char* expression;
  const char* left;      // from the deployment, 2026-03-02T09:00+08:00
  std::size_t in_a_day;  // cases after 24 hours
};
void PrintTo(const Cycle& cycle, std::ostream* out) { *out << cycle.kind << " " << cycle.expression; }

class TimerStartText : public testing::TestWithParam<Cycle> {};

TEST_P(TimerStartText, IsUnderstood) {
  Stand stand(begins(timer(GetParam().kind, GetParam().expression)));
  EXPECT_EQ(stand.start_timers(), std::string("s ") + GetParam().left);
  stand.wait("P1D");
  EXPECT_EQ(stand.running(), GetParam().in_a_day);
}

INSTANTIATE_TEST_SUITE_P(TimerStart, TimerStartText,
                         testing::Values(Cycle{"Duration", "PT2H", "PT2H", 1}, Cycle{"Duration", "P2D", "P2D", 0},
                                         Cycle{"Date", "2026-03-02T10:00:00+08:00", "PT1H", 1},
                                         Cycle{"Date", "2026-03-03", "PT15H", 1},
                                         Cycle{"Date", "=now() + @\"PT2H\"", "PT2H", 1},
                                         Cycle{"Cycle", "R2/PT5M", "PT5M", 2}, Cycle{"Cycle", "R/PT6H", "PT6H", 4},
                                         Cycle{"Cycle", "=@\"PT12H\"", "PT12H", 2},
                                         Cycle{"Cycle", "R/2026-03-02T10:00:00+08:00/PT12H", "PT1H", 2},
                                         Cycle{"Cycle", "R4/2026-03-02T00:00:00+08:00/PT6H", "PT3H", 2},
                                         Cycle{"Cycle", "R/2026-02-28T10:00:00+08:00/P1D", "PT1H", 1},
                                         Cycle{"Cycle", "R/P1M", "P31D", 0}, Cycle{"Cycle", "=@\"P1Y\"", "P365D", 0},
                                         Cycle{"Cycle", "R3/2026-01-02T10:00:00+08:00/P2M", "PT1H", 1}));

TEST(TimerStart, ADateThatIsPastBeginsAtOnceAndOnlyOnce) {
  const std::string bpmn = begins(timer("Date", "2020-01-01"));
  Stand stand(bpmn);
  stand.wait("PT1S");
  EXPECT_EQ(stand.running(), 1u);
  stand.deploy(files(bpmn));
  stand.wait("P1D");
  EXPECT_EQ(stand.running(), 1u);
}

// As the cycles of boundary events do: each occurrence that was missed comes, in its rhythm.
TEST(TimerStart, ACycleCatchesUpInItsRhythm) {
  Stand stand(begins(timer("Cycle", "R/PT1H")));
  stand.sleep("PT3H30M");
  EXPECT_EQ(stand.running(), 3u);
  EXPECT_EQ(stand.start_timers(), "s PT30M");
}

TEST(TimerStart, TimersOfCasesAndOfStartsFireInOrderOfTheirInstants) {
  Stand stand(
      model(process(start() + caught("t", timer("Duration", "PT2H")) + users("a") + path("s t a")) +
            process(event("startEvent", "early", timer("Duration", "PT1H")) + users("x") + path("early x"), "q") +
            process(event("startEvent", "late", timer("Duration", "PT3H")) + users("y") + path("late y"), "r")));
  EXPECT_EQ(stand.start(), "");
  const std::size_t before = stand.journal().size();
  stand.sleep("P1D");
  std::string order;
  const auto records = stand.journal();
  for (std::size_t i = before; i < records.size(); ++i)
    if (records[i].command == journal::FireTimer::kCommand) order += records[i].case_id ? "case " : "start ";
  EXPECT_EQ(order, "start case start ");
}

TEST(TimerStart, BeginsInTheUnitThatIsNamed) {
  Stand stand(one(start() + users("a") + path("s a")));
  const UnitId unit = record_unit(stand, "east", "gacha");
  stand.deploy(files(begins(timer("Duration", "PT1H"), "chancery:unit=\"east\"")));
  stand.wait("PT1H");
  ASSERT_EQ(stand.running(), 1u);
  EXPECT_EQ(stand.state(stand.cases().front()).unit, unit);
}

TEST(TimerStart, BeginsInEveryUnitOfTheKindAsTheyAreThen) {
  Stand stand(begins(timer("Cycle", "R/PT1H"), "chancery:unitKind=\"gacha\""));
  stand.wait("PT1H");
  EXPECT_EQ(stand.running(), 0u);
  const UnitId east = record_unit(stand, "east", "gacha");
  record_unit(stand, "town", "township");
  const UnitId west = record_unit(stand, "west", "gacha");
  stand.wait("PT1H");
  ASSERT_EQ(stand.running(), 2u);
  EXPECT_EQ(stand.state(stand.cases()[0]).unit, east);
  EXPECT_EQ(stand.state(stand.cases()[1]).unit, west);
}

TEST(TimerStart, AUnitThatIsNotThereRefusesTheDeployment) {
  Stand stand(one(start() + users("a") + path("s a")));
  EXPECT_EQ(stand.refused(files(begins(timer("Duration", "PT1H"), "chancery:unit=\"nowhere\""))), "runtime.start-unit");
  EXPECT_EQ(stand.refused(files(model("<signal id=\"g\" name=\"g\"/>" +
                                      process(event("startEvent", "s", signal("g"), "", "chancery:unit=\"nowhere\"") +
                                              users("a") + path("s a"))))),
            "runtime.start-unit");
  EXPECT_EQ(stand.start_timers(), "");
}

TEST(TimerStart, ANewerPackageKeepsTheRhythmOfWhatItDoesNotChange) {
  Stand stand(begins(timer("Cycle", "R/PT1H")));
  stand.wait("PT1H30M");
  stand.deploy(files(begins(timer("Cycle", "R/PT1H"), "", users("more") + path("a more"))));
  EXPECT_EQ(stand.start_timers(), "s PT30M");
  stand.wait("PT30M");
  ASSERT_EQ(stand.running(), 2u);
  EXPECT_NE(stand.state(stand.cases()[0]).package, stand.state(stand.cases()[1]).package);
}

TEST(TimerStart, ANewerPackageArmsAnewWhatItChanges) {
  Stand stand(begins(timer("Cycle", "R/PT1H")));
  stand.wait("PT30M");
  stand.deploy(files(begins(timer("Cycle", "R/PT2H"))));
  EXPECT_EQ(stand.start_timers(), "s PT2H");
  stand.wait("PT1H59M");
  EXPECT_EQ(stand.running(), 0u);
}

TEST(TimerStart, ANewerPackageWithoutItEndsIt) {
  Stand stand(begins(timer("Cycle", "R/PT1H")));
  stand.deploy(files(one(start() + users("a") + path("s a"))));
  EXPECT_EQ(stand.start_timers(), "");
  stand.wait("P1D");
  EXPECT_EQ(stand.running(), 0u);
}

TEST(TimerStart, TwoOfOneProcessAreTwoTimers) {
  Stand stand(one(event("startEvent", "s", timer("Duration", "PT1H")) +
                  event("startEvent", "t", timer("Cycle", "R2/PT2H")) + users("a") + path("s a") + path("t a")));
  EXPECT_EQ(stand.start_timers(), "s PT1H t PT2H");
  stand.wait("P1D");
  EXPECT_EQ(stand.running(), 3u);
}

// No case begins, nobody is asked: the record says what was to begin, and the cycle goes on.
TEST(TimerStart, OneThatItsProcessRefusesIsOnRecord) {
  Stand stand(one(event("startEvent", "s", timer("Cycle", "R/PT1H")) + nodes("exclusiveGateway", "x") + users("a") +
                  path("s x") + when("x", "a", "=1 = 2")));
  stand.wait("PT1H");
  EXPECT_EQ(stand.running(), 0u);
  const journal::Record last = stand.journal().back();
  EXPECT_EQ(std::get<journal::StartFailed>(last.events.front()).code, "runtime.no-flow");
  EXPECT_EQ(last.case_id, CaseId{});
  EXPECT_EQ(stand.start_timers(), "s PT1H");
}

TEST(TimerStart, WhatGivesNoTimeIsRefusedWithThePackage) {
  for (const char* said : {"tomorrow", "=hours", "=7", "=duration(\"PT\" + string(hours) + \"H\")"})
    EXPECT_EQ(fault_of(begins(timer("Duration", said))), "package.bad-timer-start") << said;
  for (const char* said : {"PT1H", "R0/PT1H", "R3", "0 0 * * *", "R/yesterday/P1D"})
    EXPECT_EQ(fault_of(begins(timer("Cycle", said))), "package.bad-timer-start") << said;
  EXPECT_EQ(fault_of(begins(timer("Duration", ""))), "bpmn.timer-without-expression");
}

TEST(SignalStart, ASignalFromOutsideBeginsACaseInTheTopmostUnit) {
  Stand stand(one(event("startEvent", "s", signal("g")) + users("a") + path("s a"), kRoots));
  EXPECT_EQ(stand.signal("g", R"({"n": 7})"), "");
  ASSERT_EQ(stand.running(), 1u);
  EXPECT_EQ(stand.state(stand.cases().front()).unit, stand.unit());
  EXPECT_EQ(stand.value("s", stand.cases().front()), "{n: 7}");
  EXPECT_EQ(stand.signal("other"), "");
  EXPECT_EQ(stand.running(), 1u);
}

TEST(SignalStart, OneThatIsThrownBeginsACaseInTheUnitOfTheThrower) {
  Stand stand(model(std::string(kRoots) + process(start() + thrown("t", signal("g")) + users("b") + path("s t b")) +
                    process(event("startEvent", "qs", signal("g")) + users("a") + path("qs a"), "q") +
                    process(event("startEvent", "rs", signal("g")) + users("a2") + path("rs a2"), "r")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.running(), 3u);
}

}  // namespace
}  // namespace chancery::test
