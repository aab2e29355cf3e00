// What the checks read: the files of the source tree and the tables of its markdown pages. Every check is a free function from such
// values to findings ("path:line: what is wrong, what to do"), so that a test can plant a violation without touching the tree.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::tidy {

using Findings = std::vector<std::string>;

struct SourceFile {
  std::string path;  // from the root of the repository, with '/'
  std::string text;
};

// Every file below the folder ("" for the whole tree) but what is built, installed or kept as data: build*, data, node_modules,
// dist, .git. Sorted by path.
std::vector<SourceFile> read_tree(std::string_view folder = "");
// The names that stand at the root of the repository, without what is built or kept as data. Sorted.
std::vector<std::string> root_entries();
std::string read_file(std::string_view path);
bool exists(std::string_view path);
// The folders directly below a folder, by name; empty when it is not there. Sorted.
std::vector<std::string> folders_of(std::string_view path);

// One row of a markdown table, by the name in its head.
using Row = std::map<std::string, std::string>;
// All rows of the tables whose head has the given first column.
std::vector<Row> table_rows(std::string_view markdown, std::string_view first_column);

std::vector<std::string> split(std::string_view text, char separator);  // trimmed parts
std::vector<std::string_view> lines_of(std::string_view text);
std::string trimmed(std::string_view text);
bool ends_with_any(std::string_view path, std::initializer_list<std::string_view> endings);
inline bool is_cpp(std::string_view path) { return ends_with_any(path, {".h", ".cpp"}); }

// The text with comments, and with string and character literals where asked, replaced by blanks; line ends stay.
enum class Literals { kKeep, kBlank };
std::string without_comments(std::string_view text, Literals literals);

// All findings, one a line, for a test's message.
std::string report(const Findings& findings);

}  // namespace chancery::tidy
