// The layering of engine/docs/layers.md held against includes, CMake LINKS and the headers that the decision core does without.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/tree.h"

namespace chancery::tidy {

struct Layer {
  int level = 0;
  std::set<std::string> modules;      // that it may include; always itself
  std::set<std::string> third_party;  // names of the second table
};

struct LayerTable {
  std::map<std::string, Layer> layers;                          // by module: "feel", "adapters/sqlite"
  std::map<std::string, std::vector<std::string>> third_party;  // name → beginnings of includes
  std::map<std::string, std::string> core_headers;              // forbidden header → reason
  Findings faults;                                              // of the tables themselves
};

LayerTable parse_layers(std::string_view markdown);

// The module that owns a file: "feel" for engine/feel/builtins/text.cpp, "" for a file outside of the table's rooms.
std::string module_of(std::string_view path);
// Whether the ten invariants' "no I/O" holds for the module: all of engine but service and ports.
bool is_decision_core(std::string_view module);

Findings check_includes(const SourceFile& file, const LayerTable& table);
// LINKS of chancery_module calls in a CMakeLists.txt.
Findings check_links(const SourceFile& file, const LayerTable& table);
// No two modules of the table include each other, and no row includes a higher level.
Findings check_levels(const LayerTable& table);

}  // namespace chancery::tidy
