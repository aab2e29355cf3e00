// After the process dies: what was acknowledged is there, and the lock is free.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "adapters/sqlite/event_store.h"
#include "adapters/sqlite/history_store.h"
#include "adapters/sqlite/identity_store.h"
#include "tests/support/temporary_folder.h"

namespace chancery::sqlite {
namespace {

ports::AppendBatch one_record(std::uint64_t number) {
  ports::AppendBatch batch;
  batch.records.push_back({EventNumber{number}, CaseId{1}, Bytes(100, static_cast<std::uint8_t>(number))});
  batch.personal.push_back({"person:" + std::to_string(number), "name", "\"x\"", {1}});
  batch.outbox.push_back({EventNumber{number}, 0, "notify.send", {1}});
  return batch;
}

TEST(RecoveryTest, EverythingIsThereAfterAnOrderlyEnd) {
  test_support::TemporaryFolder folder;
  const std::string file = folder.file("journal.sqlite");
  {
    auto database = SqliteDatabase::open(file, journal_schema()).value();
    auto events = SqliteEventStore::open(*database).value();
    ASSERT_TRUE(events->append(one_record(1)));
    ASSERT_TRUE(events->save_snapshot({EventNumber{1}, 4, {{CaseId{1}, {9}}}, {}, {}}));
  }
  auto database = SqliteDatabase::open(file, journal_schema()).value();
  auto events = SqliteEventStore::open(*database).value();
  EXPECT_EQ(events->last_number().value(), EventNumber{1});
  EXPECT_EQ(events->snapshot_mark().value().state_format, 4U);
  EXPECT_TRUE(events->read_personal("person:1", "name").value());
  EXPECT_TRUE(events->append(one_record(2)));
  const auto gap = events->append(one_record(2));
  ASSERT_FALSE(gap);
  EXPECT_EQ(gap.error().parameter("expected"), "3");
}

TEST(RecoveryTest, AKilledProcessLeavesItsLastAcknowledgedBatch) {
  test_support::TemporaryFolder folder;
  const std::string file = folder.file("journal.sqlite");
  int acknowledged[2];
  ASSERT_EQ(::pipe(acknowledged), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    auto database = SqliteDatabase::open(file, journal_schema()).value();
    auto events = SqliteEventStore::open(*database).value();
    for (std::uint64_t number = 1;; ++number) {
      if (!events->append(one_record(number))) ::_exit(1);
      if (::write(acknowledged[1], &number, sizeof number) != sizeof number) ::_exit(1);
    }
  }
  std::uint64_t last = 0;
  while (last < 100) ASSERT_EQ(::read(acknowledged[0], &last, sizeof last), static_cast<ssize_t>(sizeof last));
  ::kill(child, SIGKILL);
  ::close(acknowledged[1]);
  ::waitpid(child, nullptr, 0);
  while (::read(acknowledged[0], &last, sizeof last) == static_cast<ssize_t>(sizeof last)) {}
  ::close(acknowledged[0]);

  auto database = SqliteDatabase::open(file, journal_schema()).value();  // the lock died with its holder
  auto events = SqliteEventStore::open(*database).value();
  const std::uint64_t found = events->last_number().value().value;
  EXPECT_GE(found, last);
  EXPECT_LE(found, last + 1);
  EXPECT_EQ(events->read_outbox(100'000).value().size(), found);
  EXPECT_TRUE(events->read_personal("person:" + std::to_string(found), "name").value());
}

TEST(RecoveryTest, CredentialsSurvive) {
  test_support::TemporaryFolder folder;
  const std::string file = folder.file("identity.sqlite");
  ASSERT_TRUE(SqliteIdentityStore::open(file).value()->put_credential({"wang", "hash", true, false}));
  EXPECT_TRUE(SqliteIdentityStore::open(file).value()->find_credential("wang").value()->must_change);
}

}  // namespace
}  // namespace chancery::sqlite
