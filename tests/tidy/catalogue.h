// The message catalogue config/locale/*.json held against the codes that the program uses: every code has its text in Chinese and English,
// no text is left over, both languages use the same {parameters}.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/tidy/tree.h"

namespace chancery::tidy {

struct Message {
  std::string file;                           // config/locale/feel.json
  std::map<std::string, std::string> text;    // by language: zh, en
  std::map<std::string, std::string> remedy;  // empty when there is none
};

using Catalogue = std::map<std::string, Message>;  // by code

// Reads one file into the catalogue. Findings: not JSON, wrong shape, unknown key, a code twice, a code of another module.
Findings read_catalogue(const SourceFile& file, Catalogue& catalogue);
// Both languages are there and not empty, and hold the same parameters; a brace that opens closes.
Findings check_texts(const Catalogue& catalogue);

// {"text", "line"} of "at {line}: {text}". A finding for a brace that does not pair is left to check_texts.
std::set<std::string> parameters_of(const std::string& text);

struct UsedCode {
  std::string code;
  std::string where;  // path:line
};
// Codes that C++ certainly uses: the first argument of invalid, refused, not_found, conflict, too_large, unavailable and corrupt, and
// every literal "prefix.what-happened" with a hyphen whose prefix is a file of the catalogue (a Diagnostic, a helper's argument).
std::vector<UsedCode> used_codes(const SourceFile& file, const std::set<std::string>& prefixes);

Findings check_codes(const std::vector<SourceFile>& product, const Catalogue& catalogue);

}  // namespace chancery::tidy
