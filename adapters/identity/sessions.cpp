#include "adapters/identity/sessions.h"

#include <algorithm>
#include <array>

namespace chancery::identity {

using ports::StoredSession;

namespace {

constexpr std::size_t kTokenBytes = 32;

Error no_session() { return Error{ErrorKind::kUnauthorized, "identity.no-session", {}}; }

}  // namespace

Sessions::Sessions(ports::IdentityStore& store, const ports::Clock& clock, ports::Entropy& entropy,
                   SessionLimits limits)
    : store_(store), clock_(clock), entropy_(entropy), limits_(limits) {}

Instant Sessions::expiry(Instant created_at, Instant seen_at) const {
  return {std::min(created_at.ms + limits_.absolute_ms, seen_at.ms + limits_.idle_ms)};
}

std::string Sessions::random_token() {
  std::array<std::uint8_t, kTokenBytes> bytes{};
  entropy_.fill(bytes);
  return to_hex(bytes);
}

Result<OpenedSession> Sessions::open(std::string_view account, std::string_view replaced_token) {
  if (!replaced_token.empty()) TRY_VOID(end(replaced_token));
  const Instant now = clock_.now();
  OpenedSession opened;
  opened.token = random_token();
  opened.session = {sha256(opened.token), std::string(account), random_token(), now, now, expiry(now, now)};
  const std::lock_guard guard(changing_);
  TRY_VOID(store_.put_session(opened.session));
  return opened;
}

Result<StoredSession> Sessions::find(std::string_view token) {
  if (token.size() != kTokenBytes * 2) return no_session();
  const Sha256 token_hash = sha256(token);
  const auto found = TRY(store_.find_session(token_hash));
  if (!found) return no_session();
  const Instant now = clock_.now();
  if (now >= found->expires_at) {
    TRY_VOID(end(token));
    return Error{ErrorKind::kUnauthorized, "identity.session-expired", {}};
  }
  if (now.ms - found->seen_at.ms < limits_.touch_ms) return *found;
  return touch(token_hash, now);
}

Result<StoredSession> Sessions::peek(std::string_view token) const {
  if (token.size() != kTokenBytes * 2) return no_session();
  const auto found = TRY(store_.find_session(sha256(token)));
  if (!found) return no_session();
  if (clock_.now() >= found->expires_at) return Error{ErrorKind::kUnauthorized, "identity.session-expired", {}};
  return *found;
}

Result<void> Sessions::restore(const StoredSession& session) {
  const std::lock_guard guard(changing_);
  return store_.put_session(session);
}

Result<StoredSession> Sessions::touch(const Sha256& token_hash, Instant now) {
  const std::lock_guard guard(changing_);
  auto session = TRY(store_.find_session(token_hash));
  if (!session) return no_session();  // ended in the meantime
  session->seen_at = now;
  session->expires_at = expiry(session->created_at, now);
  TRY_VOID(store_.put_session(*session));
  return *session;
}

Result<void> Sessions::end(std::string_view token) {
  const std::lock_guard guard(changing_);
  return store_.erase_session(sha256(token));
}

Result<void> Sessions::end_all(std::string_view account) {
  const std::lock_guard guard(changing_);
  return store_.erase_sessions_of(account);
}

Result<void> Sessions::sweep() {
  const std::lock_guard guard(changing_);
  return store_.erase_expired(clock_.now());
}

bool csrf_token_matches(const StoredSession& session, std::string_view given) {
  const std::string& expected = session.csrf_token;
  if (expected.empty() || given.size() != expected.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < expected.size(); ++i)
    difference |= static_cast<unsigned char>(expected[i]) ^ static_cast<unsigned char>(given[i]);
  return difference == 0;
}

}  // namespace chancery::identity
