#include "adapters/identity/passwords.h"

#include <argon2.h>

#include <array>
#include <set>

namespace chancery::identity {

namespace {

constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kHashBytes = 32;
// What the two take in unpadded base64.
constexpr std::size_t kSaltCharacters = 22;
constexpr std::size_t kHashCharacters = 43;

std::size_t count_characters(std::string_view utf8) {
  std::size_t count = 0;
  for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
  return count;
}

Error too_long() { return invalid("identity.password-too-long", {{"max", std::to_string(kPasswordBytesMax)}}); }

}  // namespace

Passwords::Passwords(ports::Entropy& entropy, PasswordCost cost) : entropy_(entropy), cost_(cost) {
  dummy_ = prefix() + std::string(kSaltCharacters, 'A') + "$" + std::string(kHashCharacters, 'A');
}

std::string Passwords::prefix() const {
  return "$argon2id$v=" + std::to_string(ARGON2_VERSION_NUMBER) + "$m=" + std::to_string(cost_.memory_kib) +
         ",t=" + std::to_string(cost_.passes) + ",p=" + std::to_string(cost_.lanes) + "$";
}

Result<void> Passwords::check_new(std::string_view password, std::string_view account) {
  if (password.size() > kPasswordBytesMax) return too_long();
  if (count_characters(password) < kPasswordCharactersMin)
    return invalid("identity.password-too-short", {{"min", std::to_string(kPasswordCharactersMin)}});
  const std::set<char> distinct(password.begin(), password.end());
  if (distinct.size() < kPasswordDistinctMin || password == account) return invalid("identity.password-too-simple");
  return {};
}

Result<std::string> Passwords::hash(std::string_view password) {
  if (password.size() > kPasswordBytesMax) return too_long();
  std::array<std::uint8_t, kSaltBytes> salt{};
  entropy_.fill(salt);
  std::string encoded(argon2_encodedlen(cost_.passes, cost_.memory_kib, cost_.lanes, kSaltBytes, kHashBytes, Argon2_id),
                      '\0');
  const int code = argon2id_hash_encoded(cost_.passes, cost_.memory_kib, cost_.lanes, password.data(), password.size(),
                                         salt.data(), salt.size(), kHashBytes, encoded.data(), encoded.size());
  if (code != ARGON2_OK) return unavailable("identity.no-memory");
  encoded.resize(encoded.find('\0'));
  return encoded;
}

bool Passwords::verify(const std::optional<ports::Credential>& credential, std::string_view password) const {
  const bool possible = credential.has_value() && password.size() <= kPasswordBytesMax;
  const std::string& encoded = possible ? credential->password_hash : dummy_;
  const std::string_view given = password.substr(0, kPasswordBytesMax);
  const bool matches = argon2id_verify(encoded.c_str(), given.data(), given.size()) == ARGON2_OK;
  return possible && matches;
}

bool Passwords::is_outdated(std::string_view encoded) const { return !encoded.starts_with(prefix()); }

}  // namespace chancery::identity
