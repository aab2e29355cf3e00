// SqliteBlobStore: files by their SHA-256 in a database of their own (blobs.sqlite). One connection behind a mutex; any thread.
#pragma once

#include <memory>

#include "adapters/sqlite/database.h"
#include "engine/ports/blob_store.h"

namespace chancery::sqlite {

class SqliteBlobStore final : public ports::BlobStore {
 public:
  static Result<std::unique_ptr<SqliteBlobStore>> open(const std::string& file, const DatabaseOptions& options = {});

  Result<Sha256> put(BytesView bytes, std::string_view media_type) override;
  Result<ports::Blob> get(
      const Sha256& hash) const override;  // checks the hash again: corrupt store.blob-damaged {hash}
  Result<void> erase(const Sha256& hash) override;

 private:
  explicit SqliteBlobStore(std::unique_ptr<SqliteDatabase> database) : database_(std::move(database)) {}
  std::unique_ptr<SqliteDatabase> database_;
};

}  // namespace chancery::sqlite
