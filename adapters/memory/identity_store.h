// MemoryIdentityStore: credentials and sessions in memory.
#pragma once

#include <map>
#include <mutex>

#include "engine/ports/identity_store.h"

namespace chancery::memory {

class MemoryIdentityStore final : public ports::IdentityStore {
 public:
  Result<std::optional<ports::Credential>> find_credential(std::string_view account) const override;
  Result<void> put_credential(const ports::Credential& credential) override;
  Result<std::optional<ports::StoredSession>> find_session(const Sha256& token_hash) const override;
  Result<void> put_session(const ports::StoredSession& session) override;
  Result<void> erase_session(const Sha256& token_hash) override;
  Result<void> erase_sessions_of(std::string_view account) override;
  Result<void> erase_expired(Instant now) override;

 private:
  mutable std::mutex lock_;
  std::map<std::string, ports::Credential, std::less<>> credentials_;
  std::map<Sha256, ports::StoredSession> sessions_;
};

}  // namespace chancery::memory
