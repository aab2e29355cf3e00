#include "adapters/sqlite/database.h"

#include <sqlite3.h>

namespace chancery::sqlite {

namespace {
constexpr std::uint32_t kReaderCacheShare = 8;
}

const char* sqlite_version() { return sqlite3_libversion(); }

Result<std::unique_ptr<SqliteDatabase>> SqliteDatabase::open(const std::string& file, const Schema& schema,
                                                             const DatabaseOptions& options) {
  std::unique_ptr<SqliteDatabase> database(new SqliteDatabase(file, options));
  if (options.locking == Locking::kLockFile) database->lock_ = TRY(LockFile::take(file + ".lock"));
  database->writer_ = TRY(Connection::open(file, Access::kReadWrite, options.vfs));
  TRY_VOID(database->prepare_writer(schema));
  return database;
}

SqliteDatabase::~SqliteDatabase() {
  idle_readers_.clear();  // before the writer: the last connection to close checkpoints, and that must be the writer
}

Result<void> SqliteDatabase::prepare_writer(const Schema& schema) {
  Connection& writer = *writer_;
  sqlite3_busy_timeout(writer.handle(), static_cast<int>(options_.busy_ms));
  TRY(check_schema(writer, schema));  // before anything is written to a file that may be somebody else's
  const bool durable = options_.synchronous == Synchronous::kFull;
  // EXTRA while a new file still has a rollback journal: its deletion must be on the disk before the first commit in WAL mode, or a
  // power cut could bring it back and with it the empty database.
  TRY_VOID(writer.execute(durable ? "PRAGMA synchronous = EXTRA" : "PRAGMA synchronous = OFF"));
  if (TRY(writer.text("PRAGMA journal_mode = WAL")) != "wal") return unavailable("store.no-wal", {{"file", file_}});
  if (durable) TRY_VOID(writer.execute("PRAGMA synchronous = FULL"));
  TRY_VOID(writer.execute("PRAGMA wal_autocheckpoint = 0"));
  TRY_VOID(writer.execute("PRAGMA secure_delete = FAST"));  // zeroes freed cells; erased values are overwritten besides
  TRY_VOID(writer.execute("PRAGMA foreign_keys = OFF"));
  TRY_VOID(writer.execute("PRAGMA cache_size = -" + std::to_string(options_.cache_kib)));
  TRY_VOID(migrate(writer, schema));
  sqlite3_wal_hook(writer.handle(), &SqliteDatabase::committed, this);
  return {};
}

int SqliteDatabase::committed(void* self, sqlite3*, const char*, int pages) {
  auto* database = static_cast<SqliteDatabase*>(self);
  const auto now = static_cast<std::uint32_t>(pages);
  if (now < database->wal_pages_) database->pages_checkpointed_ = 0;  // the WAL began again from its first page
  database->wal_pages_ = now;
  return SQLITE_OK;
}

Result<void> SqliteDatabase::write(const std::function<Result<void>(Connection&)>& body) {
  const std::lock_guard guard(writing_);
  TRY_VOID(TRY(writer_->query("BEGIN IMMEDIATE")).run());
  auto outcome = body(*writer_);
  if (outcome) outcome = TRY(writer_->query("COMMIT")).run();
  // After a full disk or an I/O error SQLite may have rolled back by itself.
  if (!outcome && writer_->in_transaction()) TRY_VOID(writer_->execute("ROLLBACK"));
  return outcome;
}

Result<void> SqliteDatabase::maintain() {
  const std::lock_guard guard(writing_);
  if (empty_wal_due_) return checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
  if (wal_pages_ - pages_checkpointed_ < options_.checkpoint_pages) return {};
  const bool large = wal_pages_ >= options_.truncate_pages;
  return checkpoint(large ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE);
}

Result<void> SqliteDatabase::empty_wal() {
  const std::lock_guard guard(writing_);
  empty_wal_due_ = true;
  return checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
}

Result<void> SqliteDatabase::checkpoint(int mode) {
  int pages = 0;
  int done = 0;
  // Never wait for a reader: the writer has callers behind it, and the next call tries again.
  sqlite3_busy_timeout(writer_->handle(), 0);
  const int code = sqlite3_wal_checkpoint_v2(writer_->handle(), "main", mode, &pages, &done);
  sqlite3_busy_timeout(writer_->handle(), static_cast<int>(options_.busy_ms));
  if (code != SQLITE_OK && code != SQLITE_BUSY) return writer_->error(code);
  pages_checkpointed_ = done > 0 ? static_cast<std::uint32_t>(done) : wal_pages_;
  if (code == SQLITE_OK && mode == SQLITE_CHECKPOINT_TRUNCATE) {
    empty_wal_due_ = false;
    wal_pages_ = pages_checkpointed_ = 0;
  }
  return {};
}

Result<SqliteDatabase::Reader> SqliteDatabase::reader() {
  std::unique_lock guard(pool_lock_);
  const auto wait = std::chrono::milliseconds(options_.snapshot_ms_max);
  const auto free = [this] { return !idle_readers_.empty() || readers_ < options_.readers_max; };
  if (!pool_changed_.wait_for(guard, wait, free)) return unavailable("store.busy", {{"file", file_}});
  if (!idle_readers_.empty()) {
    auto connection = std::move(idle_readers_.back());
    idle_readers_.pop_back();
    return Reader(*this, std::move(connection));
  }
  auto connection = TRY(Connection::open(file_, Access::kReadOnly, options_.vfs));
  sqlite3_busy_timeout(connection->handle(), static_cast<int>(options_.busy_ms));
  TRY_VOID(connection->execute("PRAGMA wal_autocheckpoint = 0"));
  TRY_VOID(connection->execute("PRAGMA cache_size = -" + std::to_string(options_.cache_kib / kReaderCacheShare)));
  ++readers_;
  return Reader(*this, std::move(connection));
}

SqliteDatabase::Reader::Reader(SqliteDatabase& database, std::unique_ptr<Connection> connection)
    : database_(&database), connection_(std::move(connection)) {
  connection_->set_deadline(std::chrono::steady_clock::now() +
                            std::chrono::milliseconds(database.options_.snapshot_ms_max));
}

SqliteDatabase::Reader::~Reader() {
  if (connection_ == nullptr) return;
  {
    const std::lock_guard guard(database_->pool_lock_);
    database_->idle_readers_.push_back(std::move(connection_));
  }
  database_->pool_changed_.notify_one();
}

}  // namespace chancery::sqlite
