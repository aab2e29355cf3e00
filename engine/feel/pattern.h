// Regular expressions of XPath (F&O 3.1, 5.6, on top of XML Schema part 2, appendix G) as matches(), replace() and split() take
// them. They are checked against that grammar and rewritten for ICU, whose own language differs: look-around, \b, \Q or
// possessive quantifiers are faults here; classes subtract, `$` is the very end of the text, `.` is all but CR and LF.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace chancery::feel {

struct PatternFlags {
  bool case_insensitive = false;  // i
  bool multiline = false;         // m: ^ and $ at every line
  bool dot_all = false;           // s
  bool spaced = false;            // x: white space outside of classes does not count
};

// None when there is another letter.
std::optional<PatternFlags> pattern_flags(std::string_view letters);

struct IcuPattern {
  std::string text;  // for ICU, to be compiled with at most UREGEX_CASE_INSENSITIVE
  int groups = 0;    // that capture
};

// None when the pattern is not of the grammar.
std::optional<IcuPattern> icu_pattern(std::string_view pattern, const PatternFlags& flags);

}  // namespace chancery::feel
