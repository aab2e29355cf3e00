// Sessions: opaque tokens of 256 random bits. The browser holds the token, the store only its SHA-256, so that a stolen store opens
// no session. A session ends 30 minutes after it was last seen and 12 hours after it was opened, whichever comes first.
//
// Signing in always makes a new token and ends the one the browser came with (session fixation). Any thread.
#pragma once

#include <mutex>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/ports/clock.h"
#include "engine/ports/identity_store.h"

namespace chancery::identity {

struct SessionLimits {
  std::int64_t idle_ms = 30 * 60'000;
  std::int64_t absolute_ms = 12 * 3'600'000;
  // A session is written back at most this often while it is used; it may end by idleness that much early.
  std::int64_t touch_ms = 60'000;
};

struct OpenedSession {
  std::string token;  // 64 hexadecimal digits; for the cookie, never for a log
  ports::StoredSession session;
};

class Sessions {
 public:
  Sessions(ports::IdentityStore& store, const ports::Clock& clock, ports::Entropy& entropy, SessionLimits limits = {});

  // `replaced_token` is what the browser came with, or empty; that session ends.
  Result<OpenedSession> open(std::string_view account, std::string_view replaced_token = {});
  // Errors (unauthorized): identity.no-session, identity.session-expired.
  Result<ports::StoredSession> find(std::string_view token);
  // As find, but being looked at is no use of the session: it goes on towards its end by idleness.
  Result<ports::StoredSession> peek(std::string_view token) const;
  Result<void> end(std::string_view token);
  // Puts back one session after end_all: that of the person who changed his own password.
  Result<void> restore(const ports::StoredSession& session);
  // After a change of password, a lock, or the end of a post.
  Result<void> end_all(std::string_view account);
  // Removes what has expired; call it now and then.
  Result<void> sweep();

 private:
  Instant expiry(Instant created_at, Instant seen_at) const;
  std::string random_token();
  Result<ports::StoredSession> touch(const Sha256& token_hash, Instant now);

  ports::IdentityStore& store_;
  const ports::Clock& clock_;
  ports::Entropy& entropy_;
  SessionLimits limits_;
  std::mutex changing_;  // a session that is being seen again must not come back after it was ended
};

// Compares the token of a form or header with the session's, in time that does not depend on where they differ.
bool csrf_token_matches(const ports::StoredSession& session, std::string_view given);

}  // namespace chancery::identity
