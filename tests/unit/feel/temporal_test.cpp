// Dates, times and durations: literals, zones, arithmetic, properties, and the faults that a calendar has (10.3.2.3).
#include "feel_check.h"

namespace chancery::feel {
namespace {

// Melbourne around the end of summer time in April 2021: +11:00 until 2021-04-03T16:00Z, +10:00 after.
Check with_melbourne() {
  Check check;
  check.zones.add("Australia/Melbourne", {11 * 3600, {{1'617'465'600, 10 * 3600}}});
  return check;
}

TEST(FeelTemporal, Literals) {
  expect_all({{"@\"2026-03-02\"", "2026-03-02"},
              {"@\"-2026-03-02\"", "-2026-03-02"},
              {"@\"99999-12-31\"", "99999-12-31"},
              {"@\"2024-02-29\"", "2024-02-29"},
              {"@\"2023-02-29\"", "fault feel.bad-temporal 1:1"},
              {"@\"2026-13-01\"", "fault feel.bad-temporal 1:1"},
              {"@\"10:30:00+08:00\"", "10:30:00+08:00"},
              {"@\"10:30:00+25:00\"", "fault feel.bad-temporal 1:1"},
              {"@\"2026-01-01T24:00:00\"", "2026-01-02T00:00:00"},
              {"@\"P1Y2M\"", "P1Y2M"},
              {"@\"P1DT36H\"", "P2DT12H"},
              {"@\"P1Y1D\"", "fault feel.bad-temporal 1:1"},
              {"@\"2026-01-01T00:00:00@Nowhere/Land\"", "null !feel.unknown-zone"},
              {"@\"10:00:00@Nowhere/Land\"", "null !feel.unknown-zone"},
              {"date(2023, 2, 29)", "null !feel.bad-argument"},
              {"date(1000000000, 1, 1)", "null !feel.bad-argument"}});
}

TEST(FeelTemporal, ZonesHaveTheOffsetOfTheirDate) {
  Check check = with_melbourne();
  EXPECT_EQ(check("@\"2021-04-03T12:00:00@Australia/Melbourne\".time offset"), "PT11H");
  EXPECT_EQ(check("@\"2021-04-05T12:00:00@Australia/Melbourne\".time offset"), "PT10H");
  EXPECT_EQ(check("@\"2021-04-05T12:00:00@Australia/Melbourne\".timezone"), "\"Australia/Melbourne\"");
  EXPECT_EQ(check("@\"2021-04-05T12:00:00@Australia/Melbourne\" = @\"2021-04-05T02:00:00Z\""), "true");
  EXPECT_EQ(check("@\"2021-04-05T12:00:00@Australia/Melbourne\" - @\"2021-04-05T02:00:00Z\""), "PT0S");
  EXPECT_EQ(check("@\"2021-04-05T12:00:00Z\".timezone"), "null");
}

TEST(FeelTemporal, AddingAcrossTheEndOfSummerTime) {
  Check check = with_melbourne();
  // A day is 24 hours of time; a month is the same reading of the clock.
  EXPECT_EQ(check("string(@\"2021-04-03T12:00:00@Australia/Melbourne\" + @\"P1D\")"),
            "\"2021-04-04T11:00:00@Australia/Melbourne\"");
  EXPECT_EQ(check("string(@\"2021-03-05T12:00:00@Australia/Melbourne\" + @\"P1M\")"),
            "\"2021-04-05T12:00:00@Australia/Melbourne\"");
  EXPECT_EQ(check("(@\"2021-03-05T12:00:00@Australia/Melbourne\" + @\"P1M\").time offset"), "PT10H");
}

TEST(FeelTemporal, Arithmetic) {
  expect_all({{"@\"2021-01-31\" + @\"P1M\"", "2021-02-28"},
              {"@\"2020-02-29\" - @\"P1Y\"", "2019-02-28"},
              {"@\"2021-01-01\" - @\"2020-12-31\"", "P1D"},
              {"@\"2021-01-01T00:00:00Z\" - @\"2021-01-01\"", "PT0S"},
              {"@\"23:30:00\" + @\"PT1H\"", "00:30:00"},
              {"@\"PT1H\" / @\"PT1M\"", "60"},
              {"@\"P1Y\" / 5", "P2M"},
              {"@\"PT1S\" / 0", "null !feel.division-by-zero"},
              {"@\"P1D\" + @\"P1M\"", "null !feel.wrong-operands"},
              {"@\"10:00:00\" + @\"P1M\"", "null !feel.wrong-operands"},
              {"@\"2021-01-01T00:00:00\" - @\"2021-01-01T00:00:00Z\"", "null !feel.wrong-operands"},
              {"date(999999999, 12, 31) + @\"P1D\"", "null !feel.out-of-range"},
              {"@\"P1000000000Y\" * 1000000000000", "null !feel.out-of-range"},
              {"@\"P1000000000Y\" * 1000", "P1000000000000Y"},
              {"@\"P1000000000Y\" * 10000", "null !feel.out-of-range"},
              {"@\"PT1S\" * 9223372036854775807", "null !feel.out-of-range"}});
}

TEST(FeelTemporal, ATimeWithoutOffsetTakesThatOfTheOtherInAComparison) {
  expect_all({{"@\"2021-01-01T10:00:00\" < @\"2021-01-01T11:00:00+08:00\"", "true"},
              {"@\"2021-01-01T10:00:00\" >= @\"2021-01-01T11:00:00+08:00\"", "false"},
              {"@\"10:00:00\" < @\"10:00:01Z\"", "true"},
              {"@\"2021-01-01T10:00:00\" in [@\"2021-01-01T09:00:00Z\"..@\"2021-01-01T11:00:00Z\"]", "true"}});
}

TEST(FeelTemporal, EqualityCountsWholeSecondsAndIsDoesNot) {
  expect_all({{"@\"10:30:00.1\" = @\"10:30:00.2\"", "true"},
              {"is(@\"10:30:00.1\", @\"10:30:00.2\")", "false"},
              {"@\"10:30:00Z\" = @\"18:30:00+08:00\"", "true"},
              {"is(@\"10:30:00Z\", @\"18:30:00+08:00\")", "false"},
              {"@\"10:30:00\" = @\"10:30:00Z\"", "false"},
              {"list contains([@\"10:30:00.1\"], @\"10:30:00.2\")", "true"}});
}

TEST(FeelTemporal, PropertiesAndWhatIsNone) {
  expect_all({{"@\"2026-03-02\".weekday", "1"},
              {"@\"2026-03-02T10:11:12.5\".second", "12.5"},
              {"@\"P1Y2M\".months", "2"},
              {"@\"-P1DT2H\".hours", "-2"},
              {"@\"P1Y\".days", "null !feel.no-such-member"},
              {"@\"P1D\".years", "null !feel.no-such-member"},
              {"@\"2026-03-02\".hour", "null !feel.no-such-member"},
              {"[@\"2026-03-02\", {year: 1}, 5].year", "[2026, 1, null]"}});
}

}  // namespace
}  // namespace chancery::feel
