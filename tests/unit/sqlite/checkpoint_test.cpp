// Checkpoints happen in maintain() and nowhere else, when enough pages stand in the WAL, and never wait for a reader.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>

#include "adapters/sqlite/event_store.h"
#include "tests/support/temporary_folder.h"

namespace chancery::sqlite {
namespace {

class CheckpointTest : public ::testing::Test {
 protected:
  CheckpointTest() {
    options_.checkpoint_pages = 50;
    options_.truncate_pages = 100;
    database_ = SqliteDatabase::open(file_, journal_schema(), options_).value();
    events_ = SqliteEventStore::open(*database_).value();
  }
  void append(std::uint64_t records) {
    for (std::uint64_t i = 0; i < records; ++i) {
      ports::AppendBatch batch;
      batch.records.push_back({EventNumber{++last_}, CaseId{}, Bytes(3'000, 1)});
      ASSERT_TRUE(events_->append(batch));
    }
  }
  std::uintmax_t wal_bytes() const { return std::filesystem::file_size(file_ + "-wal"); }
  std::uintmax_t file_bytes() const { return std::filesystem::file_size(file_); }

  test_support::TemporaryFolder folder_;
  std::string file_ = folder_.file("journal.sqlite");
  DatabaseOptions options_;
  std::unique_ptr<SqliteDatabase> database_;
  std::unique_ptr<SqliteEventStore> events_;
  std::uint64_t last_ = 0;
};

TEST_F(CheckpointTest, NothingMovesWithoutMaintain) {
  const auto before = file_bytes();
  append(1'100);  // SQLite itself would checkpoint at 1,000 pages
  EXPECT_EQ(file_bytes(), before);
  EXPECT_GT(wal_bytes(), 1'100U * 4'096);
}

TEST_F(CheckpointTest, MaintainDoesNothingBeforeItIsDue) {
  const auto before = file_bytes();
  append(5);
  ASSERT_TRUE(events_->maintain());
  EXPECT_EQ(file_bytes(), before);
}

TEST_F(CheckpointTest, MaintainMovesThePagesAndTheWalIsUsedAgain) {
  append(25);
  ASSERT_TRUE(events_->maintain());
  EXPECT_GT(file_bytes(), 20U * 4'096);
  const auto wal = wal_bytes();
  append(5);
  EXPECT_EQ(wal_bytes(), wal);  // begun again from its first page
}

TEST_F(CheckpointTest, ALargeWalIsCutToNothing) {
  append(200);
  ASSERT_TRUE(events_->maintain());
  EXPECT_EQ(wal_bytes(), 0U);
}

TEST_F(CheckpointTest, AReaderDelaysItAndIsNotWaitedFor) {
  append(1);
  const auto reader = database_->reader().value();
  ASSERT_TRUE(reader->execute("BEGIN"));
  ASSERT_EQ(reader->integer("SELECT count(*) FROM record").value(), 1);
  append(200);
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_TRUE(events_->maintain());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(1'500));
  EXPECT_GT(wal_bytes(), 0U);
  EXPECT_EQ(reader->integer("SELECT count(*) FROM record").value(), 1);  // its snapshot stands
  ASSERT_TRUE(reader->execute("COMMIT"));
  append(60);
  ASSERT_TRUE(events_->maintain());
  EXPECT_EQ(wal_bytes(), 0U);
}

}  // namespace
}  // namespace chancery::sqlite
