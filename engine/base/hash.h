// SHA-256 (FIPS 180-4) over libcrypto, and hexadecimal text. Deterministic: no key, no random bytes.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "engine/base/bytes.h"

namespace chancery {

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(BytesView data);
Sha256 sha256(std::string_view data);
// HMAC-SHA-256 (RFC 2104).
Sha256 hmac_sha256(BytesView key, std::string_view data);

std::string to_hex(BytesView data);             // lower case
Result<Bytes> from_hex(std::string_view text);  // base.bad-hex

}  // namespace chancery
