#include "engine/calendar/calendar.h"

#include <gtest/gtest.h>

namespace chancery::calendar {
namespace {

Instant at(std::string_view text) { return *parse_rfc3339(text); }
Date day(std::string_view text) { return *Date::parse(text); }
std::string text(const Result<Deadline>& deadline) {
  return deadline ? to_rfc3339(deadline->at) : deadline.error().code;
}

Value dates(std::initializer_list<std::string_view> texts) {
  List list;
  for (const std::string_view one : texts) list.push_back(Value::text(one));
  return Value::list(std::move(list));
}
Value year(std::int64_t number, Value holidays, Value working) {
  Context content;
  content.set("year", Value::number(number));
  content.set("holidays", std::move(holidays));
  content.set("working_weekends", std::move(working));
  content.set("source", Value::text("test"));
  return Value::context(std::move(content));
}

// The days around the National Day of 2026 as an example: 1 to 7 October off, Saturday the 10th worked.
struct Calendar : ::testing::Test {
  WorkingCalendar calendar;
  ZoneTable zones;
  Calendar() {
    const Value content = year(
        2026, dates({"2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04", "2026-10-05", "2026-10-06", "2026-10-07"}),
        dates({"2026-10-10"}));
    EXPECT_TRUE(calendar.add_year(content));
  }
  std::string refusal(const Value& content) {
    const auto result = calendar.add_year(content);
    return result ? "accepted" : result.error().code;
  }
};

TEST_F(Calendar, KnowsHolidaysWeekendsAndMakeUpDays) {
  EXPECT_TRUE(calendar.is_working_day(day("2026-09-30")));
  EXPECT_FALSE(calendar.is_working_day(day("2026-10-01"))) << "a Thursday, but a holiday";
  EXPECT_FALSE(calendar.is_working_day(day("2026-10-11"))) << "Sunday";
  EXPECT_TRUE(calendar.is_working_day(day("2026-10-10"))) << "Saturday made a working day";
  EXPECT_TRUE(calendar.day(day("2026-10-10")).year_known);
}

TEST_F(Calendar, AYearWithoutDataHasWeekendsOnlyAndSaysSo) {
  EXPECT_TRUE(calendar.day(day("2027-10-01")).working);
  EXPECT_FALSE(calendar.day(day("2027-10-01")).year_known);
  EXPECT_FALSE(calendar.day(day("2027-10-02")).working);
  const auto deadline = calendar.add_working_days(at("2026-12-31T09:00:00+08:00"), 1, zones);
  ASSERT_TRUE(deadline);
  EXPECT_EQ(to_rfc3339(deadline->at), "2027-01-01T01:00:00.000Z");
  EXPECT_FALSE(deadline->years_known);
  EXPECT_TRUE(calendar.add_working_days(at("2026-12-01T09:00:00+08:00"), 1, zones)->years_known);
}

TEST_F(Calendar, AddsWorkingDaysAtTheSameTimeOfDay) {
  const Instant start = at("2026-09-30T16:30:00.250+08:00");
  EXPECT_EQ(text(calendar.add_working_days(start, 0, zones)), "2026-09-30T08:30:00.250Z");
  EXPECT_EQ(text(calendar.add_working_days(start, 1, zones)), "2026-10-08T08:30:00.250Z");
  EXPECT_EQ(text(calendar.add_working_days(start, 3, zones)), "2026-10-10T08:30:00.250Z")
      << "Thursday, Friday, worked Saturday";
  EXPECT_EQ(text(calendar.add_working_days(start, 4, zones)), "2026-10-12T08:30:00.250Z");
}

TEST_F(Calendar, TheCivilDayDecidesNotTheUtcDay) {
  // 23:30 UTC on the 7th is 07:30 on the 8th in Shanghai: the next working day is the 9th.
  EXPECT_EQ(text(calendar.add_working_days(at("2026-10-07T23:30:00Z"), 1, zones)), "2026-10-08T23:30:00.000Z");
}

TEST_F(Calendar, DeadlinesEndWithTheDay) {
  EXPECT_EQ(text(calendar.working_days_deadline(at("2026-09-30T16:30:00+08:00"), 1, zones)),
            "2026-10-08T16:00:00.000Z");
  EXPECT_EQ(text(calendar.working_days_deadline(at("2026-10-08T09:00:00+08:00"), 0, zones)),
            "2026-10-08T16:00:00.000Z");
  EXPECT_EQ(text(calendar.calendar_days_deadline(at("2026-09-25T09:00:00+08:00"), 5, zones)),
            "2026-09-30T16:00:00.000Z");
  EXPECT_EQ(text(calendar.calendar_days_deadline(at("2026-09-25T09:00:00+08:00"), 7, zones)),
            "2026-10-08T16:00:00.000Z")
      << "the last day is a holiday, so the first working day after it";
}

TEST_F(Calendar, CountsWorkingDaysBetween) {
  const auto between = [&](const char* from, const char* to) {
    return *calendar.working_days_between(at(from), at(to), zones);
  };
  EXPECT_EQ(between("2026-09-30T09:00:00+08:00", "2026-10-12T09:00:00+08:00"), 4);
  EXPECT_EQ(between("2026-09-30T09:00:00+08:00", "2026-09-30T18:00:00+08:00"), 0);
  EXPECT_EQ(between("2026-10-12T09:00:00+08:00", "2026-09-30T09:00:00+08:00"), 0);
  EXPECT_FALSE(calendar.working_days_between(at("1970-01-01T00:00:00Z"), at("2026-01-01T00:00:00Z"), zones));
}

TEST_F(Calendar, RefusesBadCounts) {
  const Instant now = at("2026-09-30T09:00:00+08:00");
  EXPECT_EQ(text(calendar.add_working_days(now, -1, zones)), "calendar.too-many-days");
  EXPECT_EQ(text(calendar.add_working_days(now, kWorkingDaysMax + 1, zones)), "calendar.too-many-days");
  EXPECT_EQ(text(calendar.working_days_deadline(now, -1, zones)), "calendar.too-many-days");
  EXPECT_EQ(text(calendar.calendar_days_deadline(now, -1, zones)), "calendar.too-many-days");
}

TEST_F(Calendar, RefusesBadFilesAndKeepsNothingOfThem) {
  EXPECT_EQ(refusal(Value::text("2027")), "calendar.not-an-object");
  EXPECT_EQ(refusal(year(2026, dates({}), dates({}))), "calendar.year-known");
  EXPECT_EQ(refusal(year(2027, Value(), dates({}))), "calendar.missing-field");
  EXPECT_EQ(refusal(year(27, dates({}), dates({}))), "calendar.missing-field");
  EXPECT_EQ(refusal(year(2027, dates({"2027-02-30"}), dates({}))), "calendar.bad-date");
  EXPECT_EQ(refusal(year(2027, dates({"2028-01-01"}), dates({}))), "calendar.date-of-another-year");
  EXPECT_EQ(refusal(year(2027, dates({"2027-01-01", "2027-01-01"}), dates({}))), "calendar.duplicate-date");
  EXPECT_EQ(refusal(year(2027, dates({"2027-01-02"}), dates({"2027-01-02"}))), "calendar.holiday-and-working-day");
  EXPECT_EQ(refusal(year(2027, dates({}), dates({"2027-01-04"}))), "calendar.not-a-weekend");
  Context extra = year(2027, dates({}), dates({})).as_context();
  extra.set("holiday", Value());
  EXPECT_EQ(refusal(Value::context(extra)), "calendar.unknown-field");
  EXPECT_FALSE(calendar.knows_year(2027));
  EXPECT_EQ(calendar.years(), std::vector<std::int64_t>{2026});
}

}  // namespace
}  // namespace chancery::calendar
