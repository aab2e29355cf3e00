// Opening: what is refused, with which name, and what stays untouched.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "adapters/sqlite/blob_store.h"
#include "adapters/sqlite/database_check.h"
#include "adapters/sqlite/event_store.h"
#include "tests/support/temporary_folder.h"

namespace chancery::sqlite {
namespace {

using test_support::TemporaryFolder;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

void run_sql(const std::string& file, const char* sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_close(db);
}

std::string read_file(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Error open_error(const std::string& file, const Schema& schema = journal_schema()) {
  const auto database = SqliteDatabase::open(file, schema);
  return database ? Error{} : database.error();
}

// Root may write everywhere; a test of permissions steps down for its time.
class WithoutRoot {
 public:
  WithoutRoot() : was_root_(::geteuid() == 0) {
    if (was_root_) {
      EXPECT_EQ(::seteuid(65'534), 0);
    }
  }
  ~WithoutRoot() {
    if (was_root_) {
      EXPECT_EQ(::seteuid(0), 0);
    }
  }

 private:
  bool was_root_;
};

TEST(OpenTest, ASecondServerIsRefusedByName) {
  TemporaryFolder folder;
  const std::string file = folder.file("journal.sqlite");
  auto first = SqliteDatabase::open(file, journal_schema()).value();
  const Error error = open_error(file);
  EXPECT_EQ(error.code, "store.locked");
  EXPECT_EQ(error.kind, ErrorKind::kUnavailable);
  EXPECT_EQ(error.parameter("file"), file + ".lock");
  EXPECT_EQ(error.parameter("pid"), std::to_string(::getpid()));
  first.reset();
  EXPECT_TRUE(SqliteDatabase::open(file, journal_schema()));
}

TEST(OpenTest, AFileThatIsNoDatabaseIsRefusedAndLeftAlone) {
  TemporaryFolder folder;
  const std::string file = folder.file("letter.txt");
  const std::string text(5'000, 'x');
  std::ofstream(file) << text;
  EXPECT_EQ(open_error(file).code, "store.not-a-database");
  EXPECT_EQ(open_error(file).kind, ErrorKind::kCorrupt);
  EXPECT_EQ(read_file(file), text);
}

TEST(OpenTest, ADatabaseOfAnotherProgramIsRefusedAndLeftAlone) {
  TemporaryFolder folder;
  const std::string file = folder.file("photos.sqlite");
  run_sql(file, "CREATE TABLE photo (id INTEGER); INSERT INTO photo VALUES (1);");
  const std::string before = read_file(file);
  EXPECT_EQ(open_error(file).code, "store.foreign-database");
  EXPECT_EQ(read_file(file), before);
}

TEST(OpenTest, OneOfOursOfAnotherKindIsRefused) {
  TemporaryFolder folder;
  const std::string file = folder.file("blobs.sqlite");
  ASSERT_TRUE(SqliteBlobStore::open(file));
  EXPECT_EQ(open_error(file).code, "store.foreign-database");
}

TEST(OpenTest, ASchemaNewerThanTheProgramIsRefused) {
  TemporaryFolder folder;
  const std::string file = folder.file("journal.sqlite");
  ASSERT_TRUE(SqliteDatabase::open(file, journal_schema()));
  run_sql(file, "PRAGMA user_version = 99");
  const Error error = open_error(file);
  EXPECT_EQ(error.code, "store.newer-schema");
  EXPECT_EQ(error.parameter("found"), "99");
  EXPECT_EQ(error.parameter("known"), std::to_string(journal_schema().newest()));
}

TEST(OpenTest, AMissingFolderIsNamed) {
  TemporaryFolder folder;
  const Error error = open_error(folder.file("nowhere/journal.sqlite"));
  EXPECT_EQ(error.code, "store.cannot-open");
  EXPECT_THAT(std::string(error.parameter("file")), HasSubstr("nowhere"));
}

TEST(OpenTest, AFolderInPlaceOfAFileIsRefused) {
  TemporaryFolder folder;
  std::filesystem::create_directory(folder.file("journal.sqlite"));
  EXPECT_EQ(open_error(folder.file("journal.sqlite")).code, "store.cannot-open");
}

TEST(OpenTest, AReadOnlyFileIsRefused) {
  TemporaryFolder folder;
  const std::string file = folder.file("journal.sqlite");
  ASSERT_TRUE(SqliteDatabase::open(file, journal_schema()));
  ASSERT_EQ(::chmod(file.c_str(), 0444), 0);
  ASSERT_EQ(::chmod((file + ".lock").c_str(), 0666), 0);
  ASSERT_EQ(::chmod(folder.path().c_str(), 0777), 0);
  const WithoutRoot without_root;
  EXPECT_EQ(open_error(file).code, "store.read-only");
}

TEST(OpenTest, AReadOnlyFolderIsRefused) {
  TemporaryFolder folder;
  ASSERT_EQ(::chmod(folder.path().c_str(), 0555), 0);
  {
    const WithoutRoot without_root;
    EXPECT_EQ(open_error(folder.file("journal.sqlite")).code, "store.read-only");
  }
  ASSERT_EQ(::chmod(folder.path().c_str(), 0755), 0);
}

TEST(OpenTest, MigrationsRunInOrderAndKeepWhatIsThere) {
  TemporaryFolder folder;
  const std::string file = folder.file("journal.sqlite");
  const std::vector<Migration> first = {{1, "CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (5);"}};
  std::vector<Migration> both = first;
  both.push_back({2, "ALTER TABLE a ADD COLUMN y INTEGER; UPDATE a SET y = x + 1;"});
  const Schema old_schema{77, &first};
  const Schema new_schema{77, &both};
  ASSERT_TRUE(SqliteDatabase::open(file, old_schema));
  auto database = SqliteDatabase::open(file, new_schema).value();
  EXPECT_EQ((*database->reader())->integer("SELECT y FROM a").value(), 6);
  EXPECT_EQ((*database->reader())->integer("PRAGMA user_version").value(), 2);
  database.reset();
  EXPECT_EQ(open_error(file, old_schema).code, "store.newer-schema");
  EXPECT_TRUE(SqliteDatabase::open(file, new_schema));  // nothing runs twice
}

TEST(OpenTest, AFailedMigrationLeavesTheOldSchemaWhole) {
  TemporaryFolder folder;
  const std::string file = folder.file("journal.sqlite");
  const std::vector<Migration> good = {{1, "CREATE TABLE a (x INTEGER) STRICT;"}};
  std::vector<Migration> bad = good;
  bad.push_back({2, "CREATE TABLE b (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1);"});
  const Schema good_schema{77, &good};
  const Schema bad_schema{77, &bad};
  ASSERT_TRUE(SqliteDatabase::open(file, good_schema));
  EXPECT_FALSE(SqliteDatabase::open(file, bad_schema));
  auto database = SqliteDatabase::open(file, good_schema).value();
  EXPECT_EQ((*database->reader())->integer("SELECT count(*) FROM sqlite_schema").value(), 1);
}

TEST(OpenTest, EveryMigrationIsNumberedWithoutGap) {
  for (const Schema* schema : {&journal_schema(), &blob_schema(), &identity_schema()}) {
    int expected = 1;
    for (const Migration& migration : *schema->migrations) EXPECT_EQ(migration.number, expected++);
    EXPECT_GT(expected, 1);
  }
}

TEST(OpenTest, TheWriterIsDurableAndNothingCheckpointsByItself) {
  TemporaryFolder folder;
  auto database = SqliteDatabase::open(folder.file("journal.sqlite"), journal_schema()).value();
  ASSERT_TRUE(database->write([](Connection& writer) -> Result<void> {
    EXPECT_EQ(writer.text("PRAGMA journal_mode").value(), "wal");
    EXPECT_EQ(writer.integer("PRAGMA synchronous").value(), 2);
    EXPECT_EQ(writer.integer("PRAGMA wal_autocheckpoint").value(), 0);
    return {};
  }));
  EXPECT_EQ((*database->reader())->integer("PRAGMA wal_autocheckpoint").value(), 0);
}

TEST(CheckTest, ASoundDatabaseHasNoProblems) {
  TemporaryFolder folder;
  const std::string file = folder.file("journal.sqlite");
  auto database = SqliteDatabase::open(file, journal_schema()).value();
  auto events = SqliteEventStore::open(*database).value();
  ASSERT_TRUE(events->append({{{EventNumber{1}, CaseId{}, {1}}}, {}, {}}));
  const auto report = check_database(file, journal_schema()).value();  // while it is open
  EXPECT_THAT(report.problems, IsEmpty());
  EXPECT_EQ(report.schema_version, journal_schema().newest());
  EXPECT_EQ(report.sqlite_version, sqlite_version());
  EXPECT_GT(report.file_bytes, 0U);
}

TEST(CheckTest, AGapAndAMarkAheadAreFound) {
  TemporaryFolder folder;
  const std::string file = folder.file("journal.sqlite");
  {
    auto database = SqliteDatabase::open(file, journal_schema()).value();
    auto events = SqliteEventStore::open(*database).value();
    for (std::uint64_t n = 1; n <= 3; ++n) ASSERT_TRUE(events->append({{{EventNumber{n}, CaseId{}, {1}}}, {}, {}}));
  }
  run_sql(file, "DELETE FROM record WHERE number = 2; INSERT INTO history_mark VALUES (1, 9)");
  EXPECT_THAT(check_database(file, journal_schema()).value().problems,
              ::testing::ElementsAre("store.journal-gap", "ports.mark-ahead"));

  auto database = SqliteDatabase::open(file, journal_schema()).value();
  auto events = SqliteEventStore::open(*database).value();
  const auto read = events->read_after(EventNumber{}, [](EventNumber, BytesView) { return true; });
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "store.journal-gap");
  EXPECT_EQ(read.error().parameter("number"), "2");
}

TEST(CheckTest, DamagedPagesAreFound) {
  TemporaryFolder folder;
  const std::string file = folder.file("journal.sqlite");
  {
    auto database = SqliteDatabase::open(file, journal_schema()).value();
    auto events = SqliteEventStore::open(*database).value();
    for (std::uint64_t n = 1; n <= 200; ++n)
      ASSERT_TRUE(events->append({{{EventNumber{n}, CaseId{}, Bytes(300, 1)}}, {}, {}}));
  }
  std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
  out.seekp(-4'096, std::ios::end);
  out << std::string(4'096, '\x55');
  out.close();
  const auto report = check_database(file, journal_schema());
  EXPECT_TRUE(!report || !report->problems.empty());
}

TEST(CheckTest, AFileThatIsNotThereIsNotMade) {
  TemporaryFolder folder;
  const auto report = check_database(folder.file("none.sqlite"), journal_schema());
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, "store.cannot-open");
  EXPECT_FALSE(std::filesystem::exists(folder.file("none.sqlite")));
}

}  // namespace
}  // namespace chancery::sqlite
