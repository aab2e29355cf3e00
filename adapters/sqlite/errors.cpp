#include "adapters/sqlite/errors.h"

#include <sqlite3.h>

#include <cerrno>

namespace chancery::sqlite {

namespace {

// What the operating system said below a generic I/O error: a full or read-only disk deserves its own name.
const char* name_of_io_error(int code, sqlite3* db) {
  if (code == SQLITE_IOERR_SHMSIZE) return "store.full";  // the wal-index could not grow
  switch (db == nullptr ? 0 : sqlite3_system_errno(db)) {
    case ENOSPC:
    case EDQUOT: return "store.full";
    case EROFS:
    case EACCES:
    case EPERM: return "store.read-only";
    default: return "store.io";
  }
}

}  // namespace

Error to_error(int code, sqlite3* db, const std::string& file) {
  std::vector<MessageParameter> parameters = {{"file", file}};
  switch (code & 0xff) {
    case SQLITE_FULL: return unavailable("store.full", parameters);
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return unavailable("store.busy", parameters);
    case SQLITE_READONLY:
    case SQLITE_PERM: return unavailable("store.read-only", parameters);
    case SQLITE_CANTOPEN: return unavailable("store.cannot-open", parameters);
    case SQLITE_INTERRUPT: return unavailable("store.too-slow", parameters);
    case SQLITE_NOMEM: return unavailable("store.memory", parameters);
    case SQLITE_NOTADB: return corrupt("store.not-a-database", parameters);
    case SQLITE_CORRUPT: return corrupt("store.damaged", parameters);
    case SQLITE_TOOBIG: return too_large("store.too-large", parameters);
    default: break;
  }
  const std::string name = name_of_io_error(code, db);
  if (name == "store.io") parameters.push_back({"code", std::to_string(code)});
  return unavailable(name, std::move(parameters));
}

}  // namespace chancery::sqlite
