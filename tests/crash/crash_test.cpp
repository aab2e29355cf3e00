// Kills the server with SIGKILL at random moments under load, and after each restart finds every acknowledged step
// and no half one.
//
// CHANCERY_CRASH_SEED repeats the moments of a run; CHANCERY_CRASH_KILLS asks for more of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "adapters/sqlite/connection.h"
#include "tests/crash/campaign.h"
#include "tests/crash/checker.h"
#include "tests/support/temporary_folder.h"

namespace chancery::crash {
namespace {

using testing::HasSubstr;

constexpr int kKillsUnderLoad = 50;
constexpr int kStartKillEvery = 5;  // one killed while it starts for so many under load
constexpr int kInProcessEvery = 20;
constexpr std::size_t kFindingsTold = 20;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* given = std::getenv(name);
  return given == nullptr || *given == '\0' ? otherwise : std::strtoull(given, nullptr, 10);
}

void print(Campaign& campaign, std::uint64_t seed) {
  const Tally& tally = campaign.tally();
  std::printf(
      "rounds: %d, kills: %d under load and %d at the start, acknowledged steps: %zu in %zu cases, repeated: %zu,\n"
      "in flight: %zu found whole and %zu absent, wrong: %zu, restart: %lld ms at most (seed %llu)\n",
      tally.kills(), tally.kills_under_load, tally.kills_at_start, campaign.ledger().acknowledged(),
      campaign.ledger().matters().size(), campaign.repeats(), tally.whole, tally.absent,
      campaign.ledger().findings().size(), static_cast<long long>(tally.restart_max.count()),
      static_cast<unsigned long long>(seed));
}

// One line each; what follows from the first ones is seldom worth reading.
void tell(const Findings& findings) {
  for (std::size_t i = 0; i < std::min(findings.size(), kFindingsTold); ++i) std::printf("  %s\n", findings[i].c_str());
}

// The checks would prove nothing if they passed on a journal that lost a step: takes the last record away and looks
// again.
void expect_loss_is_noticed(Campaign& campaign) {
  const std::string file = campaign.data() + "/journal.sqlite";
  {
    const auto connection = sqlite::Connection::open(file, sqlite::Access::kReadWrite, "");
    ASSERT_TRUE(connection);
    ASSERT_TRUE((*connection)->execute("DELETE FROM record WHERE number = (SELECT max(number) FROM record)"));
  }
  const auto journal = read_journal(file);
  ASSERT_TRUE(journal);
  const Findings findings = check_journal(campaign.ledger().matters(), *journal, campaign.ledger().begun_after());
  EXPECT_THAT(findings, testing::Contains(HasSubstr("is lost")));
}

TEST(CrashTest, EveryAcknowledgedStepIsThereAndNoHalfStep) {
  const std::uint64_t seed = from_environment("CHANCERY_CRASH_SEED", std::random_device()());
  const auto kills = static_cast<int>(from_environment("CHANCERY_CRASH_KILLS", kKillsUnderLoad));
  std::printf("seed: %llu\n", static_cast<unsigned long long>(seed));
  std::fflush(stdout);
  const test_support::TemporaryFolder folder;
  Campaign campaign(folder.path(), seed);
  const auto founded = campaign.found();
  ASSERT_TRUE(founded) << founded.error().debug_text();

  for (int i = 1; i <= kills && campaign.ledger().findings().empty(); ++i) {
    const auto killed = campaign.kill_under_load();
    ASSERT_TRUE(killed) << killed.error().debug_text();
    if (i % kStartKillEvery == 0) campaign.kill_at_start();
    if (i % kInProcessEvery == 0) campaign.open_in_process();
  }
  const auto finished = campaign.finish();
  ASSERT_TRUE(finished) << finished.error().debug_text();
  print(campaign, seed);

  tell(campaign.ledger().findings());
  ASSERT_EQ(campaign.ledger().findings().size(), 0U);
  const Tally& tally = campaign.tally();
  EXPECT_GE(tally.kills_under_load, std::min(kills, kKillsUnderLoad));
  // A load that is not cut off in the middle of requests would prove nothing.
  EXPECT_GT(campaign.ledger().acknowledged(), static_cast<std::size_t>(tally.kills()));
  EXPECT_GT(tally.whole + tally.absent, static_cast<std::size_t>(tally.kills()));
  EXPECT_GT(tally.whole, 0U);
  EXPECT_GT(tally.absent, 0U);
  EXPECT_GT(campaign.repeats(), 0U);
  expect_loss_is_noticed(campaign);
}

}  // namespace
}  // namespace chancery::crash
