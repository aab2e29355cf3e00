// Schema: what a database file of ours is: its application id and its numbered migrations, forward only. Adding one is a new
// file migrations/<kind>/NNNN_name.sql; one that has been released is never edited.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/sqlite/connection.h"

namespace chancery::sqlite {

struct Migration {
  int number = 0;  // from 1, gap-free
  const char* sql = "";
};

struct Schema {
  std::int64_t application_id = 0;
  const std::vector<Migration>* migrations = nullptr;
  int newest() const { return migrations->empty() ? 0 : migrations->back().number; }
};

const Schema& journal_schema();  // records, personal values, outbox, snapshots, history
const Schema& blob_schema();
const Schema& identity_schema();

// Made from the .sql files by the build.
const std::vector<Migration>& journal_migrations();
const std::vector<Migration>& blobs_migrations();
const std::vector<Migration>& identity_migrations();

// Refuses a file that is not of this schema: corrupt store.not-a-database, store.foreign-database {file},
// store.newer-schema {file, found, known}. An empty file is of every schema. Returns the version it stands at.
Result<int> check_schema(Connection& connection, const Schema& schema);
// Runs the migrations that are missing, all in one transaction.
Result<void> migrate(Connection& connection, const Schema& schema);

}  // namespace chancery::sqlite
