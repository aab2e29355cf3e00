// Fails the n-th call of a workload, and the n-th operation on the disk below SQLite, for every n until the workload passes without
// meeting the fault. After each: only whole steps are there, every acknowledged one is, and work can go on.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "adapters/memory/event_store.h"
#include "adapters/memory/history_store.h"
#include "adapters/sqlite/event_store.h"
#include "adapters/sqlite/history_store.h"
#include "tests/support/faulty_event_store.h"
#include "tests/support/journal_workload.h"
#include "tests/support/power_cut_vfs.h"

namespace chancery {
namespace {

using test_support::Fault;
using test_support::FaultyEventStore;
using test_support::JournalState;
using test_support::JournalStep;
using test_support::JournalWorkload;
using test_support::Moment;
using test_support::Persistence;
using test_support::PowerCutVfs;
using test_support::read_state;

constexpr int kSteps = 30;

// ---- the n-th call of the port

void sweep_calls(Persistence persistence, Moment moment) {
  std::uint64_t n = 0;
  bool met = true;
  while (met) {
    SCOPED_TRACE("call " + std::to_string(++n));
    memory::MemoryEventStore below;
    memory::MemoryHistoryStore history;
    FaultyEventStore store(below);
    store.arm({n, persistence, moment, unavailable("store.full", {{"file", "f"}})});
    JournalWorkload workload(7);
    JournalState state;
    for (int i = 0; i < kSteps; ++i) {
      JournalStep step = workload.next(state);
      const auto result = step.run(store, history);
      const bool happened = result.has_value() || moment == Moment::kAfter;
      if (happened) state = std::move(step.after);
      if (!result) {
        ASSERT_EQ(result.error().code, "store.full");
      }
      const auto found = read_state(below, history);
      ASSERT_TRUE(found);
      ASSERT_EQ(first_difference(state, *found), "") << step.name;
    }
    met = store.has_failed();
  }
  EXPECT_GT(n, 20U);
}

TEST(FaultSweepTest, EveryCallFailsOnceBeforeItsWork) { sweep_calls(Persistence::kTransient, Moment::kBefore); }
TEST(FaultSweepTest, EveryCallFailsOnceAfterItsWork) { sweep_calls(Persistence::kTransient, Moment::kAfter); }
TEST(FaultSweepTest, EveryCallFailsForGood) { sweep_calls(Persistence::kPersistent, Moment::kBefore); }

TEST(FaultSweepTest, AFaultThatWasNotArmedNeverComes) {
  memory::MemoryEventStore below;
  FaultyEventStore store(below);
  store.arm({1});
  store.disarm();
  EXPECT_TRUE(store.last_number());
  EXPECT_FALSE(store.has_failed());
  store.arm({2, Persistence::kPersistent});
  EXPECT_TRUE(store.last_number());
  EXPECT_FALSE(store.last_number());
  EXPECT_FALSE(store.maintain());
}

// ---- the n-th operation on the disk

class DiskSweep {
 public:
  DiskSweep() {
    options_.locking = sqlite::Locking::kNone;
    options_.vfs = disk_.name();
    options_.checkpoint_pages = 20;
    options_.truncate_pages = 40;
  }

  // Returns whether the fault was met.
  bool run(std::uint64_t n, int code, const std::string& expected, Persistence persistence) {
    open();
    disk_.fail_at(disk_.operations() + n, code, persistence);
    JournalWorkload workload(11);
    JournalState state;
    for (int i = 0; i < kSteps; ++i) {
      JournalStep step = workload.next(state);
      const auto result = step.run(*events_, *history_);
      if (result)
        state = std::move(step.after);
      else
        check_failure(result.error(), expected, step, state);
      if (::testing::Test::HasFatalFailure()) return false;
    }
    const bool met = disk_.has_failed();
    disk_.fail_no_more();
    check_still_works(workload, state);
    close();
    open();
    const auto found = read_state(*events_, *history_);
    EXPECT_EQ(found ? first_difference(state, *found) : found.error().debug_text(), "") << "after opening again";
    close();
    return met;
  }

 private:
  void open() {
    database_ = sqlite::SqliteDatabase::open("journal.sqlite", sqlite::journal_schema(), options_).value();
    events_ = sqlite::SqliteEventStore::open(*database_).value();
    history_ = std::make_unique<sqlite::SqliteHistoryStore>(*database_);
  }
  void close() {
    history_.reset();
    events_.reset();
    database_.reset();
  }
  // A failed step leaves no trace in the running process; an erasure alone may have happened before its clean-up failed.
  void check_failure(const Error& error, const std::string& expected, const JournalStep& step, JournalState& state) {
    ASSERT_EQ(error.code, expected);
    ASSERT_EQ(error.kind, ErrorKind::kUnavailable);
    const auto found = read_state(*events_, *history_);
    ASSERT_TRUE(found) << found.error().debug_text();
    if (step.name == "erase" && *found == step.after) state = step.after;
    ASSERT_EQ(first_difference(state, *found), "") << step.name;
  }
  void check_still_works(JournalWorkload& workload, JournalState& state) {
    for (int i = 0; i < 5; ++i) {
      JournalStep step = workload.next(state);
      const auto result = step.run(*events_, *history_);
      ASSERT_TRUE(result) << step.name << " " << result.error().debug_text();
      state = std::move(step.after);
    }
  }

  PowerCutVfs disk_;
  sqlite::DatabaseOptions options_;
  std::unique_ptr<sqlite::SqliteDatabase> database_;
  std::unique_ptr<sqlite::SqliteEventStore> events_;
  std::unique_ptr<sqlite::SqliteHistoryStore> history_;
};

void sweep_disk(int code, const std::string& expected, Persistence persistence) {
  std::uint64_t n = 0;
  bool met = true;
  while (met && !::testing::Test::HasFailure()) {
    SCOPED_TRACE("disk operation " + std::to_string(++n));
    DiskSweep sweep;
    met = sweep.run(n, code, expected, persistence);
  }
  EXPECT_GT(n, 100U);
}

TEST(DiskFaultSweepTest, AFullDiskOnce) { sweep_disk(SQLITE_FULL, "store.full", Persistence::kTransient); }
TEST(DiskFaultSweepTest, AFullDiskForGood) { sweep_disk(SQLITE_FULL, "store.full", Persistence::kPersistent); }
TEST(DiskFaultSweepTest, AWriteErrorOnce) { sweep_disk(SQLITE_IOERR_WRITE, "store.io", Persistence::kTransient); }
TEST(DiskFaultSweepTest, ASyncErrorForGood) { sweep_disk(SQLITE_IOERR_FSYNC, "store.io", Persistence::kPersistent); }
TEST(DiskFaultSweepTest, ADiskThatTurnedReadOnly) {
  sweep_disk(SQLITE_READONLY, "store.read-only", Persistence::kPersistent);
}

}  // namespace
}  // namespace chancery
