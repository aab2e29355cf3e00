#include "tests/benchmarks/raw_commits.h"

#include <sqlite3.h>

#include <memory>
#include <numeric>

#include "adapters/sqlite/database.h"
#include "engine/base/bytes.h"
#include "tests/benchmarks/meters.h"

namespace chancery::benchmarks {

namespace {

struct Close {
  void operator()(sqlite3* handle) const { sqlite3_close(handle); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Handle = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

struct Row {
  std::int64_t number;
  std::int64_t case_id;
  Bytes bytes;
};

Error fault(sqlite3* handle) { return corrupt("benchmark.sqlite", {{"reason", sqlite3_errmsg(handle)}}); }

Result<Handle> open(const std::string& file, int mode) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &handle, mode | SQLITE_OPEN_NOMUTEX, nullptr);
  Handle out(handle);
  if (code != SQLITE_OK) return fault(handle);
  return out;
}

Result<Statement> prepare(sqlite3* handle, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
    return fault(handle);
  return Statement(statement);
}

Result<std::vector<Row>> read_rows(const std::string& journal, std::uint64_t from) {
  const Handle handle = TRY(open(journal, SQLITE_OPEN_READWRITE));
  const Statement rows =
      TRY(prepare(handle.get(), "SELECT number, case_id, bytes FROM record WHERE number > ? ORDER BY number"));
  sqlite3_bind_int64(rows.get(), 1, static_cast<std::int64_t>(from));
  std::vector<Row> out;
  int code = SQLITE_OK;
  while ((code = sqlite3_step(rows.get())) == SQLITE_ROW) {
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(rows.get(), 2));
    out.push_back({sqlite3_column_int64(rows.get(), 0), sqlite3_column_int64(rows.get(), 1),
                   Bytes(bytes, bytes + sqlite3_column_bytes(rows.get(), 2))});
  }
  if (code != SQLITE_DONE) return fault(handle.get());
  return out;
}

int note_pages(void* pages, sqlite3*, const char*, int count) {
  *static_cast<int*>(pages) = count;
  return SQLITE_OK;
}

class RawTable {
 public:
  Result<void> open_new(const std::string& file) {
    handle_ = TRY(open(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
    const std::string set_up =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;"
        "PRAGMA secure_delete = FAST; PRAGMA cache_size = -" +
        std::to_string(options_.cache_kib) +
        "; CREATE TABLE record (number INTEGER PRIMARY KEY, case_id INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;";
    TRY_VOID(execute(set_up.c_str()));
    begin_ = TRY(prepare(handle_.get(), "BEGIN IMMEDIATE"));
    commit_ = TRY(prepare(handle_.get(), "COMMIT"));
    insert_ = TRY(prepare(handle_.get(), "INSERT INTO record (number, case_id, bytes) VALUES (?, ?, ?)"));
    sqlite3_wal_hook(handle_.get(), &note_pages, &pages_);
    return {};
  }

  Result<void> commit(const Row* row, std::size_t count) {
    TRY_VOID(run(begin_));
    for (const Row* end = row + count; row != end; ++row) {
      sqlite3_bind_int64(insert_.get(), 1, row->number);
      sqlite3_bind_int64(insert_.get(), 2, row->case_id);
      sqlite3_bind_blob64(insert_.get(), 3, row->bytes.data(), row->bytes.size(), SQLITE_STATIC);
      TRY_VOID(run(insert_));
    }
    TRY_VOID(run(commit_));
    return checkpoint_when_due();
  }

 private:
  Result<void> execute(const char* sql) {
    if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) return fault(handle_.get());
    return {};
  }
  Result<void> run(const Statement& statement) {
    const int code = sqlite3_step(statement.get());
    sqlite3_reset(statement.get());
    if (code != SQLITE_DONE) return fault(handle_.get());
    return {};
  }
  Result<void> checkpoint_when_due() {
    if (pages_ < done_) done_ = 0;  // the file began again from its first page
    if (pages_ - done_ < static_cast<int>(options_.checkpoint_pages)) return {};
    const bool large = pages_ >= static_cast<int>(options_.truncate_pages);
    const int mode = large ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
    if (sqlite3_wal_checkpoint_v2(handle_.get(), "main", mode, nullptr, &done_) != SQLITE_OK)
      return fault(handle_.get());
    if (large) pages_ = done_ = 0;
    return {};
  }

  const sqlite::DatabaseOptions options_{};
  int pages_ = 0;
  int done_ = 0;
  Handle handle_;
  Statement begin_;
  Statement commit_;
  Statement insert_;
};

}  // namespace

Result<RawRun> commit_raw(const std::string& journal, std::uint64_t from, const std::vector<std::uint32_t>& batches,
                          const std::string& file) {
  const std::vector<Row> rows = TRY(read_rows(journal, from));
  const std::uint64_t planned = std::accumulate(batches.begin(), batches.end(), std::uint64_t{0});
  if (planned != rows.size())
    return corrupt("benchmark.batches", {{"rows", std::to_string(rows.size())}, {"batches", std::to_string(planned)}});
  RawTable table;
  TRY_VOID(table.open_new(file));
  const ThreadMeter meter;
  const std::int64_t wall = now_ns();
  const std::int64_t cpu = meter.cpu_ns();
  const std::int64_t waited = meter.waited_ns();
  const Row* next = rows.data();
  for (const std::uint32_t size : batches) {
    TRY_VOID(table.commit(next, size));
    next += size;
  }
  RawRun out;
  out.wall_ns = now_ns() - wall;
  out.cpu_ns = meter.cpu_ns() - cpu;
  out.waited_ns = meter.waited_ns() - waited;
  out.rows = rows.size();
  out.commits = batches.size();
  for (const Row& row : rows) out.bytes += row.bytes.size();
  return out;
}

}  // namespace chancery::benchmarks
