// IdentityStore: secrets of accounts and open sessions. Which person an account belongs to stands in the journal
// (AccountLinked), not here; this store holds only what must not be in a journal: password hashes and session token hashes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/hash.h"
#include "engine/base/instant.h"
#include "engine/base/result.h"

namespace chancery::ports {

struct Credential {
  std::string account;
  std::string password_hash;  // Argon2id, encoded form
  bool must_change = false;
  bool locked = false;
};

struct StoredSession {
  Sha256 token_hash{};
  std::string account;
  std::string csrf_token;
  Instant created_at;
  Instant seen_at;
  Instant expires_at;
};

// Any thread may call any member. Erasing what is not there is no error.
class IdentityStore {
 public:
  virtual ~IdentityStore() = default;
  virtual Result<std::optional<Credential>> find_credential(std::string_view account) const = 0;
  virtual Result<void> put_credential(const Credential& credential) = 0;  // inserts or replaces
  virtual Result<std::optional<StoredSession>> find_session(const Sha256& token_hash) const = 0;
  virtual Result<void> put_session(const StoredSession& session) = 0;  // inserts or replaces
  virtual Result<void> erase_session(const Sha256& token_hash) = 0;
  virtual Result<void> erase_sessions_of(std::string_view account) = 0;
  virtual Result<void> erase_expired(Instant now) = 0;  // those with expires_at <= now
};

}  // namespace chancery::ports
