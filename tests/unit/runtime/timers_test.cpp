// Timers: what an expression may say, when they fire and in which order.
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

std::string waits(const std::string& definition, const std::string& attributes = "") {
  return one(start() + event("intermediateCatchEvent", "t", definition, "", attributes) + users("a") + path("s t a"));
}

TEST(Timer, WaitsForADuration) {
  Stand stand(waits(timer("Duration", "PT1H")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "t");
  EXPECT_EQ(stand.timers(), "t PT1H");
  stand.wait("PT59M59S");
  EXPECT_EQ(stand.waiting(), "t");
  stand.wait("PT1S");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.timers(), "");
}

// The clock stands at 2026-03-02T09:00+08:00.
struct Said {
  const char* kind;
  const char* expression;
  const char* left;
};
void PrintTo(const Said& said, std::ostream* out) { *out << said.kind << " " << said.expression; }

class TimerText : public testing::TestWithParam<Said> {};

TEST_P(TimerText, IsUnderstood) {
  Stand stand(waits(timer(GetParam().kind, GetParam().expression)));
  EXPECT_EQ(stand.start("p", R"({"hours": 3})"), "");
  EXPECT_EQ(stand.timers(), std::string("t ") + GetParam().left);
}

INSTANTIATE_TEST_SUITE_P(Timer, TimerText,
                         testing::Values(Said{"Duration", "P1D", "P1D"}, Said{"Duration", "=@\"PT90S\"", "PT1M30S"},
                                         Said{"Duration", "=duration(\"PT\" + string(hours) + \"H\")", "PT3H"},
                                         Said{"Duration", "P1M", "P31D"},
                                         Said{"Date", "2026-03-03T09:00:00+08:00", "P1D"},
                                         Said{"Date", "2026-03-02T02:00:00Z", "PT1H"},
                                         Said{"Date", "=now() + @\"PT2H\"", "PT2H"},
                                         Said{"Date", "2026-03-03", "PT15H"}, Said{"Date", "=@\"2026-03-03\"", "PT15H"},
                                         Said{"Cycle", "R2/PT5M", "PT5M"}, Said{"Cycle", "R/PT5M", "PT5M"},
                                         Said{"Cycle", "=@\"PT5M\"", "PT5M"}));

class BadTimer : public testing::TestWithParam<Said> {};

TEST_P(BadTimer, RefusesTheStep) {
  Stand stand(waits(timer(GetParam().kind, GetParam().expression)));
  EXPECT_EQ(stand.start(), "runtime.bad-timer");
  EXPECT_EQ(stand.running(), 0u);
}

INSTANTIATE_TEST_SUITE_P(Timer, BadTimer,
                         testing::Values(Said{"Duration", "soon", ""}, Said{"Duration", "=missing", ""},
                                         Said{"Duration", "=7", ""}, Said{"Duration", "=true", ""},
                                         Said{"Date", "2026-02-30", ""}, Said{"Cycle", "R0/PT1H", ""},
                                         Said{"Cycle", "R-1/PT1H", ""}, Said{"Cycle", "R3/PT0S", ""},
                                         Said{"Cycle", "R3", ""}, Said{"Cycle", "PT1H", ""},
                                         Said{"Cycle", "R3/-PT1H", ""}, Said{"Cycle", "R9999999/PT1H", ""},
                                         Said{"Cycle", "0 0 * * *", ""}));

TEST(Timer, ADateThatIsPastFiresAtOnce) {
  Stand stand(waits(timer("Date", "2020-01-01")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.trace(), "s t");
}

TEST(Timer, NoTimeAtAllPassesAtOnce) {
  Stand stand(waits(timer("Duration", "PT0S")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "a");
}

TEST(Timer, AnIntermediateCycleFiresOnce) {
  Stand stand(waits(timer("Cycle", "R3/PT1H")));
  EXPECT_EQ(stand.start(), "");
  stand.wait("P1D");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.timers(), "");
}

TEST(Timer, WholeDaysAreWorkingDaysWhereTheModelSaysSo) {
  const std::string calendar =
      R"({"year": 2026, "holidays": ["2026-03-04"], "working_weekends": ["2026-03-07"], "source": "test"})";
  const auto files = [&calendar](const std::string& duration) {
    return std::vector<service::PackageFile>{
        {"workflows/model.bpmn", waits(timer("Duration", duration), "chancery:workingDays=\"true\"")},
        {"config/calendar/cn-2026.json", calendar}};
  };
  Stand days(files("P5D"));  // 3rd, 5th, 6th, 7th (a working Saturday), 9th
  EXPECT_EQ(days.start(), "");
  const Instant due = days.state().timers.front().due;
  EXPECT_GT(due, *parse_rfc3339("2026-03-09T00:00:00+08:00"));
  EXPECT_LE(due, *parse_rfc3339("2026-03-10T00:00:00+08:00"));
  Stand hours(files("PT36H"));
  EXPECT_EQ(hours.start(), "");
  EXPECT_EQ(hours.timers(), "t P1DT12H");
}

// Fired together after a long sleep: first by instant, then by number.
TEST(Timer, ThoseThatAreDueTogetherFireInOrder) {
  const std::string bpmn = one(start() + nodes("parallelGateway", "f") + caught("t1", timer("Duration", "PT2H")) +
                               caught("t2", timer("Duration", "PT1H")) + caught("t3", timer("Duration", "PT2H")) +
                               users("a b c") + path("s f t1 a") + path("f t2 b") + path("f t3 c"));
  Stand stand(bpmn);
  EXPECT_EQ(stand.start(), "");
  stand.sleep("P1D");
  EXPECT_EQ(stand.trace(), "s f t2 t1 t3");
  EXPECT_EQ(stand.waiting(), "b a c");
}

TEST(Timer, BetweenCasesTheEarlierInstantComesFirst) {
  Stand stand(waits(timer("Duration", "=d")));
  EXPECT_EQ(stand.start("p", R"({"d": "PT2H"})"), "");
  const CaseId later = stand.last_case();
  EXPECT_EQ(stand.start("p", R"({"d": "PT1H"})"), "");
  const CaseId sooner = stand.last_case();
  EXPECT_EQ(stand.start("p", R"({"d": "PT2H"})"), "");
  const CaseId last = stand.last_case();
  stand.sleep("P1D");
  std::vector<CaseId> fired;
  for (const journal::Record& record : stand.journal())
    if (record.command == journal::FireTimer::kCommand) fired.push_back(record.case_id);
  EXPECT_EQ(fired, (std::vector<CaseId>{sooner, later, last}));
}

TEST(Timer, ACycleCatchesUpInItsRhythm) {
  Stand stand(one(start() + users("a x") + boundary("b", "a", timer("Cycle", "R/PT1H"), Border::kGoingOn) +
                  path("s a") + path("b x")));
  EXPECT_EQ(stand.start(), "");
  stand.sleep("PT3H30M");
  EXPECT_EQ(stand.waiting(), "a x x x");
  EXPECT_EQ(stand.timers(), "b PT30M");
}

// 2026-03-02T09:00+08:00 on.
TEST(Timer, ACycleOfMonthsGoesByTheCalendar) {
  Stand stand(one(start() + users("a x") + boundary("b", "a", timer("Cycle", "R/P1M"), Border::kGoingOn) + path("s a") +
                  path("b x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.timers(), "b P31D");
  stand.wait("P31D");
  EXPECT_EQ(stand.timers(), "b P30D");
  stand.sleep("P61D");
  EXPECT_EQ(stand.waiting(), "a x x x");
  EXPECT_EQ(stand.timers(), "b P30D");
}

// A month without the day has it on its last day, and the next month has it again.
TEST(Timer, ACycleOfMonthsKeepsItsDay) {
  Stand stand(one(start() + users("a x") +
                  boundary("b", "a", timer("Cycle", "R/2026-01-31T09:00:00+08:00/P1M"), Border::kGoingOn) +
                  path("s a") + path("b x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.timers(), "b P29D") << "31 March";
  stand.wait("P29D");
  EXPECT_EQ(stand.timers(), "b P30D") << "30 April";
  stand.wait("P30D");
  EXPECT_EQ(stand.timers(), "b P31D") << "31 May";
}

TEST(Timer, OneThatFiresIsSignedByTheClock) {
  Stand stand(waits(timer("Duration", "PT1H")));
  EXPECT_EQ(stand.start(), "");
  stand.wait("PT1H");
  const journal::Record fired = stand.journal().back();
  EXPECT_EQ(fired.actor.service, "clock");
  EXPECT_EQ(fired.actor.person, PersonId{});
  EXPECT_EQ(fired.case_id, stand.last_case());
}

}  // namespace
}  // namespace chancery::test
