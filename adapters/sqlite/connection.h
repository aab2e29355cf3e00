// Connection, Query: the thin C++ skin over the SQLite C API that the stores of this folder share.
//
// A Connection is used by one thread at a time (whoever holds its mutex or lease). Statements are prepared once per connection
// and kept; a Query is such a statement in use, reset when it goes out of scope, so no read transaction outlives it.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/bytes.h"
#include "engine/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace chancery::sqlite {

class Connection;

class Query {
 public:
  Query(Connection& connection, sqlite3_stmt* statement) : connection_(&connection), statement_(statement) {}
  Query(Query&& other) noexcept;
  Query& operator=(Query&&) = delete;
  ~Query();

  // Parameters from 1. Text and bytes are not copied: they must live until the next reset. A failed bind shows at step.
  Query& bind(int index, std::int64_t value);
  Query& bind(int index, std::string_view value);
  Query& bind(int index, BytesView value);
  Query& bind_null(int index);
  Query& bind_number(int index, std::uint64_t value) { return bind(index, static_cast<std::int64_t>(value)); }

  Result<bool> step();  // true: a row stands ready
  Result<void> run();   // steps to the end and resets; rows are dropped
  void reset();

  // Columns from 0, of the row that stands ready; views are valid until the next step.
  std::int64_t integer(int column) const;
  std::uint64_t number(int column) const { return static_cast<std::uint64_t>(integer(column)); }
  std::string_view text(int column) const;
  BytesView blob(int column) const;
  bool is_null(int column) const;

 private:
  Connection* connection_;
  sqlite3_stmt* statement_;
  int bind_code_ = 0;
};

enum class Access : unsigned char { kReadWrite, kReadOnly };

class Connection {
 public:
  // `vfs` empty = the platform's. Errors as errors.h; a file that is only readable is store.read-only for kReadWrite.
  static Result<std::unique_ptr<Connection>> open(const std::string& file, Access access, const std::string& vfs);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Result<Query> query(std::string_view sql);
  Result<void> execute(const std::string& sql);  // any number of statements, rows dropped
  Result<std::int64_t> integer(std::string_view sql);
  Result<std::string> text(std::string_view sql);

  std::int64_t changes() const;  // rows of the last statement that wrote
  bool in_transaction() const;
  // From now on a statement that works past the deadline ends with store.too-slow.
  void set_deadline(std::chrono::steady_clock::time_point deadline) { deadline_ = deadline; }
  sqlite3* handle() const { return handle_; }
  const std::string& file() const { return file_; }
  Error error(int code) const;

 private:
  Connection(std::string file, sqlite3* handle) : file_(std::move(file)), handle_(handle) {}
  static int past_deadline(void* self);

  std::string file_;
  sqlite3* handle_;
  std::map<std::string, sqlite3_stmt*, std::less<>> statements_;
  std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
};

}  // namespace chancery::sqlite
