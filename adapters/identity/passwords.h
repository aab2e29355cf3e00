// Passwords: Argon2id (RFC 9106) hashes in their encoded form, and the rules for a new password.
//
// A check for an account that does not exist costs as much as one for an account that does, so that time does not tell which
// names exist. hash and verify block for the whole cost (about 0.3 s and 64 MiB by default); callers run them on a bounded
// pool. Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/ports/clock.h"
#include "engine/ports/identity_store.h"

namespace chancery::identity {

struct PasswordCost {
  std::uint32_t memory_kib = 65'536;
  std::uint32_t passes = 3;
  std::uint32_t lanes = 1;
};

// Small enough for tests and the demonstration; never for a real server.
inline constexpr PasswordCost kLightCost{1'024, 1, 1};

inline constexpr std::size_t kPasswordCharactersMin = 8;
inline constexpr std::size_t kPasswordBytesMax = 256;
inline constexpr std::size_t kPasswordDistinctMin = 4;

class Passwords {
 public:
  explicit Passwords(ports::Entropy& entropy, PasswordCost cost = {});

  // Errors (invalid): identity.password-too-short {min}, identity.password-too-long {max}, identity.password-too-simple
  // (fewer than four different characters, or the account's own name).
  static Result<void> check_new(std::string_view password, std::string_view account);

  // The encoded hash under a fresh salt. Errors: identity.password-too-long {max}, unavailable identity.no-memory.
  Result<std::string> hash(std::string_view password);
  // False also for no credential, after the same work.
  bool verify(const std::optional<ports::Credential>& credential, std::string_view password) const;
  // Whether a hash was made at another cost than that of now; hash it again at the next sign-in.
  bool is_outdated(std::string_view encoded) const;

 private:
  std::string prefix() const;

  ports::Entropy& entropy_;
  PasswordCost cost_;
  std::string dummy_;  // well-formed at the present cost, of no password
};

}  // namespace chancery::identity
