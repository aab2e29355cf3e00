#include "engine/base/instant.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace chancery {
namespace {

constexpr std::int64_t kFirstOfYear0 = -62'167'219'200'000;    // 0000-01-01T00:00:00.000Z
constexpr std::int64_t kLastOfYear9999 = 253'402'300'799'999;  // 9999-12-31T23:59:59.999Z

TEST(Instant, IsWrittenWithMillisecondsAndZ) {
  const std::pair<std::int64_t, const char*> answers[] = {{0, "1970-01-01T00:00:00.000Z"},
                                                          {-1, "1969-12-31T23:59:59.999Z"},
                                                          {1, "1970-01-01T00:00:00.001Z"},
                                                          {86'399'999, "1970-01-01T23:59:59.999Z"},
                                                          {951'782'400'000, "2000-02-29T00:00:00.000Z"},
                                                          {1'772'413'200'000, "2026-03-02T01:00:00.000Z"},
                                                          {-2'203'891'200'000, "1900-03-01T00:00:00.000Z"},
                                                          {kFirstOfYear0, "0000-01-01T00:00:00.000Z"},
                                                          {kLastOfYear9999, "9999-12-31T23:59:59.999Z"}};
  for (const auto& [ms, text] : answers) {
    EXPECT_EQ(to_rfc3339(Instant{ms}), text);
    const auto read = parse_rfc3339(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(read->ms, ms);
  }
}

TEST(Instant, IsReadInEveryFormOfRfc3339) {
  const std::pair<const char*, const char*> same[] = {
      {"2026-03-02T09:00+08:00", "2026-03-02T01:00:00.000Z"},
      {"2026-03-02t09:00:00+08:00", "2026-03-02T01:00:00.000Z"},
      {"2026-03-02 01:00:00z", "2026-03-02T01:00:00.000Z"},
      {"2026-03-02T01:00:00.5Z", "2026-03-02T01:00:00.500Z"},
      {"2026-03-02T01:00:00.05Z", "2026-03-02T01:00:00.050Z"},
      {"2026-03-02T01:00:00.1239Z", "2026-03-02T01:00:00.123Z"},
      {"2026-03-02T01:00:00.99999999999999999999Z", "2026-03-02T01:00:00.999Z"},
      {"2026-03-01T21:30:00-03:30", "2026-03-02T01:00:00.000Z"},
      {"2026-03-02T01:00:00-00:00", "2026-03-02T01:00:00.000Z"},
      {"2026-12-31T23:59:59+00:00", "2026-12-31T23:59:59.000Z"},
      {"2026-01-01T00:00:00+08:00", "2025-12-31T16:00:00.000Z"},
      {"2026-03-02T00:00:00-23:59", "2026-03-02T23:59:00.000Z"},
      {"2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"}};
  for (const auto& [text, canonical] : same) {
    const auto read = parse_rfc3339(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(to_rfc3339(*read), canonical) << text;
  }
}

TEST(Instant, RefusesWhatIsNoInstant) {
  for (const std::string_view bad : {"",
                                     "Z",
                                     "2026",
                                     "2026-03",
                                     "2026-03-02",
                                     "2026-03-02T",
                                     "2026-03-02T09",
                                     "2026-03-02T09:",
                                     "2026-03-02T09:00",
                                     "2026-03-02T09:00:00",
                                     "2026-03-02T09:00:Z",
                                     "2026-03-02T09:00:0Z",
                                     "2026-03-02T09:00:00.Z",
                                     "2026-03-02T09:00:00,5Z",
                                     "2026-03-02T09:00:00+",
                                     "2026-03-02T09:00:00+08",
                                     "2026-03-02T09:00:00+0800",
                                     "2026-03-02T09:00:00+8:00",
                                     "2026-03-02T09:00:00+08:0",
                                     "2026-03-02T09:00:00+08:000",
                                     "2026-03-02T09:00:00+24:00",
                                     "2026-03-02T09:00:00+08:60",
                                     "2026-03-02T09:00:00Z+08:00",
                                     "2026-03-02T09:00:00Zx",
                                     "2026-03-02T09:00:00Z ",
                                     " 2026-03-02T09:00:00Z",
                                     "2026-03-02T09:00:00 Z",
                                     "2026-03-02X09:00:00Z",
                                     "2026-3-02T09:00:00Z",
                                     "2026-03-2T09:00:00Z",
                                     "26-03-02T09:00:00Z",
                                     "12026-03-02T09:00:00Z",
                                     "-2026-03-02T09:00:00Z",
                                     "+2026-03-02T09:00:00Z",
                                     "2026/03/02T09:00:00Z",
                                     "2026-00-02T09:00:00Z",
                                     "2026-13-02T09:00:00Z",
                                     "2026-03-00T09:00:00Z",
                                     "2026-03-32T09:00:00Z",
                                     "2026-02-29T09:00:00Z",
                                     "1900-02-29T09:00:00Z",
                                     "2026-04-31T09:00:00Z",
                                     "2026-03-02T24:00:00Z",
                                     "2026-03-02T25:00:00Z",
                                     "2026-03-02T09:60:00Z",
                                     "2026-03-02T09:00:60Z",
                                     "2026-03-02T9:00:00Z",
                                     "2026-03-02T-9:00:00Z",
                                     "２０２６-03-02T09:00:00Z",
                                     "2026-03-02T09:00:00−08:00",
                                     "20260302T090000Z",
                                     "2026-W10-1T09:00:00Z",
                                     "now",
                                     "0",
                                     "1772413200000"}) {
    const auto read = parse_rfc3339(bad);
    ASSERT_FALSE(read) << bad;
    EXPECT_EQ(read.error(), invalid("base.bad-instant", {{"text", std::string(bad)}}));
  }
  EXPECT_FALSE(parse_rfc3339(std::string_view("2026-03-02T09:00:00Z\0", 21)));
  EXPECT_FALSE(parse_rfc3339(std::string_view("2026-03-02T09:00:00\0Z", 21)));
}

TEST(Instant, AnErrorRepeatsOnlyTheBeginning) {
  const auto read = parse_rfc3339(std::string(10'000, '9'));
  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().parameter("text"), testing::StartsWith("9999999999"));
  EXPECT_LE(read.error().parameter("text").size(), 80 + std::string_view("…").size());
}

TEST(Instant, EveryMillisecondOfTheReadableYearsComesBack) {
  std::mt19937_64 random(1);
  std::uniform_int_distribution<std::int64_t> any(kFirstOfYear0, kLastOfYear9999);
  for (int i = 0; i < 20'000; ++i) {
    const Instant instant{any(random)};
    const auto read = parse_rfc3339(to_rfc3339(instant));
    ASSERT_TRUE(read) << instant.ms;
    ASSERT_EQ(*read, instant);
  }
}

TEST(Instant, TextsAreInTheOrderOfTheInstants) {
  std::mt19937_64 random(2);
  std::uniform_int_distribution<std::int64_t> any(kFirstOfYear0, kLastOfYear9999);
  for (int i = 0; i < 5'000; ++i) {
    const Instant a{any(random)};
    const Instant b{any(random)};
    ASSERT_EQ(a < b, to_rfc3339(a) < to_rfc3339(b)) << a.ms << " " << b.ms;
  }
}

// Years beyond four digits have no RFC 3339: what is written then is no other instant than the nearest that has one.
TEST(Instant, BeyondTheReadableYearsNothingIsReadBackAsAnother) {
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  for (const std::int64_t ms : {kLeast, kLeast + 1, kFirstOfYear0 - 1, kLastOfYear9999 + 1, kMost - 1, kMost}) {
    const auto read = parse_rfc3339(to_rfc3339(Instant{ms}));
    EXPECT_TRUE(!read || read->ms == (ms < 0 ? kFirstOfYear0 : kLastOfYear9999)) << to_rfc3339(Instant{ms});
  }
}

TEST(Instant, RandomTextsAreReadOrRefusedWithoutHarm) {
  std::mt19937_64 random(3);
  const std::string letters = "0123456789-:.TtZz+ \xE4";
  for (int i = 0; i < 50'000; ++i) {
    std::string text = "2026-03-02T09:00:00.5+08:00";
    for (std::uint64_t n = 1 + random() % 3; n > 0; --n)
      text[random() % text.size()] = letters[random() % letters.size()];
    const auto read = parse_rfc3339(text);
    if (!read) continue;
    const auto again = parse_rfc3339(to_rfc3339(*read));
    ASSERT_TRUE(again) << text;
    ASSERT_EQ(*again, *read) << text;
  }
}

}  // namespace
}  // namespace chancery
