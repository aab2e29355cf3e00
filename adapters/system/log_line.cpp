#include "adapters/system/log_line.h"

#include <algorithm>

namespace chancery::system {

namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";  // U+FFFD

// Length of the well-formed UTF-8 sequence at the beginning of `text` (Unicode, table 3-7); 0 when it is none.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto is_tail = [&](std::size_t i) { return byte(i) >= 0x80 && byte(i) <= 0xbf; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return is_tail(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const unsigned low = first == 0xe0 ? 0xa0 : 0x80;   // no overlong forms
    const unsigned high = first == 0xed ? 0x9f : 0xbf;  // no surrogates
    return byte(1) >= low && byte(1) <= high && is_tail(2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const unsigned low = first == 0xf0 ? 0x90 : 0x80;
    const unsigned high = first == 0xf4 ? 0x8f : 0xbf;  // not beyond U+10FFFF
    return byte(1) >= low && byte(1) <= high && is_tail(2) && is_tail(3) ? 4 : 0;
  }
  return 0;
}

void append_ascii(std::string& out, char c) {
  static constexpr char kDigits[] = "0123456789abcdef";
  const auto code = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') {
    out += '\\';
    out += c;
  } else if (c == '\n') {
    out += "\\n";
  } else if (code < 0x20 || code == 0x7f) {
    out += "\\u00";
    out += kDigits[code >> 4];
    out += kDigits[code & 15];
  } else {
    out += c;
  }
}

// C1 controls are well-formed, but some terminals obey them.
bool is_control(std::string_view text, std::size_t length) {
  return length == 2 && text[0] == '\xc2' && static_cast<unsigned char>(text[1]) < 0xa0;
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    if (length == 1)
      append_ascii(out, text[0]);
    else if (length == 0 || is_control(text, length))
      out += kReplacement;
    else
      out += text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  out += '"';
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
  append_quoted(out, name);
  out += ':';
  append_quoted(out, value);
}

bool is_reserved(std::string_view name) { return name == "at" || name == "level" || name == "event"; }

bool is_bare_word(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("._-/:+@").find(c) != std::string_view::npos;
  });
}

void append_word(std::string& out, std::string_view text) {
  if (is_bare_word(text))
    out += text;
  else
    append_quoted(out, text);
}

}  // namespace

std::string_view level_name(ports::LogLevel level) {
  switch (level) {
    case ports::LogLevel::kDebug: return "debug";
    case ports::LogLevel::kInfo: return "info";
    case ports::LogLevel::kWarning: return "warning";
    case ports::LogLevel::kError: return "error";
  }
  return "error";
}

std::string json_log_line(Instant at, ports::LogLevel level, std::string_view event, LogFields fields) {
  std::string out = "{";
  append_member(out, "at", to_rfc3339(at));
  out += ',';
  append_member(out, "level", level_name(level));
  out += ',';
  append_member(out, "event", event);
  for (const auto& [name, value] : fields) {
    out += ',';
    append_member(out, is_reserved(name) ? "_" + std::string(name) : std::string(name), value);
  }
  return out + '}';
}

std::string plain_log_line(Instant at, std::string_view event, LogFields fields) {
  std::string out = to_rfc3339(at).substr(11, 12);
  out += ' ';
  append_word(out, event);
  for (const auto& [name, value] : fields) {
    out += ' ';
    append_word(out, name);
    out += '=';
    append_word(out, value);
  }
  return out;
}

}  // namespace chancery::system
