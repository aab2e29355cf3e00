#include "web-console/server/idempotency.h"

#include <algorithm>

namespace chancery::web_server {

bool is_idempotency_key(std::string_view key) {
  return !key.empty() && key.size() <= 128 &&
         std::all_of(key.begin(), key.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

void IdempotencyGuard::make_room(Instant now) {
  while (!order_.empty()) {
    const auto oldest = entries_.find(order_.front());
    const bool gone = oldest == entries_.end();
    // A key that was freed and taken again stands here twice; that is bounded, too.
    const bool has_room = order_.size() < kIdempotencyKeysMax;
    if (!gone && (oldest->second.running || (oldest->second.until > now && has_room))) return;
    if (!gone) entries_.erase(oldest);
    order_.pop_front();
  }
}

Result<void> IdempotencyGuard::begin(PersonId person, std::string_view key, const Sha256& fingerprint, Instant now) {
  const std::lock_guard guard(lock_);
  make_room(now);
  const Key name{person.value, std::string(key)};
  const auto found = entries_.find(name);
  if (found == entries_.end()) {
    entries_.emplace(name, Entry{fingerprint, {now.ms + kIdempotencyMs}, true});
    order_.push_back(name);
    return {};
  }
  if (found->second.fingerprint != fingerprint) return invalid("http.idempotency-reused");
  if (found->second.running) return conflict("http.idempotency-running");
  found->second.running = true;
  return {};
}

void IdempotencyGuard::end(PersonId person, std::string_view key, Done done) {
  const std::lock_guard guard(lock_);
  const auto found = entries_.find(Key{person.value, std::string(key)});
  if (found == entries_.end()) return;
  if (done == Done::kYes)
    found->second.running = false;
  else
    entries_.erase(found);
}

}  // namespace chancery::web_server
