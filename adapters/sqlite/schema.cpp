#include "adapters/sqlite/schema.h"

namespace chancery::sqlite {

namespace {
constexpr std::int64_t kJournalId = 0x43484e4a;   // "CHNJ"
constexpr std::int64_t kBlobId = 0x43484e42;      // "CHNB"
constexpr std::int64_t kIdentityId = 0x43484e49;  // "CHNI"
}  // namespace

const Schema& journal_schema() {
  static const Schema kSchema{kJournalId, &journal_migrations()};
  return kSchema;
}

const Schema& blob_schema() {
  static const Schema kSchema{kBlobId, &blobs_migrations()};
  return kSchema;
}

const Schema& identity_schema() {
  static const Schema kSchema{kIdentityId, &identity_migrations()};
  return kSchema;
}

Result<int> check_schema(Connection& connection, const Schema& schema) {
  const std::int64_t id = TRY(connection.integer("PRAGMA application_id"));
  const std::int64_t version = TRY(connection.integer("PRAGMA user_version"));
  const std::int64_t objects = TRY(connection.integer("SELECT count(*) FROM sqlite_schema"));
  const bool empty = objects == 0 && id == 0 && version == 0;
  if (!empty && id != schema.application_id) return corrupt("store.foreign-database", {{"file", connection.file()}});
  if (version > schema.newest())
    return corrupt(
        "store.newer-schema",
        {{"file", connection.file()}, {"found", std::to_string(version)}, {"known", std::to_string(schema.newest())}});
  return static_cast<int>(version);
}

Result<void> migrate(Connection& connection, const Schema& schema) {
  const int version = TRY(check_schema(connection, schema));
  if (version == schema.newest()) return {};
  std::string script = "BEGIN EXCLUSIVE;\n";
  for (const Migration& migration : *schema.migrations)
    if (migration.number > version) script += std::string(migration.sql) + "\n";
  script += "PRAGMA application_id = " + std::to_string(schema.application_id) + ";\n";
  script += "PRAGMA user_version = " + std::to_string(schema.newest()) + ";\nCOMMIT;\n";
  auto done = connection.execute(script);
  if (!done && connection.in_transaction()) (void)connection.execute("ROLLBACK");  // the first error is the one to tell
  return done;
}

}  // namespace chancery::sqlite
