// The session cookie. Over TLS its name has the prefix __Host-, which binds it to this host, to "/" and to TLS (RFC 6265bis, 4.1.3).
#pragma once

#include <string>
#include <string_view>

namespace chancery::web_server {

enum class Transport : unsigned char { kPlain, kTls };

inline constexpr std::string_view session_cookie_name(Transport transport) {
  return transport == Transport::kTls ? "__Host-session" : "session";
}

// The token in a Cookie header; "" when there is none or when the name stands twice with different values.
std::string_view session_token(std::string_view cookie_header, Transport transport);
// Set-Cookie: HttpOnly, SameSite=Lax, no Max-Age (it ends with the browser; the server knows the real end).
std::string session_cookie(std::string_view token, Transport transport);
std::string expired_session_cookie(Transport transport);
// In time that does not depend on where the texts differ. False for an empty `expected`.
bool equal_in_constant_time(std::string_view expected, std::string_view given);

}  // namespace chancery::web_server
