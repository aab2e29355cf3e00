// What engine/ports/blob_store.h promises, on every blob store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "adapters/memory/blob_store.h"
#include "adapters/sqlite/blob_store.h"
#include "tests/support/temporary_folder.h"

namespace chancery {
namespace {

struct Subject {
  virtual ~Subject() = default;
  virtual ports::BlobStore& store() = 0;
};

struct MemorySubject final : Subject {
  memory::MemoryBlobStore memory_store;
  ports::BlobStore& store() override { return memory_store; }
};

struct SqliteSubject final : Subject {
  test_support::TemporaryFolder folder;
  std::unique_ptr<sqlite::SqliteBlobStore> blobs = sqlite::SqliteBlobStore::open(folder.file("blobs.sqlite")).value();
  ports::BlobStore& store() override { return *blobs; }
};

struct Kind {
  std::string name;
  std::function<std::unique_ptr<Subject>()> make;
};

class BlobStoreContract : public ::testing::TestWithParam<Kind> {
 protected:
  ports::BlobStore& store() { return subject_->store(); }
  std::unique_ptr<Subject> subject_ = GetParam().make();
};

TEST_P(BlobStoreContract, BytesComeBackByTheirHash) {
  const Bytes scan(200'000, 42);
  const Sha256 hash = store().put(scan, "image/jpeg").value();
  EXPECT_EQ(hash, sha256(BytesView(scan)));
  const auto blob = store().get(hash).value();
  EXPECT_EQ(blob.bytes, scan);
  EXPECT_EQ(blob.media_type, "image/jpeg");
}

TEST_P(BlobStoreContract, AnEmptyFileIsAFile) {
  const Sha256 hash = store().put({}, "text/plain").value();
  EXPECT_TRUE(store().get(hash).value().bytes.empty());
}

TEST_P(BlobStoreContract, TheSameBytesAreKeptOnceWithTheirFirstType) {
  const Bytes bytes{1, 2, 3};
  const Sha256 first = store().put(bytes, "text/plain").value();
  EXPECT_EQ(store().put(bytes, "image/png").value(), first);
  EXPECT_EQ(store().get(first).value().media_type, "text/plain");
  ASSERT_TRUE(store().erase(first));
  EXPECT_FALSE(store().get(first));
}

TEST_P(BlobStoreContract, AnUnknownHashIsNotFound) {
  const auto result = store().get(sha256("never put"));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(result.error().code, "store.no-blob");
}

TEST_P(BlobStoreContract, ErasingIsFinalAndTwiceIsNoError) {
  const Sha256 hash = store().put(Bytes{1}, "text/plain").value();
  const Sha256 other = store().put(Bytes{2}, "text/plain").value();
  ASSERT_TRUE(store().erase(hash));
  ASSERT_TRUE(store().erase(hash));
  EXPECT_FALSE(store().get(hash));
  EXPECT_TRUE(store().get(other));
}

TEST_P(BlobStoreContract, AFileOverTheLimitIsRefused) {
  const auto result = store().put(Bytes(ports::kBlobBytesMax + 1), "text/plain");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::kTooLarge);
  EXPECT_EQ(result.error().code, "store.blob-too-large");
}

INSTANTIATE_TEST_SUITE_P(Stores, BlobStoreContract,
                         ::testing::Values(Kind{"memory", [] { return std::make_unique<MemorySubject>(); }},
                                           Kind{"sqlite", [] { return std::make_unique<SqliteSubject>(); }}),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace chancery
