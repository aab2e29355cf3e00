// What `chancery doctor` asks of a database file: its schema, its own integrity check, and whether the journal is gap-free. Reads
// only, takes no lock, so that it may run beside a server.
#pragma once

#include <string>
#include <vector>

#include "adapters/sqlite/schema.h"

namespace chancery::sqlite {

struct DatabaseReport {
  int schema_version = 0;
  std::string sqlite_version;
  std::uint64_t file_bytes = 0;
  std::vector<std::string> problems;  // SQLite's own words, or codes of ours (store.journal-gap …); empty when sound
};

// The file must exist and be of the schema; errors as check_schema and errors.h. Takes time in proportion to the file.
Result<DatabaseReport> check_database(const std::string& file, const Schema& schema, const std::string& vfs = {});

}  // namespace chancery::sqlite
