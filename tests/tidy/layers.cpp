#include "tests/tidy/layers.h"

#include <algorithm>
#include <regex>
#include <sstream>

namespace chancery::tidy {

namespace {

bool in_engine(std::string_view module) { return module.find('/') == std::string_view::npos; }

std::set<std::string> names_where(const std::map<std::string, Layer>& layers, auto&& wanted) {
  std::set<std::string> names;
  for (const auto& [name, layer] : layers)
    if (wanted(name, layer)) names.insert(name);
  return names;
}

// What one item of the column "may include" stands for: a module's name, "levels 0–4", "all of engine", "everything", "std".
std::set<std::string> modules_meant(const std::string& item, LayerTable& table) {
  static const std::regex kLevels("levels ([0-9]+)–([0-9]+)");
  std::smatch m;
  if (item == "std") return {};
  if (item == "everything") return names_where(table.layers, [](auto&, auto&) { return true; });
  if (item == "all of engine") return names_where(table.layers, [](auto& name, auto&) { return in_engine(name); });
  if (std::regex_match(item, m, kLevels)) {
    const int from = std::stoi(m[1]);
    const int to = std::stoi(m[2]);
    return names_where(table.layers, [&](auto&, auto& l) { return l.level >= from && l.level <= to; });
  }
  if (!table.layers.contains(item)) table.faults.push_back("layers.md: no module is called " + item);
  return {item};
}

std::string first_folders(std::string_view path, int count) {
  std::size_t at = 0;
  while (count-- > 0) {
    at = path.find('/', at + 1);
    if (at == std::string_view::npos) return {};
  }
  return std::string(path.substr(0, at));
}

std::string at_line(const SourceFile& file, std::size_t line) { return file.path + ":" + std::to_string(line) + ": "; }

void check_project_include(const std::string& where, const std::string& module, const std::string& included,
                           const LayerTable& table, Findings& findings) {
  const std::string other = module_of(included);
  if (other.empty()) {
    findings.push_back(where + "\"" + included + "\" is not a path from the root into engine, adapters or web-console");
  } else if (other != module && !table.layers.at(module).modules.contains(other)) {
    findings.push_back(where + module + " may not include " + other + " (engine/docs/layers.md)");
  }
}

void check_foreign_include(const std::string& where, const std::string& module, const std::string& included,
                           const LayerTable& table, Findings& findings) {
  const auto forbidden = table.core_headers.find(included);
  if (is_decision_core(module) && forbidden != table.core_headers.end())
    findings.push_back(where + "<" + included + ">: the decision core does without (" + forbidden->second + ")");
  for (const auto& [name, prefixes] : table.third_party) {
    const bool belongs =
        std::any_of(prefixes.begin(), prefixes.end(), [&](const auto& prefix) { return included.starts_with(prefix); });
    if (!belongs) continue;
    if (!table.layers.at(module).third_party.contains(name))
      findings.push_back(where + module + " may not include " + name + " (<" + included + ">)");
    return;
  }
  // What has neither a folder nor an ending is the standard library's.
  if (included.find_first_of("/.") != std::string::npos)
    findings.push_back(where + "<" + included + "> belongs to no third party of engine/docs/layers.md");
}

}  // namespace

LayerTable parse_layers(std::string_view markdown) {
  LayerTable table;
  const auto rows = table_rows(markdown, "level");
  for (const Row& row : rows) table.layers[row.at("module")].level = std::stoi(row.at("level"));
  for (const Row& row : rows) {
    Layer& layer = table.layers.at(row.at("module"));
    for (const auto& item : split(row.at("may include"), ',')) layer.modules.merge(modules_meant(item, table));
    layer.modules.insert(row.at("module"));
    if (row.at("third party") != "–")
      for (const auto& name : split(row.at("third party"), ',')) layer.third_party.insert(name);
  }
  for (const Row& row : table_rows(markdown, "name"))
    table.third_party[row.at("name")] = split(row.at("includes begin with"), ',');
  for (const Row& row : table_rows(markdown, "reason"))
    for (const auto& header : split(row.at("headers"), ',')) table.core_headers[header] = row.at("reason");

  for (const auto& [module, layer] : table.layers)
    for (const auto& name : layer.third_party)
      if (!table.third_party.contains(name))
        table.faults.push_back("layers.md: the row of " + module + " names " + name +
                               ", which no third party is called");
  return table;
}

std::string module_of(std::string_view path) {
  if (path.starts_with("engine/")) {
    const std::string folder = first_folders(path, 2);
    return folder.empty() ? folder : folder.substr(7);
  }
  if (path.starts_with("adapters/") || path.starts_with("web-console/")) return first_folders(path, 2);
  return {};
}

bool is_decision_core(std::string_view module) { return in_engine(module) && module != "service" && module != "ports"; }

Findings check_includes(const SourceFile& file, const LayerTable& table) {
  static const std::regex kInclude("\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"].*");
  Findings findings;
  const std::string module = module_of(file.path);
  if (!table.layers.contains(module)) return {file.path + ": " + module + " has no row in engine/docs/layers.md"};
  const std::string code = without_comments(file.text, Literals::kKeep);
  std::size_t number = 0;
  for (const std::string_view line : lines_of(code)) {
    ++number;
    std::match_results<std::string_view::const_iterator> m;
    if (!std::regex_match(line.begin(), line.end(), m, kInclude)) continue;
    if (m[1] == "\"")
      check_project_include(at_line(file, number), module, m[2], table, findings);
    else
      check_foreign_include(at_line(file, number), module, m[2], table, findings);
  }
  return findings;
}

Findings check_links(const SourceFile& file, const LayerTable& table) {
  static const std::regex kCall("chancery_module\\(([^)]*)\\)");
  static const std::set<std::string> kKeywords = {"SOURCES", "LINKS", "THIRD_PARTY"};
  Findings findings;
  const std::string module = module_of(file.path);
  if (!table.layers.contains(module)) return {file.path + ": " + module + " has no row in engine/docs/layers.md"};
  // A library is called by the last word of its folder: adapters/sqlite → sqlite. The web server is called by its namespace.
  std::map<std::string, std::string> by_library;
  for (const auto& [name, layer] : table.layers) by_library[name.substr(name.find('/') + 1)] = name;
  by_library["web_server"] = "web-console/server";
  for (std::sregex_iterator it(file.text.begin(), file.text.end(), kCall), end; it != end; ++it) {
    std::istringstream words((*it)[1]);
    std::string keyword;
    for (std::string word; words >> word;) {
      if (kKeywords.contains(word)) {
        keyword = word;
      } else if (keyword == "LINKS") {
        const auto known = by_library.find(word);
        const std::string other = known == by_library.end() ? word : known->second;
        if (!table.layers.at(module).modules.contains(other))
          findings.push_back(file.path + ": " + module + " may not link " + other + " (engine/docs/layers.md)");
      }
    }
  }
  return findings;
}

Findings check_levels(const LayerTable& table) {
  Findings findings = table.faults;
  for (const auto& [module, layer] : table.layers) {
    for (const auto& other : layer.modules) {
      if (other == module || !table.layers.contains(other)) continue;
      const Layer& included = table.layers.at(other);
      if (included.level > layer.level)
        findings.push_back("layers.md: " + module + " includes " + other + " of a higher level");
      if (included.modules.contains(module) && module < other)
        findings.push_back("layers.md: " + module + " and " + other + " may include each other");
    }
  }
  return findings;
}

}  // namespace chancery::tidy
