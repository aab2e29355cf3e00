// Character classes of a pattern: `[…]` with subtraction, and the escapes that stand for many characters (XML Schema part 2,
// appendix G.4). Read into sets, so that the rewritten pattern holds nothing but ranges.
#pragma once

#include <optional>
#include <string>

#include <unicode/uniset.h>

namespace chancery::feel {

// A pattern and how far it is read.
struct PatternText {
  std::u32string characters;
  std::size_t at = 0;
  bool case_insensitive = false;

  bool at_end() const { return at >= characters.size(); }
  bool next_is(char32_t c) const { return !at_end() && characters[at] == c; }
  bool accept(char32_t c) {
    if (!next_is(c)) return false;
    ++at;
    return true;
  }
};

// Behind `[`: what the class holds, closed under case when that does not count. None when it is not of the grammar.
std::optional<icu::UnicodeSet> read_class(PatternText& in);
// Behind a stroke, not at the end: \s, \d, \p{…} and their kin; none, and nothing read, when it is no such escape.
std::optional<icu::UnicodeSet> escaped_set(PatternText& in);
// Behind a stroke, not at the end: \n, \r, \t and the signs that would mean something without it.
std::optional<char32_t> escaped_character(PatternText& in);

}  // namespace chancery::feel
