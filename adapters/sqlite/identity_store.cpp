#include "adapters/sqlite/identity_store.h"

namespace chancery::sqlite {

using namespace ports;

Result<std::unique_ptr<SqliteIdentityStore>> SqliteIdentityStore::open(const std::string& file,
                                                                       const DatabaseOptions& options) {
  auto database = TRY(SqliteDatabase::open(file, identity_schema(), options));
  return std::unique_ptr<SqliteIdentityStore>(new SqliteIdentityStore(std::move(database)));
}

Result<void> SqliteIdentityStore::write(const std::function<Result<void>(Connection&)>& body) {
  TRY_VOID(database_->write(body));
  return database_->maintain();
}

Result<std::optional<Credential>> SqliteIdentityStore::find_credential(std::string_view account) const {
  const auto reader = TRY(database_->reader());
  Query row = TRY(reader->query("SELECT password_hash, must_change, locked FROM credential WHERE account = ?"));
  if (!TRY(row.bind(1, account).step())) return std::optional<Credential>();
  return std::optional(
      Credential{std::string(account), std::string(row.text(0)), row.integer(1) != 0, row.integer(2) != 0});
}

Result<void> SqliteIdentityStore::put_credential(const Credential& credential) {
  return write([&](Connection& connection) -> Result<void> {
    Query put = TRY(connection.query(
        "INSERT OR REPLACE INTO credential (account, password_hash, must_change, locked) VALUES (?, ?, ?, ?)"));
    put.bind(1, credential.account).bind(2, credential.password_hash);
    return put.bind_number(3, credential.must_change ? 1 : 0).bind_number(4, credential.locked ? 1 : 0).run();
  });
}

Result<std::optional<StoredSession>> SqliteIdentityStore::find_session(const Sha256& token_hash) const {
  const auto reader = TRY(database_->reader());
  Query row = TRY(
      reader->query("SELECT account, csrf_token, created_at, seen_at, expires_at FROM session WHERE token_hash = ?"));
  if (!TRY(row.bind(1, BytesView(token_hash)).step())) return std::optional<StoredSession>();
  return std::optional(StoredSession{token_hash, std::string(row.text(0)), std::string(row.text(1)),
                                     Instant{row.integer(2)}, Instant{row.integer(3)}, Instant{row.integer(4)}});
}

Result<void> SqliteIdentityStore::put_session(const StoredSession& session) {
  return write([&](Connection& connection) -> Result<void> {
    Query put = TRY(connection.query(
        "INSERT OR REPLACE INTO session (token_hash, account, csrf_token, created_at, seen_at, expires_at) "
        "VALUES (?, ?, ?, ?, ?, ?)"));
    put.bind(1, BytesView(session.token_hash)).bind(2, session.account).bind(3, session.csrf_token);
    return put.bind(4, session.created_at.ms).bind(5, session.seen_at.ms).bind(6, session.expires_at.ms).run();
  });
}

Result<void> SqliteIdentityStore::erase_session(const Sha256& token_hash) {
  return write([&](Connection& connection) -> Result<void> {
    Query remove = TRY(connection.query("DELETE FROM session WHERE token_hash = ?"));
    return remove.bind(1, BytesView(token_hash)).run();
  });
}

Result<void> SqliteIdentityStore::erase_sessions_of(std::string_view account) {
  return write([&](Connection& connection) -> Result<void> {
    Query remove = TRY(connection.query("DELETE FROM session WHERE account = ?"));
    return remove.bind(1, account).run();
  });
}

Result<void> SqliteIdentityStore::erase_expired(Instant now) {
  return write([&](Connection& connection) -> Result<void> {
    Query remove = TRY(connection.query("DELETE FROM session WHERE expires_at <= ?"));
    return remove.bind(1, now.ms).run();
  });
}

}  // namespace chancery::sqlite
