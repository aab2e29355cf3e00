#include "engine/feel/pattern.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <unicode/unistr.h>

#include "engine/feel/pattern_class.h"

namespace chancery::feel {
namespace {

constexpr int kGroupDepthMax = 100;
constexpr std::int32_t kRepeatMax = 10'000;

constexpr std::string_view kNewLineOrReturn = "[^\\n\\r]";
constexpr std::string_view kAnything = "[\\u0000-\\U0010FFFF]";
std::u32string code_points(std::string_view text) {
  const auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::u32string points;
  points.reserve(text.size());
  for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1))
    points.push_back(static_cast<char32_t>(wide.char32At(i)));
  return points;
}

void append_literal(std::string& out, char32_t c) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  out += "\\U";
  for (int shift = 28; shift >= 0; shift -= 4) out += kHex[(c >> shift) & 0xF];
}

bool is_space(char32_t c) { return c == 0x20 || c == 0x9 || c == 0xA || c == 0xD; }

// The `x` flag: white space goes, except inside of a class.
std::u32string without_space(const std::u32string& pattern) {
  std::u32string out;
  int depth = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char32_t c = pattern[i];
    if (depth == 0 && is_space(c)) continue;
    out += c;
    const bool escapes = c == U'\\' && i + 1 < pattern.size() && (depth > 0 || !is_space(pattern[i + 1]));
    if (escapes) {
      out += pattern[++i];
    } else if (c == U'[') {
      ++depth;
    } else if (c == U']' && depth > 0) {
      --depth;
    }
  }
  return out;
}

class Translator {
 public:
  Translator(std::u32string pattern, const PatternFlags& flags)
      : in_{std::move(pattern), 0, flags.case_insensitive}, flags_(flags) {}

  std::optional<IcuPattern> translate() {
    if (!alternatives(0) || !in_.at_end()) return std::nullopt;
    return IcuPattern{std::move(out_), groups_};
  }

 private:
  bool alternatives(int depth) {
    if (depth > kGroupDepthMax) return false;
    do {
      while (!in_.at_end() && !in_.next_is(U'|') && !in_.next_is(U')')) {
        if (!piece(depth)) return false;
      }
      if (in_.next_is(U'|')) out_ += '|';
    } while (in_.accept(U'|'));
    return true;
  }

  bool piece(int depth) {
    if (in_.accept(U'^')) {
      out_ += flags_.multiline ? "(?:\\A|(?<=\\n)(?!\\z))" : "\\A";
      return true;
    }
    if (in_.accept(U'$')) {
      out_ += flags_.multiline ? "(?:\\z|(?=\\n))" : "\\z";
      return true;
    }
    return atom(depth) && quantifier();
  }

  bool quantifier() {
    if (in_.at_end()) return true;
    const char32_t c = in_.characters[in_.at];
    if (c == U'?' || c == U'*' || c == U'+') {
      ++in_.at;
      out_ += static_cast<char>(c);
    } else if (c == U'{') {
      ++in_.at;
      if (!counts()) return false;
    } else {
      return true;
    }
    if (in_.accept(U'?')) out_ += '?';
    return true;
  }

  std::optional<std::int32_t> count() {
    std::int32_t value = 0;
    const std::size_t begin = in_.at;
    for (; !in_.at_end() && in_.characters[in_.at] >= U'0' && in_.characters[in_.at] <= U'9'; ++in_.at) {
      value = value * 10 + static_cast<std::int32_t>(in_.characters[in_.at] - U'0');
      if (value > kRepeatMax) return std::nullopt;
    }
    return in_.at > begin ? std::optional(value) : std::nullopt;
  }

  bool counts() {
    const auto low = count();
    if (!low) return false;
    out_ += "{" + std::to_string(*low);
    if (in_.accept(U',')) {
      out_ += ',';
      if (!in_.next_is(U'}')) {
        const auto high = count();
        if (!high || *high < *low) return false;
        out_ += std::to_string(*high);
      }
    }
    out_ += '}';
    return in_.accept(U'}');
  }

  bool atom(int depth) {
    const char32_t c = in_.characters[in_.at++];
    switch (c) {
      case U'.': out_ += flags_.dot_all ? kAnything : kNewLineOrReturn; return true;
      case U'(': return group(depth);
      case U'[': {
        const auto set = read_class(in_);
        if (!set) return false;
        append_set(*set);
        return true;
      }
      case U'\\': return escape();
      case U'?':
      case U'*':
      case U'+':
      case U'{':
      case U'}':
      case U')':
      case U']': return false;
      default: append_literal(out_, c); return true;
    }
  }

  bool group(int depth) {
    const bool captures = !in_.accept(U'?');
    if (!captures && !in_.accept(U':')) return false;
    out_ += captures ? "(" : "(?:";
    const int number = captures ? ++groups_ : 0;
    if (!alternatives(depth + 1) || !in_.accept(U')')) return false;
    out_ += ')';
    if (captures) closed_.push_back(number);
    return true;
  }

  bool escape() {
    if (in_.at_end()) return false;
    if (in_.characters[in_.at] >= U'1' && in_.characters[in_.at] <= U'9') return back_reference();
    const auto set = escaped_set(in_);
    if (set) {
      append_set(*set);
      return true;
    }
    const auto c = escaped_character(in_);
    if (!c) return false;
    append_literal(out_, *c);
    return true;
  }

  // To a group that is closed by now; as many digits as there are groups for.
  bool back_reference() {
    int number = static_cast<int>(in_.characters[in_.at++] - U'0');
    while (!in_.at_end() && in_.characters[in_.at] >= U'0' && in_.characters[in_.at] <= U'9') {
      const int longer = number * 10 + static_cast<int>(in_.characters[in_.at] - U'0');
      if (longer > groups_) break;
      number = longer;
      ++in_.at;
    }
    if (std::find(closed_.begin(), closed_.end(), number) == closed_.end()) return false;
    out_ += "(?:\\" + std::to_string(number) + ")";
    return true;
  }

  void append_set(const icu::UnicodeSet& set) {
    if (set.isEmpty()) {
      out_ += "(?!)";
      return;
    }
    out_ += '[';
    for (std::int32_t i = 0; i < set.getRangeCount(); ++i) {
      append_literal(out_, static_cast<char32_t>(set.getRangeStart(i)));
      if (set.getRangeEnd(i) == set.getRangeStart(i)) continue;
      out_ += '-';
      append_literal(out_, static_cast<char32_t>(set.getRangeEnd(i)));
    }
    out_ += ']';
  }

  PatternText in_;
  PatternFlags flags_;
  std::string out_;
  int groups_ = 0;
  std::vector<int> closed_;
};

}  // namespace

std::optional<PatternFlags> pattern_flags(std::string_view letters) {
  PatternFlags flags;
  for (const char c : letters) {
    switch (c) {
      case 'i': flags.case_insensitive = true; break;
      case 'm': flags.multiline = true; break;
      case 's': flags.dot_all = true; break;
      case 'x': flags.spaced = true; break;
      default: return std::nullopt;
    }
  }
  return flags;
}

std::optional<IcuPattern> icu_pattern(std::string_view pattern, const PatternFlags& flags) {
  std::u32string points = code_points(pattern);
  if (flags.spaced) points = without_space(points);
  return Translator(std::move(points), flags).translate();
}

}  // namespace chancery::feel
