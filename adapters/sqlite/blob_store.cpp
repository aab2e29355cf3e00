#include "adapters/sqlite/blob_store.h"

namespace chancery::sqlite {

using namespace ports;

Result<std::unique_ptr<SqliteBlobStore>> SqliteBlobStore::open(const std::string& file,
                                                               const DatabaseOptions& options) {
  auto database = TRY(SqliteDatabase::open(file, blob_schema(), options));
  return std::unique_ptr<SqliteBlobStore>(new SqliteBlobStore(std::move(database)));
}

Result<Sha256> SqliteBlobStore::put(BytesView bytes, std::string_view media_type) {
  if (bytes.size() > kBlobBytesMax)
    return too_large("store.blob-too-large", {{"limit", std::to_string(kBlobBytesMax)}});
  const Sha256 hash = sha256(bytes);
  const auto change = [&](Connection& connection) -> Result<void> {
    Query insert = TRY(connection.query("INSERT OR IGNORE INTO blob (hash, media_type, bytes) VALUES (?, ?, ?)"));
    return insert.bind(1, BytesView(hash)).bind(2, media_type).bind(3, bytes).run();
  };
  TRY_VOID(database_->write(change));
  TRY_VOID(database_->maintain());
  return hash;
}

Result<Blob> SqliteBlobStore::get(const Sha256& hash) const {
  const auto reader = TRY(database_->reader());
  Query row = TRY(reader->query("SELECT bytes, media_type FROM blob WHERE hash = ?"));
  if (!TRY(row.bind(1, BytesView(hash)).step())) return not_found("store.no-blob", {{"hash", to_hex(hash)}});
  const BytesView bytes = row.blob(0);
  Blob blob{Bytes(bytes.begin(), bytes.end()), std::string(row.text(1))};
  if (sha256(BytesView(blob.bytes)) != hash) return corrupt("store.blob-damaged", {{"hash", to_hex(hash)}});
  return blob;
}

Result<void> SqliteBlobStore::erase(const Sha256& hash) {
  const auto change = [&](Connection& connection) -> Result<void> {
    // Overwritten where it lies before it is let go: pages that merely become free would keep its bytes.
    Query zero = TRY(connection.query("UPDATE blob SET bytes = zeroblob(length(bytes)) WHERE hash = ?"));
    TRY_VOID(zero.bind(1, BytesView(hash)).run());
    Query remove = TRY(connection.query("DELETE FROM blob WHERE hash = ?"));
    return remove.bind(1, BytesView(hash)).run();
  };
  TRY_VOID(database_->write(change));
  return database_->empty_wal();
}

}  // namespace chancery::sqlite
