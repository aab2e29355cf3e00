#include "engine/value/temporal.h"

#include <gtest/gtest.h>

#include "engine/value/zone_table.h"

namespace chancery {
namespace {

TEST(Temporal, DatesRoundTrip) {
  for (const char* text : {"2026-03-02", "2024-02-29", "-0001-12-31", "0000-01-01", "12345-06-07", "999999999-12-31"}) {
    const auto date = Date::parse(text);
    ASSERT_TRUE(date.has_value()) << text;
    EXPECT_EQ(date->text(), text);
    EXPECT_EQ(Date::from_days(date->days_since_epoch()), *date);
  }
}

TEST(Temporal, RefusesImpossibleDates) {
  for (const char* bad : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026-01-01Z",
                          "02026-01-01", "2026-01-32", "", "1000000000-01-01", "+2026-01-01"}) {
    EXPECT_FALSE(Date::parse(bad).has_value()) << bad;
  }
}

TEST(Temporal, WeekdaysAreIso) {
  EXPECT_EQ(Date::parse("2026-11-23")->weekday(), 1);
  EXPECT_EQ(Date::parse("1969-12-28")->weekday(), 7);
}

TEST(Temporal, TimesKeepTheirZone) {
  for (const char* text : {"09:00:00", "23:59:59.123456789", "00:00:00Z", "09:00:00+08:00", "09:00:00-03:30",
                           "10:00:00@Europe/Paris", "12:00:00+01:02:03"}) {
    const auto time = Time::parse(text);
    ASSERT_TRUE(time.has_value()) << text;
    EXPECT_EQ(time->text(), text);
  }
  for (const char* bad :
       {"24:00:00", "9:00:00", "09:60:00", "09:00", "09:00:00+19:00", "09:00:00@", "09:00:00+8", "T09:00:00"}) {
    EXPECT_FALSE(Time::parse(bad).has_value()) << bad;
  }
}

TEST(Temporal, DateTimesCompareByInstant) {
  const auto a = *DateTime::parse("2026-03-02T09:00:00+08:00");
  const auto b = *DateTime::parse("2026-03-02T01:00:00Z");
  const auto local = *DateTime::parse("2026-03-02T09:00:00");
  EXPECT_EQ(a, b);
  EXPECT_FALSE(compare(a, local).has_value());
  EXPECT_FALSE(a == local);
  EXPECT_EQ(DateTime::parse("2026-03-01T24:00:00")->text(), "2026-03-02T00:00:00");
  EXPECT_FALSE(DateTime::parse("2026-03-02").has_value());
}

TEST(Temporal, DurationsRoundTripInNormalForm) {
  EXPECT_EQ(DaysTimeDuration::parse("P1DT25H")->text(), "P2DT1H");
  EXPECT_EQ(DaysTimeDuration::parse("PT0.5S")->text(), "PT0.5S");
  EXPECT_EQ(DaysTimeDuration::parse("-PT90M")->text(), "-PT1H30M");
  EXPECT_EQ(DaysTimeDuration::parse("PT0S")->text(), "PT0S");
  EXPECT_EQ(YearsMonthsDuration::parse("P14M")->text(), "P1Y2M");
  EXPECT_EQ(YearsMonthsDuration::parse("-P0M")->text(), "P0M");
  for (const char* bad :
       {"P", "PT", "P1DT", "1D", "P1H", "PT1D", "P1M", "PT1M1H", "P1.5D", "P-1D", "PT99999999999999999999S"}) {
    EXPECT_FALSE(DaysTimeDuration::parse(bad).has_value()) << bad;
  }
  for (const char* bad : {"P", "P1D", "P1M1Y", "P1.5Y", "PT1M"})
    EXPECT_FALSE(YearsMonthsDuration::parse(bad).has_value()) << bad;
}

TEST(Temporal, AddsAcrossMonthEndsAndMidnight) {
  EXPECT_EQ(add(*Date::parse("2026-01-31"), YearsMonthsDuration{1})->text(), "2026-02-28");
  EXPECT_EQ(add(*Date::parse("2026-03-31"), YearsMonthsDuration{-13})->text(), "2025-02-28");
  EXPECT_EQ(add(*DateTime::parse("2026-12-31T23:59:59.5"), DaysTimeDuration{0, 500'000'000})->text(),
            "2027-01-01T00:00:00");
  EXPECT_EQ(add(*Time::parse("23:30:00"), DaysTimeDuration{3600, 0}).text(), "00:30:00");
  EXPECT_EQ(difference(*DateTime::parse("2026-01-02T00:00:00"), *DateTime::parse("2026-01-01T12:00:00.25"))->text(),
            "PT11H59M59.75S");
  EXPECT_FALSE(add(*Date::parse("999999999-12-31"), YearsMonthsDuration{1}).has_value());
  EXPECT_FALSE(negate(DaysTimeDuration{INT64_MIN, 0}).has_value());
  EXPECT_EQ(months_between(*Date::parse("2026-01-31"), *Date::parse("2026-02-28")).months, 0);
  EXPECT_EQ(months_between(*Date::parse("2026-02-28"), *Date::parse("2025-02-28")).months, -12);
}

TEST(ZoneTable, DefaultsToShanghai) {
  const ZoneTable zones;
  EXPECT_EQ(zones.local_date(Instant{1'772'380'800'000}).text(), "2026-03-02");  // 2026-03-01T16:00Z
  EXPECT_EQ(zones.local_date(Instant{1'772'380'799'999}).text(), "2026-03-01");
  EXPECT_EQ(zones.start_of(*Date::parse("2026-03-02")).ms, 1'772'380'800'000);
}

TEST(ZoneTable, FollowsTransitionsThroughGapAndOverlap) {
  ZoneTable zones;
  // Paris 2026: +2 from 2026-03-29T01:00Z, +1 from 2026-10-25T01:00Z.
  zones.add("Europe/Paris", {3600, {{1'774'746'000, 7200}, {1'792'890'000, 3600}}});
  ASSERT_TRUE(zones.set_default_zone("Europe/Paris"));
  EXPECT_EQ(zones.local_date_time(Instant{1'774'745'999'000}).text(), "2026-03-29T01:59:59+01:00");
  EXPECT_EQ(zones.local_date_time(Instant{1'774'746'000'000}).text(), "2026-03-29T03:00:00+02:00");
  DateTime overlap = *DateTime::parse("2026-10-25T02:30:00@Europe/Paris");
  ASSERT_TRUE(zones.resolve(overlap));
  EXPECT_EQ(overlap.time.zone.offset_seconds, 7200);
  DateTime winter = *DateTime::parse("2026-10-25T03:00:00@Europe/Paris");
  ASSERT_TRUE(zones.resolve(winter));
  EXPECT_EQ(winter.time.zone.offset_seconds, 3600);
}

TEST(ZoneTable, RefusesUnknownZones) {
  ZoneTable zones;
  EXPECT_EQ(zones.set_default_zone("Mars/Olympus").error().code, "value.unknown-zone");
  DateTime there = *DateTime::parse("2026-01-01T00:00:00@Mars/Olympus");
  EXPECT_FALSE(zones.resolve(there));
  EXPECT_FALSE(zones.to_instant(there).has_value());
}

}  // namespace
}  // namespace chancery
