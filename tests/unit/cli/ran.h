// Runs a command line as main would and keeps what it said; a folder that goes away with the test.
#pragma once

#include <cstdlib>

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "adapters/cli/command_line.h"

namespace chancery::cli {

struct Ran {
  int code;
  std::string out;
  std::string err;
};

inline Ran ran(std::vector<std::string> words) {
  words.insert(words.begin(), {"--language", "en", "--source", CHANCERY_SOURCE_DIR});
  std::ostringstream out;
  std::ostringstream err;
  const int code = run(words, out, err);
  return {code, out.str(), err.str()};
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "chancery-cli-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  std::string path(const std::string& name = "") const { return name.empty() ? path_ : path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace chancery::cli
