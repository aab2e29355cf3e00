// The pool of read-only connections: it cannot write, it ends, it does not run away.
#include <gtest/gtest.h>

#include "adapters/sqlite/database.h"
#include "tests/support/temporary_folder.h"

namespace chancery::sqlite {
namespace {

class ReaderTest : public ::testing::Test {
 protected:
  std::unique_ptr<SqliteDatabase> open(DatabaseOptions options) {
    return SqliteDatabase::open(folder_.file("journal.sqlite"), journal_schema(), options).value();
  }
  test_support::TemporaryFolder folder_;
};

TEST_F(ReaderTest, AReaderCannotWrite) {
  auto database = open({});
  const auto reader = database->reader().value();
  const auto result = reader->execute("DELETE FROM record");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, "store.read-only");
}

TEST_F(ReaderTest, AQueryPastItsTimeIsStopped) {
  DatabaseOptions options;
  options.snapshot_ms_max = 30;
  auto database = open(options);
  const char* endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
  const auto result = database->reader().value()->integer(endless);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, "store.too-slow");
  EXPECT_TRUE(database->reader().value()->integer("SELECT 1"));  // the connection itself is fine
}

TEST_F(ReaderTest, TheLastConnectionIsWaitedForAndThenRefused) {
  DatabaseOptions options;
  options.readers_max = 2;
  options.snapshot_ms_max = 20;
  auto database = open(options);
  {
    const auto first = database->reader().value();
    const auto second = database->reader().value();
    const auto third = database->reader();
    ASSERT_FALSE(third);
    EXPECT_EQ(third.error().code, "store.busy");
  }
  EXPECT_TRUE(database->reader());
}

TEST_F(ReaderTest, AFailedBodyIsRolledBackAndTheNextOneWorks) {
  auto database = open({});
  const auto failed = database->write([](Connection& writer) -> Result<void> {
    TRY_VOID(writer.execute("INSERT INTO record VALUES (1, 0, x'01')"));
    return invalid("test.no");
  });
  EXPECT_EQ(failed.error().code, "test.no");
  EXPECT_EQ(database->reader().value()->integer("SELECT count(*) FROM record").value(), 0);
  EXPECT_TRUE(
      database->write([](Connection& writer) { return writer.execute("INSERT INTO record VALUES (1, 0, x'01')"); }));
  EXPECT_EQ(database->reader().value()->integer("SELECT count(*) FROM record").value(), 1);
}

TEST_F(ReaderTest, AForeignWriterMakesItBusyNotBroken) {
  DatabaseOptions options;
  options.busy_ms = 20;
  auto database = open(options);
  auto foreign = Connection::open(folder_.file("journal.sqlite"), Access::kReadWrite, "").value();
  ASSERT_TRUE(foreign->execute("BEGIN IMMEDIATE"));
  const auto nothing = [](Connection&) { return Result<void>(); };
  const auto result = database->write(nothing);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, "store.busy");
  ASSERT_TRUE(foreign->execute("ROLLBACK"));
  EXPECT_TRUE(database->write(nothing));
}

}  // namespace
}  // namespace chancery::sqlite
