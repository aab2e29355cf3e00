#include "engine/base/hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace chancery {

Sha256 sha256(BytesView data) {
  Sha256 out{};
  unsigned int size = 0;
  CHANCERY_ASSERT(EVP_Digest(data.data(), data.size(), out.data(), &size, EVP_sha256(), nullptr) == 1);
  return out;
}

Sha256 sha256(std::string_view data) {
  return sha256(BytesView(reinterpret_cast<const std::uint8_t*>(data.data()), data.size()));
}

Sha256 hmac_sha256(BytesView key, std::string_view data) {
  Sha256 out{};
  unsigned int size = 0;
  CHANCERY_ASSERT(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
                       reinterpret_cast<const unsigned char*>(data.data()), data.size(), out.data(), &size) != nullptr);
  return out;
}

std::string to_hex(BytesView data) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(data.size() * 2);
  for (const std::uint8_t b : data) {
    out += kDigits[b >> 4];
    out += kDigits[b & 15];
  }
  return out;
}

Result<Bytes> from_hex(std::string_view text) {
  const auto digit = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  if (text.size() % 2 != 0) return invalid("base.bad-hex");
  Bytes out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = digit(text[i]);
    const int low = digit(text[i + 1]);
    if (high < 0 || low < 0) return invalid("base.bad-hex");
    out.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  return out;
}

}  // namespace chancery
