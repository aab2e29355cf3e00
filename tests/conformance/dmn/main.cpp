// conformance-dmn [--folders] DIR: runs a kit of DMN test cases. Exit status: 0 all passed, 1 some failed, 2 wrong call or no case.
#include <iostream>
#include <string_view>

#include "adapters/system/zones.h"
#include "tests/conformance/dmn/run.h"

int main(int count, char** words) {
  bool by_folder = false;
  std::filesystem::path folder;
  for (int i = 1; i < count; ++i) {
    if (std::string_view(words[i]) == "--folders")
      by_folder = true;
    else
      folder = words[i];
  }
  std::error_code failed;
  if (folder.empty() || !std::filesystem::is_directory(folder, failed)) {
    std::cerr << "usage: conformance-dmn [--folders] DIR\n";
    return 2;
  }
  const auto zones = chancery::system::load_zones("UTC");
  if (!zones) {
    std::cerr << zones.error().debug_text() << "\n";
    return 2;
  }
  const chancery::dmn_kit::Score score = chancery::dmn_kit::run_folder(folder, zones->table, std::cout);
  const auto line = [](const chancery::dmn_kit::Count& c) {
    std::cout << c.passed << " passed, " << c.failed << " failed, " << c.skipped << " skipped\n";
  };
  for (const auto& [name, c] : score.folders) {
    if (!by_folder) break;
    std::cout << name << ": ";
    line(c);
  }
  std::cout << "an error was reported where expected, and only there, on " << score.error_flags_agree << " of "
            << score.error_nodes << " results\n";
  line(score.all);
  if (score.all.passed + score.all.failed == 0) return 2;
  return score.all.failed == 0 ? 0 : 1;
}
