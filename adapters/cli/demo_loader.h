// demo_loader: the demonstration data (config/demo) into an engine, through the same commands that anybody gives. Used by `chancery demo`
// and by the scenario tests. Times written "@-10" or "@-10T09:00" are days before `today`.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/service/engine.h"

namespace chancery::cli {

struct DemoOptions {
  std::string source_dir;        // holds config/ and workflows/
  bool scenario_people = false;  // the villages that only scenarios load
  // Sets the engine's clock; commands of the past are given at their own time.
  std::function<void(Instant)> set_clock;
  Instant founded_at;  // before the first term
};

struct DemoAccount {
  std::string account;
  std::string name_zh;
  std::string name_en;
};

// not_found cli.no-file {file} when it cannot be opened.
Result<std::string> read_file(const std::filesystem::path& path);
// Every file of the package below a directory, sorted by path.
Result<std::vector<service::PackageFile>> read_package_files(const std::string& source_dir);

// Founds, deploys, records units, people, posts, seals and what else stood in the paper registers. The engine must be empty.
Result<std::vector<DemoAccount>> load_demo(service::Engine& engine, const DemoOptions& options);

}  // namespace chancery::cli
