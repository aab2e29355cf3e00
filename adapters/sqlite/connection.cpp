#include "adapters/sqlite/connection.h"

#include <sqlite3.h>

#include "adapters/sqlite/errors.h"

namespace chancery::sqlite {

Query::Query(Query&& other) noexcept
    : connection_(other.connection_),
      statement_(std::exchange(other.statement_, nullptr)),
      bind_code_(other.bind_code_) {}

Query::~Query() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Query& Query::bind(int index, std::int64_t value) {
  bind_code_ |= sqlite3_bind_int64(statement_, index, value);
  return *this;
}

Query& Query::bind(int index, std::string_view value) {
  const char* data = value.data() == nullptr ? "" : value.data();
  bind_code_ |= sqlite3_bind_text64(statement_, index, data, value.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Query& Query::bind(int index, BytesView value) {
  // A null pointer would bind NULL; an empty blob needs an address.
  const void* data = value.empty() ? static_cast<const void*>("") : value.data();
  bind_code_ |= sqlite3_bind_blob64(statement_, index, data, value.size(), SQLITE_STATIC);
  return *this;
}

Query& Query::bind_null(int index) {
  bind_code_ |= sqlite3_bind_null(statement_, index);
  return *this;
}

Result<bool> Query::step() {
  if (bind_code_ != SQLITE_OK) return connection_->error(bind_code_);
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  Error error = connection_->error(sqlite3_extended_errcode(connection_->handle()));
  sqlite3_reset(statement_);
  return error;
}

Result<void> Query::run() {
  while (TRY(step())) {}
  reset();
  return {};
}

void Query::reset() {
  sqlite3_reset(statement_);
  bind_code_ = SQLITE_OK;
}

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string_view Query::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return {data == nullptr ? "" : data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

BytesView Query::blob(int column) const {
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

bool Query::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

Result<std::unique_ptr<Connection>> Connection::open(const std::string& file, Access access, const std::string& vfs) {
  const int mode = access == Access::kReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &handle, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                                   vfs.empty() ? nullptr : vfs.c_str());
  std::unique_ptr<Connection> connection(new Connection(file, handle));
  if (code != SQLITE_OK) return to_error(code, handle, file);
  if (access == Access::kReadWrite && sqlite3_db_readonly(handle, "main") == 1)
    return unavailable("store.read-only", {{"file", file}});
  sqlite3_progress_handler(handle, 4'000, &Connection::past_deadline, connection.get());
  return connection;
}

Connection::~Connection() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(handle_);
}

int Connection::past_deadline(void* self) {
  return std::chrono::steady_clock::now() > static_cast<Connection*>(self)->deadline_ ? 1 : 0;
}

Result<Query> Connection::query(std::string_view sql) {
  auto it = statements_.find(sql);
  if (it == statements_.end()) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &statement, nullptr);
    if (code != SQLITE_OK) return error(code);
    it = statements_.emplace(std::string(sql), statement).first;
  }
  return Query(*this, it->second);
}

Result<void> Connection::execute(const std::string& sql) {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return error(code);
  return {};
}

Result<std::int64_t> Connection::integer(std::string_view sql) {
  Query row = TRY(query(sql));
  if (!TRY(row.step())) return std::int64_t{0};
  return row.integer(0);
}

Result<std::string> Connection::text(std::string_view sql) {
  Query row = TRY(query(sql));
  if (!TRY(row.step())) return std::string();
  return std::string(row.text(0));
}

std::int64_t Connection::changes() const { return sqlite3_changes64(handle_); }

bool Connection::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

Error Connection::error(int code) const { return to_error(code, handle_, file_); }

}  // namespace chancery::sqlite
