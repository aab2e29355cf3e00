#include "engine/feel/pattern_class.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <unicode/unistr.h>

namespace chancery::feel {
namespace {

constexpr int kClassDepthMax = 100;  // of subtractions

constexpr std::string_view kSpaceSet = "[\\u0009\\u000A\\u000D\\u0020]";
constexpr std::string_view kWordSet = "[^\\p{P}\\p{Z}\\p{C}]";
// NameStartChar and NameChar of XML 1.0, fifth edition.
constexpr std::string_view kNameStartSet =
    "[A-Z_a-z\\:\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-"
    "\\u218F"
    "\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\U00010000-\\U000EFFFF]";
constexpr std::string_view kNameSet =
    "[\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040:A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-"
    "\\u037D\\u037F-\\u1FFF"
    "\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\U00010000-"
    "\\U000EFFFF]";

bool is_category(const std::u32string& name) {
  static constexpr std::array<std::string_view, 36> kNames = {
      "L",  "Lu", "Ll", "Lt", "Lm", "Lo", "M",  "Mn", "Mc", "Me", "N",  "Nd", "Nl", "No", "P",  "Pc", "Pd", "Ps",
      "Pe", "Pi", "Pf", "Po", "Z",  "Zs", "Zl", "Zp", "S",  "Sm", "Sc", "Sk", "So", "C",  "Cc", "Cf", "Co", "Cn"};
  const std::string narrow(name.begin(), name.end());
  return std::find(kNames.begin(), kNames.end(), narrow) != kNames.end();
}

std::optional<icu::UnicodeSet> set_of(std::string_view pattern, bool complement) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeSet set(icu::UnicodeString::fromUTF8(std::string(pattern)), status);
  if (U_FAILURE(status)) return std::nullopt;
  if (complement) set.complement();
  return set;
}

// \p{Lu}, \P{IsBasicLatin}
std::optional<icu::UnicodeSet> property(PatternText& in) {
  const std::size_t start = in.at;
  const bool complement = in.characters[in.at++] == U'P';
  const auto fail = [&]() -> std::optional<icu::UnicodeSet> {
    in.at = start;
    return std::nullopt;
  };
  if (!in.accept(U'{')) return fail();
  const std::size_t close = in.characters.find(U'}', in.at);
  if (close == std::u32string::npos || close - in.at > 64) return fail();
  const std::u32string name = in.characters.substr(in.at, close - in.at);
  const bool is_name = !name.empty() && std::all_of(name.begin(), name.end(), [](char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9') || c == U'-';
  });
  const std::string narrow = is_name ? std::string(name.begin(), name.end()) : "";
  const bool is_block = narrow.starts_with("Is") && narrow.size() > 2;
  if (!is_block && !is_category(name)) return fail();
  auto set = set_of(is_block ? "[\\p{blk=" + narrow.substr(2) + "}]" : "[\\p{" + narrow + "}]", complement);
  if (!set) return fail();
  in.at = close + 1;
  return set;
}

class ClassReader {
 public:
  explicit ClassReader(PatternText& in) : in_(in) {}

  std::optional<icu::UnicodeSet> read(int depth) {
    if (depth > kClassDepthMax) return std::nullopt;
    const bool negated = in_.accept(U'^');
    icu::UnicodeSet set;
    bool empty = true;
    while (!in_.next_is(U']')) {
      if (in_.at_end()) return std::nullopt;
      if (!empty && in_.next_is(U'-') && in_.at + 1 < in_.characters.size() && in_.characters[in_.at + 1] == U'[')
        return subtracted(set, negated, depth);
      if (!class_item(set, empty)) return std::nullopt;
      empty = false;
    }
    ++in_.at;
    if (empty) return std::nullopt;
    finish(set, negated);
    return set;
  }

 private:
  void finish(icu::UnicodeSet& set, bool negated) const {
    if (in_.case_insensitive) set.closeOver(USET_CASE_INSENSITIVE).removeAllStrings();
    if (negated) set.complement();
  }

  std::optional<icu::UnicodeSet> subtracted(icu::UnicodeSet& set, bool negated, int depth) {
    in_.at += 2;
    const auto less = read(depth + 1);
    if (!less || !in_.accept(U']')) return std::nullopt;
    finish(set, negated);
    set.removeAll(*less);
    return set;
  }

  // One character, escape or range.
  bool class_item(icu::UnicodeSet& set, bool first) {
    if (in_.accept(U'\\')) {
      if (in_.at_end()) return false;
      if (const auto escaped = escaped_set(in_)) {
        set.addAll(*escaped);
        return true;
      }
      const auto c = escaped_character(in_);
      return c && range_from(set, *c);
    }
    const char32_t c = in_.characters[in_.at++];
    if (c == U'[' || c == U']') return false;
    // A hyphen stands for itself at either end of the class only.
    if (c == U'-' && !first && !in_.next_is(U']')) return false;
    return range_from(set, c);
  }

  bool range_from(icu::UnicodeSet& set, char32_t low) {
    char32_t high = low;
    const bool is_range = in_.next_is(U'-') && in_.at + 1 < in_.characters.size() &&
                          in_.characters[in_.at + 1] != U']' && in_.characters[in_.at + 1] != U'[';
    if (is_range) {
      ++in_.at;
      high = in_.characters[in_.at++];
      if (high == U'\\') {
        const auto c = in_.at_end() ? std::nullopt : escaped_character(in_);
        if (!c) return false;
        high = *c;
      }
      if (high < low) return false;
    }
    set.add(static_cast<UChar32>(low), static_cast<UChar32>(high));
    return true;
  }

  PatternText& in_;
};

}  // namespace

std::optional<char32_t> escaped_character(PatternText& in) {
  const char32_t c = in.characters[in.at];
  static constexpr std::u32string_view kSigns = U"\\|.-^?*+{}()[]$";
  ++in.at;
  if (c == U'n') return U'\n';
  if (c == U'r') return U'\r';
  if (c == U't') return U'\t';
  if (kSigns.find(c) != std::u32string_view::npos) return c;
  return std::nullopt;
}

std::optional<icu::UnicodeSet> escaped_set(PatternText& in) {
  const char32_t c = in.characters[in.at];
  std::string_view named;
  switch (c) {
    case U's':
    case U'S': named = kSpaceSet; break;
    case U'i':
    case U'I': named = kNameStartSet; break;
    case U'c':
    case U'C': named = kNameSet; break;
    case U'd':
    case U'D': named = "[\\p{Nd}]"; break;
    case U'w':
    case U'W': named = kWordSet; break;
    case U'p':
    case U'P': return property(in);
    default: return std::nullopt;
  }
  ++in.at;
  return set_of(named, c >= U'A' && c <= U'Z');
}

std::optional<icu::UnicodeSet> read_class(PatternText& in) { return ClassReader(in).read(0); }

}  // namespace chancery::feel
