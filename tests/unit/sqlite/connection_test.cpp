// Binding and reading of values, and how a wrong statement shows.
#include <gtest/gtest.h>

#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/errors.h"
#include "tests/support/temporary_folder.h"

namespace chancery::sqlite {
namespace {

class ConnectionTest : public ::testing::Test {
 protected:
  test_support::TemporaryFolder folder_;
  std::unique_ptr<Connection> connection_ = Connection::open(folder_.file("t.sqlite"), Access::kReadWrite, "").value();
};

TEST_F(ConnectionTest, ValuesKeepTheirTypeAndTheirBytes) {
  ASSERT_TRUE(connection_->execute("CREATE TABLE t (i INTEGER, s TEXT, b BLOB, n INTEGER) STRICT"));
  const std::string text("印\0章", 7);
  {
    Query insert = connection_->query("INSERT INTO t VALUES (?, ?, ?, ?)").value();
    ASSERT_TRUE(insert.bind(1, INT64_MIN).bind(2, text).bind(3, BytesView()).bind_null(4).run());
  }
  Query row = connection_->query("SELECT i, s, b, n FROM t").value();
  ASSERT_TRUE(row.step().value());
  EXPECT_EQ(row.integer(0), INT64_MIN);
  EXPECT_EQ(row.text(1), text);
  EXPECT_TRUE(row.blob(2).empty());
  EXPECT_FALSE(row.is_null(2));
  EXPECT_TRUE(row.is_null(3));
  EXPECT_FALSE(row.step().value());
}

TEST_F(ConnectionTest, AQueryThatWentOutOfScopeHoldsNoRow) {
  ASSERT_TRUE(connection_->execute("CREATE TABLE t (i INTEGER); INSERT INTO t VALUES (1), (2)"));
  { ASSERT_TRUE(connection_->query("SELECT i FROM t").value().step().value()); }
  EXPECT_TRUE(connection_->execute("DROP TABLE t"));  // refused while a statement stands on a row
}

TEST_F(ConnectionTest, BoundValuesDoNotLeakIntoTheNextUse) {
  const char* sql = "SELECT ? IS NULL";
  { ASSERT_TRUE(connection_->query(sql).value().bind(1, std::int64_t{5}).step().value()); }
  Query again = connection_->query(sql).value();
  ASSERT_TRUE(again.step().value());
  EXPECT_EQ(again.integer(0), 1);
}

TEST_F(ConnectionTest, WrongStatementsAndParametersAreErrors) {
  EXPECT_FALSE(connection_->query("SELEKT 1"));
  EXPECT_FALSE(connection_->execute("INSERT INTO nowhere VALUES (1)"));
  EXPECT_FALSE(connection_->query("SELECT ?").value().bind(2, std::int64_t{1}).step());
}

TEST_F(ConnectionTest, StrictTablesRefuseAWrongType) {
  ASSERT_TRUE(connection_->execute("CREATE TABLE t (i INTEGER) STRICT"));
  EXPECT_FALSE(connection_->query("INSERT INTO t VALUES (?)").value().bind(1, "x").run());
}

}  // namespace
}  // namespace chancery::sqlite
