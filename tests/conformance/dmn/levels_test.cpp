// The kit's levels, whole. Says plainly when the data are not there.
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "adapters/system/zones.h"
#include "tests/conformance/dmn/run.h"

namespace chancery::dmn_kit {
namespace {

namespace fs = std::filesystem;

class Levels : public testing::Test {
 protected:
  void SetUp() override {
    const char* set = std::getenv("CHANCERY_CONFORMANCE");
    kit_ = fs::path(set != nullptr ? set : CHANCERY_SOURCE_DIR "/../shared/conformance") / "dmn-tck" / "TestCases";
    if (!fs::exists(kit_)) GTEST_SKIP() << "conformance data not there: " << kit_;
  }
  Score run(const char* level) {
    std::ostringstream out;
    const auto zones = system::load_zones("UTC");
    EXPECT_TRUE(zones);
    Score score = run_folder(kit_ / level, zones->table, out);
    said_ = out.str();
    return score;
  }
  fs::path kit_;
  std::string said_;
};

TEST_F(Levels, TwoPassesWhole) {
  const Score score = run("compliance-level-2");
  EXPECT_EQ(score.all.failed, 0) << said_;
  EXPECT_EQ(score.all.skipped, 0);
  EXPECT_GE(score.all.passed, 98);
}

TEST_F(Levels, ThreePassesWhole) {
  const Score score = run("compliance-level-3");
  EXPECT_EQ(score.all.failed, 0) << said_;
  EXPECT_EQ(score.all.skipped, 0);
  EXPECT_GE(score.all.passed, 2651);
}

}  // namespace
}  // namespace chancery::dmn_kit
