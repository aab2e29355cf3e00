#include "tests/tidy/house_rules.h"

#include <algorithm>
#include <regex>
#include <set>

namespace chancery::tidy {

namespace {

constexpr std::size_t kLongFile = 500;

// Written, not generated or data: what a person reads and changes.
bool is_source(const SourceFile& file) {
  const std::string_view path = file.path;
  if (file.text.substr(0, 400).find("auto-generated") != std::string::npos) return false;
  return ends_with_any(path, {".h", ".cpp", ".def", ".cmake", ".ts", ".vue", ".mjs", ".css", ".sh", ".sql"}) ||
         path.starts_with("script/") || path.ends_with("CMakeLists.txt");
}

std::string place(const SourceFile& file, std::size_t line) { return file.path + ":" + std::to_string(line) + ": "; }

}  // namespace

Allowances parse_allowances(std::string_view markdown) {
  Allowances allowances;
  for (const Row& row : table_rows(markdown, "file")) {
    const std::string rule = row.contains("rule") ? row.at("rule") : "";
    const std::string reason = row.contains("reason") ? row.at("reason") : "";
    const std::string& file = row.at("file");
    if (reason.empty()) allowances.faults.push_back("allowances.md: " + file + " has no reason");
    if (!exists(file)) allowances.faults.push_back("allowances.md: " + file + " is not there");
    if (rule == "length")
      allowances.long_files[file] = reason;
    else if (rule == "floating point")
      allowances.floating_point[file] = reason;
    else
      allowances.faults.push_back("allowances.md: " + file + ": no rule is called '" + rule + "'");
  }
  return allowances;
}

Findings check_root(const std::vector<std::string>& entries) {
  static const std::set<std::string> kAllowed = {
      // rooms
      "adapters", "config", "engine", "script", "tests", "web-console", "workflows",
      // what tools insist on finding here
      ".ci", ".clang-format", ".clang-tidy", ".editorconfig", ".gitattributes", ".gitignore", ".mailmap",
      "CHANGELOG.md", "CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md", "README.zh-CN.md", "RESULTS.md"};
  Findings findings;
  for (const auto& name : entries)
    if (!kAllowed.contains(name))
      findings.push_back(name + " may not stand at the root; put it into the room it belongs to");
  return findings;
}

Findings check_length(const std::vector<SourceFile>& files, const Allowances& allowances) {
  Findings findings;
  for (const auto& file : files) {
    if (!is_source(file)) continue;
    const auto lines = static_cast<std::size_t>(std::count(file.text.begin(), file.text.end(), '\n'));
    const bool allowed = allowances.long_files.contains(file.path);
    if (lines > kLongFile && !allowed)
      findings.push_back(file.path + ": " + std::to_string(lines) +
                         " lines; split it, or give the reason in tests/tidy/allowances.md");
    if (lines <= kLongFile && allowed)
      findings.push_back(file.path + ": is short again; take it out of tests/tidy/allowances.md");
  }
  return findings;
}

Findings check_left_overs(const SourceFile& file) {
  // Put together from halves, so that this file does not find itself.
  static const std::regex kNote(
      "\\b(TO"
      "DO|FIX"
      "ME|XX"
      "X|HA"
      "CK)\\b");
  static const std::vector<std::string> kPlaces = {std::string("/ho") + "me/", std::string("/wo") + "rk/",
                                                   std::string("/Use") + "rs/", std::string("/ro") + "ot/",
                                                   std::string("/tmp/bu") + "ild-"};
  Findings findings;
  std::size_t number = 0;
  for (const std::string_view line : lines_of(file.text)) {
    ++number;
    if (std::regex_search(line.begin(), line.end(), kNote))
      findings.push_back(place(file, number) + "a note to be done later: do it or open an issue");
    for (const auto& p : kPlaces)
      if (line.find(p) != std::string_view::npos)
        findings.push_back(place(file, number) + "a place of one machine: " + p);
  }
  return findings;
}

Findings check_changelog(std::string_view text) {
  static const std::regex kHeading("## (Unreleased|\\[[0-9]+\\.[0-9]+\\.[0-9]+\\] - [0-9]{4}-[0-9]{2}-[0-9]{2})");
  static const std::regex kEntry("- (FEAT|FIX|PERF|BREAKING) [a-z][a-z0-9-]*: .+[^.\\s]\\.?");
  Findings findings;
  const auto lines = lines_of(text);
  if (lines.empty() || lines.front() != "# Changelog") findings.push_back("CHANGELOG.md:1: begins with '# Changelog'");
  bool in_release = false;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    const std::string where = "CHANGELOG.md:" + std::to_string(i + 1) + ": ";
    if (line.starts_with("#")) {
      in_release = true;
      if (!std::regex_match(line.begin(), line.end(), kHeading))
        findings.push_back(where + "a heading is '## Unreleased' or '## [1.2.3] - 2026-03-02'");
    } else if (line.starts_with("-")) {
      if (!in_release) findings.push_back(where + "an entry before the first heading");
      if (!std::regex_match(line.begin(), line.end(), kEntry))
        findings.push_back(where + "an entry is '- FEAT area: what', with FEAT, FIX, PERF or BREAKING");
    } else if (in_release && !line.empty() && !line.starts_with("  ")) {
      findings.push_back(where + "neither heading, entry nor the continuation of one (two blanks)");
    }
  }
  return findings;
}

Findings check_determinism(const std::vector<SourceFile>& module_files, const Allowances& allowances) {
  static const std::regex kFloat("\\b(double|float)\\b");
  static const std::regex kUnordered(
      "unordered_(?:multi)?(?:map|set)<[^;(){}]*>&?\\s+([A-Za-z_][A-Za-z0-9_]*)\\s*[;={]");
  static const std::regex kLoop(
      "\\bfor\\s*\\([^;]*[^:]:\\s*(?:[A-Za-z_][A-Za-z0-9_]*(?:\\.|->))*([A-Za-z_][A-Za-z0-9_]*)\\s*\\)");
  Findings findings;
  std::set<std::string> unordered;
  std::vector<std::string> codes;
  for (const auto& file : module_files) {
    codes.push_back(without_comments(file.text, Literals::kBlank));
    for (std::sregex_iterator it(codes.back().begin(), codes.back().end(), kUnordered), end; it != end; ++it)
      unordered.insert((*it)[1]);
  }
  for (std::size_t i = 0; i < module_files.size(); ++i) {
    std::size_t number = 0;
    for (const std::string_view line : lines_of(codes[i])) {
      ++number;
      if (std::regex_search(line.begin(), line.end(), kFloat) &&
          !allowances.floating_point.contains(module_files[i].path))
        findings.push_back(place(module_files[i], number) +
                           "binary floating point in the engine; use value's Decimal or integers");
      std::match_results<std::string_view::const_iterator> m;
      if (std::regex_search(line.begin(), line.end(), m, kLoop) && unordered.contains(m[1]))
        findings.push_back(place(module_files[i], number) + "a loop over the unordered " + m[1].str() +
                           "; sort first or use a std::map");
    }
  }
  return findings;
}

Findings check_try_in_lists(const SourceFile& file) {
  static const std::regex kTry("\\bTRY\\(");
  Findings findings;
  const std::string code = without_comments(file.text, Literals::kBlank);
  for (std::sregex_iterator it(code.begin(), code.end(), kTry), end; it != end; ++it) {
    const auto begin = static_cast<std::size_t>(it->position());
    bool behind_comma = false;
    int depth = 0;
    for (std::size_t at = begin; at-- > 0 && depth >= 0 && !(depth == 0 && code[at] == ';');) {
      const char c = code[at];
      if (c == ')' || c == '}' || c == ']') ++depth;
      if (c == ',' && depth == 0) behind_comma = true;
      if (c == '{' && depth == 0 && behind_comma)
        findings.push_back(place(file, static_cast<std::size_t>(std::count(code.begin(), (*it)[0].first, '\n')) + 1) +
                           "TRY in a list, behind another item; give its value a name before");
      if (c == '(' || c == '{' || c == '[') --depth;
    }
  }
  return findings;
}

Findings check_header_opening(const SourceFile& file) {
  const auto lines = lines_of(file.text);
  if (lines.empty() || !lines.front().starts_with("// "))
    return {file.path + ":1: a header opens with what it is, in at most ten lines"};
  const auto opening =
      std::find_if(lines.begin(), lines.end(), [](std::string_view l) { return !l.starts_with("//"); }) - lines.begin();
  if (opening > 10) return {file.path + ": opens with " + std::to_string(opening) + " lines of comment; ten at most"};
  return {};
}

Findings check_lock_file(const SourceFile& file) {
  if (file.text.find("\"resolved\"") == std::string::npos) return {};
  return {file.path + ": carries addresses of a registry; write it with omit-lockfile-registry-resolved=true"};
}

}  // namespace chancery::tidy
