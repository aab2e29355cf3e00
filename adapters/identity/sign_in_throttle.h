// SignInThrottle: makes guessing slow. After a few free attempts each further one must wait twice as long as the one before, counted
// per account and per address; a success clears the account. An attempt counts when it is admitted, not when it fails, so
// that many at once gain nothing. Memory is bounded: when full, the entry with the fewest attempts goes first.
//
// In memory only: a restart forgets. The address is a key that the caller chooses (an IPv4 address, an IPv6 /64). Any thread.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "engine/base/instant.h"
#include "engine/base/result.h"
#include "engine/ports/clock.h"

namespace chancery::identity {

struct ThrottleLimits {
  std::uint32_t account_free = 5;
  std::uint32_t address_free = 20;  // a committee's office shares one address
  std::int64_t first_delay_ms = 1'000;
  std::int64_t account_delay_ms_max = 60'000;  // short, or anyone could keep a person out by guessing
  std::int64_t address_delay_ms_max = 15 * 60'000;
  std::int64_t forget_ms = 24 * 3'600'000;
  std::size_t entries_max = 10'000;  // of each kind
};

class SignInThrottle {
 public:
  explicit SignInThrottle(const ports::Clock& clock, ThrottleLimits limits = {});

  // Counts the attempt, or refuses it uncounted: unavailable identity.throttled {seconds}.
  Result<void> admit(std::string_view account, std::string_view address);
  // The admitted attempt was right: the account starts anew, the address gets its one attempt back.
  void succeeded(std::string_view account, std::string_view address);

  std::size_t entries() const;

 private:
  struct Entry {
    std::uint32_t attempts = 0;
    Instant last_at;
  };
  using Table = std::map<std::string, Entry, std::less<>>;

  std::int64_t wait_ms(const Table& table, std::string_view key, std::uint32_t free, std::int64_t most,
                       Instant now) const;
  void count(Table& table, std::string_view key, Instant now);
  void make_room(Table& table, Instant now);

  const ports::Clock& clock_;
  ThrottleLimits limits_;
  mutable std::mutex lock_;
  Table accounts_;
  Table addresses_;
};

}  // namespace chancery::identity
