// The package that is shipped, read once, and changed copies of it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "engine/package/package.h"

namespace chancery::package::test {

inline constexpr PackageId kPackage{7};

// workflows/** and config/** of the source tree, as far as they belong into a package; in the order of their paths.
inline const std::vector<File>& shipped() {
  static const std::vector<File> kFiles = [] {
    namespace fs = std::filesystem;
    std::vector<File> files;
    for (const char* top : {"workflows", "config"})
      for (const fs::directory_entry& entry : fs::recursive_directory_iterator(fs::path(CHANCERY_SOURCE_DIR) / top)) {
        const std::string path = fs::relative(entry.path(), CHANCERY_SOURCE_DIR).generic_string();
        if (!entry.is_regular_file() || !belongs(path)) continue;
        std::ostringstream bytes;
        bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
        files.push_back({path, bytes.str()});
      }
    std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.path < b.path; });
    return files;
  }();
  return kFiles;
}

// The declaration of the workflow in whose folder the file stands, if it is another: enough for the file to be read, and
// much less to check than the whole package.
inline std::vector<File> surroundings(const File& file) {
  if (!file.path.starts_with("workflows/")) return {};
  const std::string declaration = file.path.substr(0, file.path.find('/', 10) + 1) + "workflow.json";
  std::vector<File> files;
  for (const File& f : shipped())
    if (f.path == declaration && f.path != file.path) files.push_back(f);
  return files;
}

// A copy to be changed. Every change must find what it changes, or the test fails.
class Package {
 public:
  Package() : files_(shipped()) {}

  Package& replace(std::string_view path, std::string_view what, std::string_view with) {
    std::string& bytes = at(path).bytes;
    const std::size_t place = bytes.find(what);
    if (place == std::string::npos)
      ADD_FAILURE() << path << " has no " << what;
    else
      bytes.replace(place, what.size(), with);
    return *this;
  }
  Package& remove(std::string_view path) {
    at(path);
    std::erase_if(files_, [path](const File& f) { return f.path == path; });
    return *this;
  }
  Package& add(std::string path, std::string bytes) {
    files_.push_back({std::move(path), std::move(bytes)});
    return *this;
  }

  File& at(std::string_view path) {
    const auto found = std::find_if(files_.begin(), files_.end(), [path](const File& f) { return f.path == path; });
    if (found != files_.end()) return *found;
    ADD_FAILURE() << "the package has no " << path;
    return files_.front();
  }
  const std::vector<File>& files() const { return files_; }
  Checked check() const { return package::check(files_, kPackage); }

 private:
  std::vector<File> files_;
};

inline std::string shown(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics) {
    out += d.file + ":" + std::to_string(d.line) + ":" + std::to_string(d.column) + " " + d.code;
    for (const auto& p : d.parameters) out += " " + p.name + "=" + p.value;
    out += "\n";
  }
  return out;
}

}  // namespace chancery::package::test
