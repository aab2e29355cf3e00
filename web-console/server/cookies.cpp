#include "web-console/server/cookies.h"

#include <algorithm>

#include "web-console/server/http.h"

namespace chancery::web_server {

namespace {

std::string attributes(Transport transport) {
  return transport == Transport::kTls ? "; Path=/; HttpOnly; SameSite=Lax; Secure" : "; Path=/; HttpOnly; SameSite=Lax";
}

}  // namespace

std::string_view session_token(std::string_view header, Transport transport) {
  const std::string_view name = session_cookie_name(transport);
  std::string_view token;
  while (!header.empty()) {
    const std::string_view pair = header.substr(0, header.find(';'));
    header.remove_prefix(std::min(header.size(), pair.size() + 1));
    const std::size_t equals = pair.find('=');
    if (equals == pair.npos || trimmed(pair.substr(0, equals)) != name) continue;
    const std::string_view value = trimmed(pair.substr(equals + 1));
    if (!token.empty() && token != value) return {};
    token = value;
  }
  return token;
}

std::string session_cookie(std::string_view token, Transport transport) {
  return std::string(session_cookie_name(transport)) + '=' + std::string(token) + attributes(transport);
}

std::string expired_session_cookie(Transport transport) { return session_cookie("", transport) + "; Max-Age=0"; }

bool equal_in_constant_time(std::string_view expected, std::string_view given) {
  if (expected.empty() || expected.size() != given.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < expected.size(); ++i)
    difference |= static_cast<unsigned char>(expected[i]) ^ static_cast<unsigned char>(given[i]);
  return difference == 0;
}

}  // namespace chancery::web_server
