#include "adapters/memory/identity_store.h"

namespace chancery::memory {

using namespace ports;

Result<std::optional<Credential>> MemoryIdentityStore::find_credential(std::string_view account) const {
  const std::lock_guard guard(lock_);
  const auto it = credentials_.find(account);
  if (it == credentials_.end()) return std::optional<Credential>();
  return std::optional(it->second);
}

Result<void> MemoryIdentityStore::put_credential(const Credential& credential) {
  const std::lock_guard guard(lock_);
  credentials_.insert_or_assign(credential.account, credential);
  return {};
}

Result<std::optional<StoredSession>> MemoryIdentityStore::find_session(const Sha256& token_hash) const {
  const std::lock_guard guard(lock_);
  const auto it = sessions_.find(token_hash);
  if (it == sessions_.end()) return std::optional<StoredSession>();
  return std::optional(it->second);
}

Result<void> MemoryIdentityStore::put_session(const StoredSession& session) {
  const std::lock_guard guard(lock_);
  sessions_.insert_or_assign(session.token_hash, session);
  return {};
}

Result<void> MemoryIdentityStore::erase_session(const Sha256& token_hash) {
  const std::lock_guard guard(lock_);
  sessions_.erase(token_hash);
  return {};
}

Result<void> MemoryIdentityStore::erase_sessions_of(std::string_view account) {
  const std::lock_guard guard(lock_);
  std::erase_if(sessions_, [&](const auto& entry) { return entry.second.account == account; });
  return {};
}

Result<void> MemoryIdentityStore::erase_expired(Instant now) {
  const std::lock_guard guard(lock_);
  std::erase_if(sessions_, [&](const auto& entry) { return entry.second.expires_at <= now; });
  return {};
}

}  // namespace chancery::memory
