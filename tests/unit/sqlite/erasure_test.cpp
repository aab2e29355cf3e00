// What is erased can be found in no file: not in the database, not in a free page, not in the WAL.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "adapters/sqlite/blob_store.h"
#include "adapters/sqlite/event_store.h"
#include "tests/support/temporary_folder.h"

namespace chancery::sqlite {
namespace {

bool stands_in(const std::string& folder, const std::string& needle) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (bytes.find(needle) != std::string::npos) return true;
  }
  return false;
}

class ErasureTest : public ::testing::Test {
 protected:
  ErasureTest() {
    database_ = SqliteDatabase::open(folder_.file("journal.sqlite"), journal_schema()).value();
    events_ = SqliteEventStore::open(*database_).value();
  }
  static std::string secret(std::uint64_t person) { return "secret-of-" + std::to_string(person) + "-"; }
  void put(std::uint64_t person, const std::string& field, std::size_t size) {
    std::string value = secret(person);
    value.resize(std::max(size, value.size()), 'x');
    ports::AppendBatch batch;
    batch.personal.push_back({"person:" + std::to_string(person), field, value, Bytes(16, 5)});
    ASSERT_TRUE(events_->append(batch));
  }
  test_support::TemporaryFolder folder_;
  std::unique_ptr<SqliteDatabase> database_;
  std::unique_ptr<SqliteEventStore> events_;
};

TEST_F(ErasureTest, AnErasedPersonIsInNoFile) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 1'500; ++i) {  // random order, several pages, replacements, some values beyond a page
    put(random() % 60, "field-" + std::to_string(random() % 5), i % 50 == 0 ? 20'000 : 30 + random() % 200);
    if (i % 200 == 0) {
      ASSERT_TRUE(database_->empty_wal());
    }
  }
  ASSERT_TRUE(stands_in(folder_.path(), secret(7)));
  for (const std::uint64_t person : {7, 8, 9, 30}) {
    ASSERT_GT(events_->erase_personal("person:" + std::to_string(person)).value(), 0U);
    EXPECT_FALSE(stands_in(folder_.path(), secret(person))) << person;
  }
  EXPECT_TRUE(stands_in(folder_.path(), secret(10)));
  EXPECT_TRUE(events_->read_personal_of("person:7").value().empty());
}

TEST_F(ErasureTest, AReplacedValueIsGoneAfterTheNextCheckpoint) {
  put(1, "phone", 40);
  ports::AppendBatch batch;
  batch.personal.push_back({"person:1", "phone", "\"new\"", {1}});
  ASSERT_TRUE(events_->append(batch));
  ASSERT_TRUE(database_->empty_wal());
  EXPECT_FALSE(stands_in(folder_.path(), secret(1)));
}

TEST_F(ErasureTest, AReaderDelaysTheCleaningOfTheWalNotTheErasure) {
  put(1, "name", 40);
  const auto reader = database_->reader().value();
  ASSERT_TRUE(reader->execute("BEGIN"));
  ASSERT_TRUE(reader->integer("SELECT count(*) FROM personal"));
  put(2, "name", 40);  // so that the reader's snapshot is not the newest
  ASSERT_EQ(events_->erase_personal("person:1").value(), 1U);
  EXPECT_FALSE(events_->read_personal("person:1", "name").value());
  EXPECT_TRUE(stands_in(folder_.path(), secret(1)));
  ASSERT_TRUE(reader->execute("COMMIT"));
  ASSERT_TRUE(events_->maintain());
  EXPECT_FALSE(stands_in(folder_.path(), secret(1)));
}

TEST_F(ErasureTest, AnErasedFileIsInNoFile) {
  auto blobs = SqliteBlobStore::open(folder_.file("blobs.sqlite")).value();
  std::string scan = "scan-of-an-identity-card ";
  while (scan.size() < 100'000) scan += scan;
  const std::string needle = "scan-of-an-identity-card";
  const Sha256 hash =
      blobs->put(BytesView(reinterpret_cast<const std::uint8_t*>(scan.data()), scan.size()), "image/png").value();
  ASSERT_TRUE(stands_in(folder_.path(), needle));
  ASSERT_TRUE(blobs->erase(hash));
  EXPECT_FALSE(stands_in(folder_.path(), needle));
}

TEST_F(ErasureTest, ADamagedFileIsNotHandedOut) {
  const std::string file = folder_.file("blobs.sqlite");
  Sha256 hash{};
  {
    auto blobs = SqliteBlobStore::open(file).value();
    hash = blobs->put(Bytes(100, 1), "image/png").value();
  }
  {
    auto database = SqliteDatabase::open(file, blob_schema()).value();
    ASSERT_TRUE(database->write([](Connection& c) { return c.execute("UPDATE blob SET bytes = x'0102'"); }));
  }
  auto blobs = SqliteBlobStore::open(file).value();
  const auto result = blobs->get(hash);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, "store.blob-damaged");
}

}  // namespace
}  // namespace chancery::sqlite
