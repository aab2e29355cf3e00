// The key under which ID numbers are hashed: 32 random bytes in a file that only the owner reads. Lost, no ID number is recognised again.
#pragma once

#include <string>

#include "engine/base/bytes.h"
#include "engine/ports/clock.h"

namespace chancery::cli {

inline constexpr std::size_t kIdentityKeyBytes = 32;

// Reads it; makes it when there is none and `may_make`. Errors: not_found cli.no-identity-key {file}; corrupt cli.bad-identity-key
// {file}; unavailable cli.cannot-write {file}.
Result<Bytes> load_identity_key(const std::string& file, ports::Entropy& entropy, bool may_make);

}  // namespace chancery::cli
