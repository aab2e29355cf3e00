#include "web-console/server/target.h"

#include <algorithm>

namespace chancery::web_server {

namespace {

constexpr std::size_t kQueryFieldsMax = 32;

Error bad_target() { return invalid("http.bad-target"); }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_unreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

Result<std::string> decode_field(std::string_view text) {
  std::string spaced(text);
  for (char& c : spaced)
    if (c == '+') c = ' ';
  return percent_decode(spaced);
}

Result<Query> parse_query(std::string_view text) {
  Query query;
  while (!text.empty()) {
    const std::string_view field = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), field.size() + 1));
    if (field.empty()) continue;
    const std::size_t equals = field.find('=');
    std::string name = TRY(decode_field(field.substr(0, equals)));
    std::string value = equals == field.npos ? std::string() : TRY(decode_field(field.substr(equals + 1)));
    if (!query.emplace(std::move(name), std::move(value)).second || query.size() > kQueryFieldsMax) return bad_target();
  }
  return query;
}

// Length of the sequence that begins at `at`, 0 when it is malformed (RFC 3629).
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xC2 && first <= 0xDF   ? 2
                             : (first & 0xF0) == 0xE0         ? 3
                             : first >= 0xF0 && first <= 0xF4 ? 4
                                                              : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  const unsigned char second = byte(at + 1);
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool beyond = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
  return overlong || beyond ? 0 : length;
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

Result<std::string> percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return bad_target();
    const int high = hex_digit(text[i + 1]);
    const int low = hex_digit(text[i + 2]);
    if (high < 0 || low < 0) return bad_target();
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  for (const char c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return bad_target();
  if (!is_utf8(out)) return bad_target();
  return out;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_unreserved(c))
      out += c;
    else
      out.append({'%', kDigits[byte >> 4], kDigits[byte & 15]});
  }
  return out;
}

Result<Target> parse_target(std::string_view target) {
  if (target.empty() || target.front() != '/' || target.find('#') != target.npos) return bad_target();
  const std::size_t mark = target.find('?');
  std::string_view path = target.substr(0, mark);
  Target out;
  if (mark != target.npos) out.query = TRY(parse_query(target.substr(mark + 1)));
  path.remove_prefix(1);
  for (;;) {
    const std::size_t slash = path.find('/');
    const auto segment = percent_decode(path.substr(0, slash));
    // An escaped slash or backslash would mean another path to whoever reads it next.
    if (!segment || *segment == "." || *segment == ".." || segment->find_first_of("/\\") != std::string::npos)
      return bad_target();
    out.path += '/' + *segment;
    out.segments.push_back(*segment);
    if (slash == path.npos) break;
    path.remove_prefix(slash + 1);
  }
  return out;
}

}  // namespace chancery::web_server
