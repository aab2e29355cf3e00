// SqliteIdentityStore: password hashes and session token hashes in a database of their own (identity.sqlite), so that a copy of
// the journal given to an auditor holds none of them. Any thread.
#pragma once

#include <memory>

#include "adapters/sqlite/database.h"
#include "engine/ports/identity_store.h"

namespace chancery::sqlite {

class SqliteIdentityStore final : public ports::IdentityStore {
 public:
  static Result<std::unique_ptr<SqliteIdentityStore>> open(const std::string& file,
                                                           const DatabaseOptions& options = {});

  Result<std::optional<ports::Credential>> find_credential(std::string_view account) const override;
  Result<void> put_credential(const ports::Credential& credential) override;
  Result<std::optional<ports::StoredSession>> find_session(const Sha256& token_hash) const override;
  Result<void> put_session(const ports::StoredSession& session) override;
  Result<void> erase_session(const Sha256& token_hash) override;
  Result<void> erase_sessions_of(std::string_view account) override;
  Result<void> erase_expired(Instant now) override;

 private:
  explicit SqliteIdentityStore(std::unique_ptr<SqliteDatabase> database) : database_(std::move(database)) {}
  Result<void> write(const std::function<Result<void>(Connection&)>& body);
  std::unique_ptr<SqliteDatabase> database_;
};

}  // namespace chancery::sqlite
