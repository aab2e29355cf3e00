#include "engine/xml/encoding.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "engine/base/utf8.h"
#include "engine/xml/xml.h"

namespace chancery::xml {

namespace {

std::string_view as_text(BytesView bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

// The encoding of the XML declaration in lower case; "" when there is none. Only ASCII can stand there (XML 1.0,
// 4.3.3).
std::string declared_encoding(std::string_view text) {
  if (!text.starts_with("<?xml")) return {};
  const std::string_view declaration = text.substr(0, std::min<std::size_t>(text.find("?>"), 256));
  std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  at = declaration.find_first_of("\"'", at);
  if (at == std::string_view::npos) return {};
  const std::size_t end = declaration.find(declaration[at], at + 1);
  if (end == std::string_view::npos) return {};
  std::string name(declaration.substr(at + 1, end - at - 1));
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return name;
}

bool starts_with_utf16_or_32(BytesView bytes) {
  if (bytes.size() < 2) return false;
  const unsigned first = bytes[0];
  const unsigned second = bytes[1];
  return (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE) || (first == 0 && second == '<') ||
         (first == '<' && second == 0) || (first == 0 && second == 0);
}

std::optional<std::size_t> first_byte_above_ascii(std::string_view text) {
  const auto found = std::find_if(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
  if (found == text.end()) return std::nullopt;
  return static_cast<std::size_t>(found - text.begin());
}

std::string from_latin1(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out.push_back(c);
    } else {
      out.push_back(static_cast<char>(0xC0u | (byte >> 6)));
      out.push_back(static_cast<char>(0x80u | (byte & 0x3Fu)));
    }
  }
  return out;
}

}  // namespace

std::variant<std::string, Fault> to_utf8(BytesView bytes) {
  if (starts_with_utf16_or_32(bytes)) return Fault{"xml.unsupported-encoding", {{"encoding", "UTF-16"}}, 0};
  std::string_view text = as_text(bytes);
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (trimmed(text).empty()) return Fault{"xml.empty", {}, 0};
  const std::string encoding = declared_encoding(text);
  if (encoding == "iso-8859-1") return from_latin1(text);
  const bool ascii = encoding == "us-ascii" || encoding == "ascii";
  if (!ascii && !encoding.empty() && encoding != "utf-8") {
    return Fault{"xml.unsupported-encoding", {{"encoding", encoding}}, 0};
  }
  if (const auto bad = ascii ? first_byte_above_ascii(text) : first_bad_utf8(text))
    return Fault{"xml.bad-utf8", {}, *bad};
  return std::string(text);
}

}  // namespace chancery::xml
