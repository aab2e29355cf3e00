// Cuts the power at random moments of random work on the journal, opens the database again, and compares everything in it with
// what was acknowledged.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>

#include "adapters/sqlite/database_check.h"
#include "adapters/sqlite/event_store.h"
#include "adapters/sqlite/history_store.h"
#include "tests/support/journal_workload.h"
#include "tests/support/power_cut_vfs.h"

namespace chancery {
namespace {

using sqlite::DatabaseOptions;
using test_support::JournalState;
using test_support::JournalStep;
using test_support::JournalWorkload;
using test_support::PowerCutVfs;

constexpr std::uint64_t kSeed = 20'260'302;
constexpr int kCutsPerDatabase = 40;  // then a new one, so that creation is cut too

struct Stores {
  std::unique_ptr<sqlite::SqliteDatabase> database;
  std::unique_ptr<sqlite::SqliteEventStore> events;
  std::unique_ptr<sqlite::SqliteHistoryStore> history;
};

Result<Stores> open_stores(const DatabaseOptions& options) {
  Stores stores;
  stores.database = TRY(sqlite::SqliteDatabase::open("journal.sqlite", sqlite::journal_schema(), options));
  stores.events = TRY(sqlite::SqliteEventStore::open(*stores.database));
  stores.history = std::make_unique<sqlite::SqliteHistoryStore>(*stores.database);
  return stores;
}

struct Tally {
  int cuts = 0;
  int steps = 0;    // acknowledged
  int carried = 0;  // the step under way was found whole
  int losses = 0;   // the state is neither that before nor that after the step under way, or cannot be read
  test_support::PowerCutCounts disk;
  std::string first_loss;
};

class Harness {
 public:
  Harness(std::uint64_t seed, sqlite::Synchronous synchronous) : random_(seed), workload_(seed + 1) {
    options_.synchronous = synchronous;
    options_.locking = sqlite::Locking::kNone;
    options_.checkpoint_pages = 24;  // often, so that many cuts fall into a checkpoint
    options_.truncate_pages = 60;
    options_.vfs = disk_.name();
  }

  // Works on one database until the power was cut `cuts` times or something was lost.
  void run(int cuts, Tally& tally) {
    for (int i = 0; i < cuts && tally.losses == 0; ++i) {
      disk_.cut_at(disk_.operations() + 1 + random_() % 60, random_());
      work(tally);
      ++tally.cuts;
      disk_.power_up();
      compare(tally, i % 8 == 0);
    }
    const auto& counts = disk_.files().counts();
    tally.disk.kept += counts.kept;
    tally.disk.dropped += counts.dropped;
    tally.disk.torn += counts.torn;
  }

 private:
  void work(Tally& tally) {
    under_way_ = state_;
    auto stores = open_stores(options_);
    while (stores && !disk_.is_cut()) {
      JournalStep step = workload_.next(state_);
      under_way_ = step.after;
      // Under synchronous=OFF a step may succeed without touching the disk; the cut may also fall between steps.
      if (random_() % 40 == 0) disk_.cut_now(random_());
      if (!step.run(*stores->events, *stores->history)) break;
      state_ = std::move(step.after);
      ++tally.steps;
    }
    if (!disk_.is_cut()) disk_.cut_now(random_());
  }

  void compare(Tally& tally, bool thorough) {
    const auto lost = [&](std::string what) {
      ++tally.losses;
      tally.first_loss = "cut " + std::to_string(tally.cuts) + ": " + std::move(what);
    };
    auto stores = open_stores(options_);
    if (!stores) return lost(stores.error().debug_text());
    const auto found = test_support::read_state(*stores->events, *stores->history);
    if (!found) return lost(found.error().debug_text());
    if (thorough) {
      const auto report = sqlite::check_database("journal.sqlite", sqlite::journal_schema(), options_.vfs);
      if (!report || !report->problems.empty()) return lost("integrity check");
    }
    if (*found == state_) return;
    if (*found != under_way_) return lost(test_support::first_difference(state_, *found));
    ++tally.carried;
    state_ = under_way_;
  }

  PowerCutVfs disk_;
  DatabaseOptions options_;
  std::mt19937_64 random_;
  JournalWorkload workload_;
  JournalState state_;      // acknowledged
  JournalState under_way_;  // after the step that the cut may have fallen into
};

Tally cut_power(int cuts, sqlite::Synchronous synchronous) {
  Tally tally;
  for (std::uint64_t database = 0; tally.cuts < cuts && tally.losses == 0; ++database) {
    Harness harness(kSeed + database * 1'000, synchronous);
    harness.run(std::min(kCutsPerDatabase, cuts - tally.cuts), tally);
  }
  return tally;
}

TEST(PowerCutTest, NothingAcknowledgedIsLostAndNoBatchIsHalf) {
  const Tally tally = cut_power(2'000, sqlite::Synchronous::kFull);
  std::printf(
      "power cuts: %d, acknowledged steps: %d, steps found whole though unacknowledged: %d, lost: %d "
      "(unsynced writes kept %llu, torn %llu, dropped %llu; seed %llu)\n",
      tally.cuts, tally.steps, tally.carried, tally.losses, static_cast<unsigned long long>(tally.disk.kept),
      static_cast<unsigned long long>(tally.disk.torn), static_cast<unsigned long long>(tally.disk.dropped),
      static_cast<unsigned long long>(kSeed));
  EXPECT_EQ(tally.losses, 0) << tally.first_loss;
  EXPECT_GE(tally.cuts, 1'000);
  // A harness that never loses a write would prove nothing.
  EXPECT_GT(tally.disk.dropped, 1'000U);
  EXPECT_GT(tally.disk.torn, 500U);
  EXPECT_GT(tally.steps, tally.cuts);
}

TEST(PowerCutTest, TheHarnessNoticesThatSynchronousIsOff) {
  const Tally tally = cut_power(200, sqlite::Synchronous::kOff);
  std::printf("with synchronous=OFF: loss found at %s\n", tally.first_loss.c_str());
  EXPECT_GE(tally.losses, 1);
}

}  // namespace
}  // namespace chancery
