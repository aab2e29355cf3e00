#include "engine/feel/lexer.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace chancery::feel {
namespace {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t length = 0;  // 0 at the end or on invalid UTF-8
};

CodePoint code_point_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + length > text.size()) return {};
  std::uint32_t value = first & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return {};
    value = (value << 6) | (byte(at + i) & 0x3F);
  }
  return {value, length};
}

struct Interval {
  std::uint32_t low, high;
};

template <std::size_t N>
bool is_in(std::uint32_t c, const std::array<Interval, N>& intervals) {
  return std::any_of(intervals.begin(), intervals.end(), [c](Interval i) { return c >= i.low && c <= i.high; });
}

bool is_digit(std::uint32_t c) { return c >= '0' && c <= '9'; }

// Grammar rule 28. CJK and full-width punctuation, which the rule admits, is left out: a full-width comma is a slip of the
// keyboard and must be named as such, not become part of a name.
bool is_name_start(std::uint32_t c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '?') return true;
  if (c < 0xC0) return false;
  static constexpr std::array<Interval, 4> kPunctuation{
      {{0x3001, 0x3004}, {0x3008, 0x301F}, {0xFF00, 0xFF0F}, {0xFF1A, 0xFF20}}};
  static constexpr std::array<Interval, 14> kStart{{{0xC0, 0xD6},
                                                    {0xD8, 0xF6},
                                                    {0xF8, 0x2FF},
                                                    {0x370, 0x37D},
                                                    {0x37F, 0x167F},
                                                    {0x1681, 0x180D},
                                                    {0x180F, 0x1FFF},
                                                    {0x200C, 0x200D},
                                                    {0x2070, 0x218F},
                                                    {0x2C00, 0x2FEF},
                                                    {0x3001, 0xD7FF},
                                                    {0xF900, 0xFDCF},
                                                    {0xFDF0, 0xFEFE},
                                                    {0xFF00, 0xEFFFF}}};
  return is_in(c, kStart) && !is_in(c, kPunctuation);
}

bool is_name_part(std::uint32_t c) {
  return is_name_start(c) || is_digit(c) || c == 0xB7 || (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040;
}

// Grammar rules 61 and 62.
bool is_space(std::uint32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 || c == 0x180E ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 ||
         c == 0xFEFF;
}

std::size_t word_end(std::string_view text, std::size_t at) {
  for (CodePoint c = code_point_at(text, at); c.length > 0 && is_name_part(c.value); c = code_point_at(text, at))
    at += c.length;
  return at;
}

std::size_t digits_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(static_cast<unsigned char>(text[at]))) ++at;
  return at;
}

// Grammar rule 37. The point belongs to the number only when a digit follows: `1..5` is a range.
std::size_t number_end(std::string_view text, std::size_t at) {
  at = digits_end(text, at);
  if (at + 1 < text.size() && text[at] == '.' && is_digit(static_cast<unsigned char>(text[at + 1])))
    at = digits_end(text, at + 1);
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    std::size_t exponent = at + 1;
    if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-')) ++exponent;
    const std::size_t end = digits_end(text, exponent);
    if (end > exponent && word_end(text, end) == end) at = end;
  }
  return at;
}

std::size_t string_end(std::string_view text, std::size_t at) {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1;
    } else if (text[i] == '\n') {
      return std::string_view::npos;
    }
  }
  return std::string_view::npos;
}

void append_utf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (c >> 6)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (c >> 12)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | (c >> 18)));
    out.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

bool read_hex(std::string_view text, std::size_t at, std::size_t count, std::uint32_t& value) {
  if (at + count > text.size()) return false;
  value = 0;
  for (const char c : text.substr(at, count)) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return false;
    value = value * 16 + static_cast<std::uint32_t>(digit);
  }
  return true;
}

// \uXXXX (a pair of surrogates counts as one) or \UXXXXXX. `at` stands on the u and is moved behind the escape.
bool append_escape(std::string_view text, std::size_t& at, std::string& out) {
  const std::size_t count = text[at] == 'u' ? 4 : 6;
  std::uint32_t value = 0;
  if (!read_hex(text, at + 1, count, value)) return false;
  at += 1 + count;
  std::uint32_t low = 0;
  if (value >= 0xD800 && value < 0xDC00 && text.substr(at, 2) == "\\u" && read_hex(text, at + 2, 4, low) &&
      low >= 0xDC00 && low < 0xE000) {
    value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
    at += 6;
  }
  if (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return false;
  append_utf8(out, value);
  return true;
}

}  // namespace

std::size_t Lexer::skip_space(std::size_t at, bool* bad) const {
  for (;;) {
    const CodePoint c = code_point_at(text_, at);
    if (c.length > 0 && is_space(c.value)) {
      at += c.length;
    } else if (text_.substr(at, 2) == "//") {
      at = std::min(text_.find('\n', at), text_.size());
    } else if (text_.substr(at, 2) == "/*") {
      const std::size_t close = text_.find("*/", at + 2);
      if (close == std::string_view::npos) {
        *bad = true;
        return at;
      }
      at = close + 2;
    } else {
      return at;
    }
  }
}

Token Lexer::at(std::size_t position) const {
  bool bad = false;
  const std::size_t begin = skip_space(position, &bad);
  const auto token = [&](TokenKind kind, std::size_t end) {
    return Token{kind, begin, end, text_.substr(begin, end - begin)};
  };
  if (bad) return token(TokenKind::kBad, text_.size());
  if (begin >= text_.size()) return token(TokenKind::kEnd, begin);
  const CodePoint c = code_point_at(text_, begin);
  if (c.length == 0) return token(TokenKind::kBad, begin + 1);
  if (is_digit(c.value)) return token(TokenKind::kNumber, number_end(text_, begin));
  if (c.value == '.' && begin + 1 < text_.size() && is_digit(static_cast<unsigned char>(text_[begin + 1]))) {
    return token(TokenKind::kNumber, number_end(text_, begin));
  }
  if (c.value == '"') {
    const std::size_t end = string_end(text_, begin);
    if (end == std::string_view::npos) return token(TokenKind::kBad, text_.size());
    return token(TokenKind::kString, end);
  }
  if (is_name_start(c.value)) return token(TokenKind::kWord, word_end(text_, begin));
  static constexpr std::array<std::string_view, 7> kTwo = {"..", "**", "<=", ">=", "!=", "->", "=="};
  for (const std::string_view sign : kTwo) {
    if (text_.substr(begin, 2) == sign) return token(TokenKind::kSign, begin + 2);
  }
  constexpr std::string_view kOne = "+-*/()[]{},:.<>=@";
  if (c.length == 1 && kOne.find(static_cast<char>(c.value)) != std::string_view::npos)
    return token(TokenKind::kSign, begin + 1);
  return token(TokenKind::kBad, begin + c.length);
}

std::size_t Lexer::match_name(std::size_t position, const std::vector<std::string>& parts) const {
  std::size_t at = position;
  for (const std::string& part : parts) {
    bool bad = false;
    at = skip_space(at, &bad);
    if (bad || text_.substr(at, part.size()) != part) return std::string_view::npos;
    const bool is_word = code_point_at(part, 0).length > 0 && is_name_part(code_point_at(part, 0).value);
    if (is_word && word_end(text_, at) != at + part.size()) return std::string_view::npos;
    at += part.size();
  }
  return at;
}

bool may_be_in_name(const Token& token) {
  return token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber || token.is("-") || token.is("+") ||
         token.is("*") || token.is("/") || token.is(".") || token.text == "'" || token.text == "’";
}

std::vector<std::string> name_parts(std::string_view name) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < name.size();) {
    const CodePoint c = code_point_at(name, at);
    const std::size_t length = c.length == 0 ? 1 : c.length;
    if (c.length > 0 && is_space(c.value)) {
      at += length;
      continue;
    }
    const std::size_t word = word_end(name, at);
    const std::size_t end = word > at ? word : at + length;
    parts.emplace_back(name.substr(at, end - at));
    at = end;
  }
  return parts;
}

bool string_content(std::string_view token, std::string& out) {
  out.clear();
  const std::string_view text = token.substr(1, token.size() - 2);
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '\\') {
      out.push_back(text[i++]);
      continue;
    }
    if (++i >= text.size()) return false;
    switch (text[i]) {
      case 'n':
        out.push_back('\n');
        ++i;
        break;
      case 'r':
        out.push_back('\r');
        ++i;
        break;
      case 't':
        out.push_back('\t');
        ++i;
        break;
      case '"':
      case '\'':
      case '\\': out.push_back(text[i++]); break;
      case 'u':
      case 'U':
        if (!append_escape(text, i, out)) return false;
        break;
      default:  // not an escape of FEEL: both characters stand for themselves, as in a pattern "\d"
        out.push_back('\\');
        out.push_back(text[i++]);
    }
  }
  return true;
}

bool is_keyword(std::string_view word) {
  static constexpr std::array<std::string_view, 17> kWords = {
      "if",  "then", "else",    "for",  "return", "some", "every",    "satisfies", "in",
      "and", "or",   "between", "true", "false",  "null", "instance", "function"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

}  // namespace chancery::feel
