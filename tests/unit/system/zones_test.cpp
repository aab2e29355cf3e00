#include "adapters/system/zones.h"

#include <gtest/gtest.h>

#include <chrono>

namespace chancery::system {
namespace {

std::int64_t seconds(std::string_view rfc3339) { return parse_rfc3339(rfc3339).value().ms / 1'000; }

class ZonesTest : public ::testing::Test {
 protected:
  static const LoadedZones& zones() {
    static const LoadedZones kZones = load_zones().value();
    return kZones;
  }
  static std::int32_t offset_hours(std::string_view zone, std::string_view at) {
    const ZoneRules* rules = zones().table.find(zone);
    return rules == nullptr ? -99 : rules->offset_at(seconds(at)) / 3'600;
  }
};

TEST_F(ZonesTest, ShanghaiHadSummerTimeUntil1991) {
  EXPECT_EQ(offset_hours("Asia/Shanghai", "2026-07-01T00:00:00Z"), 8);
  EXPECT_EQ(offset_hours("Asia/Shanghai", "1991-07-01T00:00:00Z"), 9);
  EXPECT_EQ(offset_hours("Asia/Shanghai", "1992-07-01T00:00:00Z"), 8);
  EXPECT_EQ(zones().table.find("Asia/Shanghai")->offset_at(seconds("1890-01-01T00:00:00Z")),
            29'143);  // local mean time
}

TEST_F(ZonesTest, SummerTimeGoesOnAsFarAsTheFilesListIt) {
  EXPECT_EQ(offset_hours("Europe/Paris", "2026-01-01T00:00:00Z"), 1);
  EXPECT_EQ(offset_hours("Europe/Paris", "2026-07-01T00:00:00Z"), 2);
  EXPECT_EQ(offset_hours("Europe/Paris", "2037-07-01T00:00:00Z"), 2);
  EXPECT_EQ(offset_hours("Australia/Sydney", "2026-01-01T00:00:00Z"), 11);
  EXPECT_EQ(offset_hours("America/New_York", "2026-03-08T06:59:59Z"), -5);
  EXPECT_EQ(offset_hours("America/New_York", "2026-03-08T07:00:00Z"), -4);
}

TEST_F(ZonesTest, TransitionsAscendAndChangeTheOffset) {
  const ZoneRules& rules = *zones().table.find("Europe/Paris");
  ASSERT_GT(rules.transitions.size(), 100U);
  std::int32_t offset = rules.first_offset_seconds;
  std::int64_t at = INT64_MIN;
  for (const auto& transition : rules.transitions) {
    EXPECT_GT(transition.at_seconds, at);
    EXPECT_NE(transition.offset_seconds, offset);
    at = transition.at_seconds;
    offset = transition.offset_seconds;
  }
}

TEST_F(ZonesTest, UnknownZonesAreUnknown) {
  EXPECT_EQ(zones().table.find("Asia/Nowhere"), nullptr);
  const auto result = load_zones("Asia/Nowhere");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, "value.unknown-zone");
}

TEST_F(ZonesTest, TheDefaultZoneIsTheOneAskedFor) {
  EXPECT_EQ(zones().table.default_zone(), "Asia/Shanghai");
  EXPECT_EQ(load_zones("UTC").value().table.default_zone(), "UTC");
}

TEST_F(ZonesTest, TheHashIsStableAndTheTableLarge) {
  EXPECT_EQ(load_zones().value().hash, zones().hash);
  EXPECT_NE(zones().hash, Sha256{});
  EXPECT_GT(zones().table.size(), 300U);
}

}  // namespace
}  // namespace chancery::system
