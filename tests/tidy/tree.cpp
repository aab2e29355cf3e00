#include "tests/tidy/tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace fs = std::filesystem;

namespace chancery::tidy {

namespace {

const fs::path kRoot = CHANCERY_SOURCE_DIR;

bool left_out(const fs::path& path) {
  static const std::set<std::string> kNames = {".git", "node_modules", "dist", ".cache"};
  const std::string name = path.filename();
  if (kNames.contains(name)) return true;
  // As in .gitignore: these only at the root.
  return path.parent_path() == kRoot && (name.starts_with("build") || name == "data");
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace

std::vector<SourceFile> read_tree(std::string_view folder) {
  std::vector<SourceFile> files;
  const fs::path start = kRoot / folder;
  if (!fs::exists(start)) return files;
  for (auto it = fs::recursive_directory_iterator(start); it != fs::recursive_directory_iterator(); ++it) {
    if (left_out(it->path())) {
      it.disable_recursion_pending();
    } else if (it->is_regular_file()) {
      files.push_back({fs::relative(it->path(), kRoot).generic_string(), read(it->path())});
    }
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

std::vector<std::string> root_entries() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kRoot))
    if (!left_out(entry.path())) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

std::string read_file(std::string_view path) { return read(kRoot / path); }

bool exists(std::string_view path) { return fs::exists(kRoot / path); }

std::vector<std::string> folders_of(std::string_view path) {
  std::vector<std::string> names;
  if (!exists(path)) return names;
  for (const auto& entry : fs::directory_iterator(kRoot / path))
    if (entry.is_directory() && !left_out(entry.path())) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(separator, at), text.size());
    parts.push_back(trimmed(text.substr(at, end - at)));
    at = end + 1;
  }
  return parts;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::vector<Row> table_rows(std::string_view markdown, std::string_view first_column) {
  std::vector<Row> rows;
  std::vector<std::string> head;
  for (const std::string_view line : lines_of(markdown)) {
    if (!line.starts_with("|")) {
      head.clear();
      continue;
    }
    auto cells = split(line, '|');
    cells.erase(cells.begin());
    if (!cells.empty() && cells.back().empty()) cells.pop_back();
    if (head.empty()) {
      head = cells;
    } else if (head.front() == first_column && !line.starts_with("|--")) {
      Row row;
      for (std::size_t i = 0; i < head.size() && i < cells.size(); ++i) row[head[i]] = cells[i];
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

bool ends_with_any(std::string_view path, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view e) { return path.ends_with(e); });
}

std::string without_comments(std::string_view text, Literals literals) {
  std::string out(text);
  const auto blank = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to && i < out.size(); ++i)
      if (out[i] != '\n') out[i] = ' ';
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    std::size_t end = at + 1;
    if (rest.starts_with("//")) {
      end = std::min(text.find('\n', at), text.size());
      blank(at, end);
    } else if (rest.starts_with("/*")) {
      end = std::min(text.find("*/", at + 2), text.size() - 2) + 2;
      blank(at, end);
    } else if (rest.starts_with("R\"")) {
      const auto open = text.find('(', at);
      const std::string close = ")" + std::string(text.substr(at + 2, open - at - 2)) + "\"";
      end = std::min(text.find(close, open), text.size() - close.size()) + close.size();
      if (literals == Literals::kBlank) blank(at, end);
    } else if (rest.front() == '"' ||
               (rest.front() == '\'' && (at == 0 || !std::isalnum(static_cast<unsigned char>(text[at - 1]))))) {
      while (end < text.size() && text[end] != rest.front() && text[end] != '\n') end += text[end] == '\\' ? 2 : 1;
      if (literals == Literals::kBlank) blank(at + 1, end);
      ++end;
    }
    at = end;
  }
  return out;
}

std::string report(const Findings& findings) {
  std::string text = std::to_string(findings.size()) + " findings\n";
  for (const auto& f : findings) text += "  " + f + "\n";
  return text;
}

}  // namespace chancery::tidy
