#include <gtest/gtest.h>

#include <chrono>
#include <set>

#include "adapters/memory/entropy.h"
#include "adapters/system/clock.h"
#include "adapters/system/entropy.h"
#include "engine/base/bytes.h"

namespace chancery::system {
namespace {

TEST(SystemClockTest, ItTellsThePresent) {
  const auto before = std::chrono::system_clock::now().time_since_epoch() / std::chrono::milliseconds(1);
  const Instant now = SystemClock().now();
  const auto after = std::chrono::system_clock::now().time_since_epoch() / std::chrono::milliseconds(1);
  EXPECT_GE(now.ms, before);
  EXPECT_LE(now.ms, after);
}

TEST(SystemEntropyTest, NoTwoDrawsAreEqual) {
  SystemEntropy entropy;
  std::set<Bytes> draws;
  for (int i = 0; i < 200; ++i) {
    Bytes draw(16);
    entropy.fill(draw);
    EXPECT_TRUE(draws.insert(draw).second);
  }
  entropy.fill({});
}

TEST(SystemEntropyTest, LongAndOddLengthsAreFilledToTheEnd) {
  SystemEntropy entropy;
  Bytes large(1'000'003, 0);
  entropy.fill(large);
  const BytesView tail = BytesView(large).last(32);
  EXPECT_NE(std::count(tail.begin(), tail.end(), 0), 32);
}

TEST(FixedEntropyTest, SameSeedSameBytesOtherSeedOthers) {
  Bytes a(100);
  Bytes b(100);
  Bytes c(100);
  memory::FixedEntropy(1).fill(a);
  memory::FixedEntropy(1).fill(b);
  memory::FixedEntropy(2).fill(c);
  EXPECT_EQ(a, b);
  EXPECT_NE(a, c);
  memory::FixedEntropy twice(1);
  twice.fill(b);
  twice.fill(b);
  EXPECT_NE(a, b);
}

}  // namespace
}  // namespace chancery::system
