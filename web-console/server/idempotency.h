// IdempotencyGuard: tells a repeated request from a key that is used for something else or is still at work, before the body is looked at.
// The first answer and the mark of its request are kept by the engine (both stand in the journal); this holds what a request of this
// run looked like, for 24 h, bounded, in memory.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <string>

#include "engine/base/hash.h"
#include "engine/base/ids.h"
#include "engine/base/instant.h"
#include "engine/base/result.h"

namespace chancery::web_server {

inline constexpr std::int64_t kIdempotencyMs = 24 * 3'600'000;
inline constexpr std::size_t kIdempotencyKeysMax = 100'000;

enum class Done : unsigned char { kYes, kNothing };

class IdempotencyGuard {
 public:
  // Errors: invalid http.idempotency-reused; conflict http.idempotency-running.
  Result<void> begin(PersonId person, std::string_view key, const Sha256& fingerprint, Instant now);
  // kNothing: nothing was done, the key is free again.
  void end(PersonId person, std::string_view key, Done done);

 private:
  using Key = std::pair<std::uint64_t, std::string>;
  struct Entry {
    Sha256 fingerprint;
    Instant until;
    bool running;
  };
  void make_room(Instant now);
  std::mutex lock_;
  std::map<Key, Entry> entries_;
  std::deque<Key> order_;
};

// 1–128 visible ASCII characters.
bool is_idempotency_key(std::string_view key);

}  // namespace chancery::web_server
