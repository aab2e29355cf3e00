// SqliteDatabase: one database file of ours, opened for writing: its lock file, its one writer connection, a small pool of
// read-only connections, and its checkpoints.
//
// Invariant: commits and checkpoints happen on the writer connection alone, and never one inside the other; SQLite before 3.51.3
// can lose a commit that races with a checkpoint of another connection (WAL reset). Readers hold a snapshot for at
// most `snapshot_ms_max`. The stores of this folder stand on it and must not outlive it.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/sqlite/lock_file.h"
#include "adapters/sqlite/schema.h"

namespace chancery::sqlite {

enum class Synchronous : unsigned char {
  kFull,  // a commit that returned is on the disk
  kOff,   // loses commits at a power cut; only for the test that must notice it
};
enum class Locking : unsigned char { kLockFile, kNone };  // kNone: for a VFS whose files are not real ones

struct DatabaseOptions {
  Synchronous synchronous = Synchronous::kFull;
  Locking locking = Locking::kLockFile;
  std::string vfs;                          // empty: the platform's
  std::uint32_t checkpoint_pages = 16'000;  // WAL pages after which maintain() checkpoints
  std::uint32_t truncate_pages = 64'000;    // WAL pages from which it also tries to shorten the file
  std::uint32_t cache_kib = 32'768;         // of the writer; a reader has an eighth
  std::uint32_t readers_max = 8;
  std::uint32_t snapshot_ms_max = 5'000;
  std::uint32_t busy_ms = 2'000;  // how long to wait for a foreign process, such as an operator's own SQLite shell
};

class SqliteDatabase {
 public:
  // A reading connection on loan; goes back to the pool when it goes out of scope.
  class Reader {
   public:
    Reader(SqliteDatabase& database, std::unique_ptr<Connection> connection);
    Reader(Reader&&) noexcept = default;
    ~Reader();
    Connection* operator->() const { return connection_.get(); }

   private:
    SqliteDatabase* database_;
    std::unique_ptr<Connection> connection_;
  };

  // Takes the lock, opens or creates the file, migrates it. Errors: lock_file.h, schema.h, errors.h, and unavailable
  // store.no-wal {file} where the file system cannot do WAL (a network share).
  static Result<std::unique_ptr<SqliteDatabase>> open(const std::string& file, const Schema& schema,
                                                      const DatabaseOptions& options = {});
  ~SqliteDatabase();

  // Runs `body` in one transaction and commits with one sync; a failure rolls all of it back. Any thread; one at a time.
  Result<void> write(const std::function<Result<void>(Connection&)>& body);
  // Waits for a free one at most snapshot_ms_max (store.busy). Any thread.
  Result<Reader> reader();
  // A checkpoint when enough pages stand in the WAL. Called between transactions; costs nothing when none is due.
  Result<void> maintain();
  // Asks for the WAL to be emptied, so that nothing erased stays readable in it: now, or, while a reader is busy, by the next
  // maintain().
  Result<void> empty_wal();

  const std::string& file() const { return file_; }

 private:
  SqliteDatabase(std::string file, const DatabaseOptions& options) : file_(std::move(file)), options_(options) {}
  Result<void> prepare_writer(const Schema& schema);
  Result<void> checkpoint(int mode);
  static int committed(void* self, sqlite3* handle, const char* name, int pages);

  std::string file_;
  DatabaseOptions options_;
  LockFile lock_;

  std::mutex writing_;
  std::unique_ptr<Connection> writer_;
  std::uint32_t wal_pages_ = 0;           // in the WAL after the last commit
  std::uint32_t pages_checkpointed_ = 0;  // of those, known to stand in the database file too
  bool empty_wal_due_ = false;

  std::mutex pool_lock_;
  std::condition_variable pool_changed_;
  std::vector<std::unique_ptr<Connection>> idle_readers_;
  std::uint32_t readers_ = 0;  // idle and on loan
};

// The version of the SQLite library at run time, for the log at start.
const char* sqlite_version();

}  // namespace chancery::sqlite
