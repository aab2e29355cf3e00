// Runs a folder of test cases: every test file below it, with the models beside it. Nothing is left out by name; a case whose model
// does not compile has failed.
#pragma once

#include <filesystem>
#include <map>
#include <ostream>
#include <string>

#include "engine/value/zone_table.h"

namespace chancery::dmn_kit {

struct Count {
  int passed = 0;
  int failed = 0;
  int skipped = 0;  // cases that name no result
};

struct Score {
  Count all;
  std::map<std::string, Count> folders;  // by the folder's name
  int error_nodes = 0;                   // result nodes, of all …
  int error_flags_agree = 0;             // … on which an error was reported exactly when one was expected
};

// Writes a line to `out` for every result that is wrong: folder, case, node, expected, got, diagnostics.
// Time zones are those of `zones`; now() is 1970-01-01T00:00:00Z.
Score run_folder(const std::filesystem::path& folder, const ZoneTable& zones, std::ostream& out);

}  // namespace chancery::dmn_kit
