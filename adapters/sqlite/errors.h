// SQLite result codes → the named errors of the store. The only place that knows both.
#pragma once

#include <string>

#include "engine/base/result.h"

struct sqlite3;

namespace chancery::sqlite {

// `code` is a result code (extended or not) of the connection `db`, which may be null; `file` is named in the message.
// Unavailable: store.full, store.busy, store.read-only, store.cannot-open, store.too-slow, store.memory, store.io {code};
// corrupt: store.not-a-database, store.damaged; too_large: store.too-large. Each carries {file}.
Error to_error(int code, sqlite3* db, const std::string& file);

}  // namespace chancery::sqlite
