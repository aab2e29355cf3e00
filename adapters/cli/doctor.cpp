// Looks at a data directory without changing it, also while a server runs on it. Every finding is told; one problem makes the verdict.
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "adapters/cli/identity_key.h"
#include "adapters/cli/instance.h"
#include "adapters/cli/verbs.h"
#include "adapters/sqlite/database_check.h"

namespace chancery::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kFreeBytesMin = 1ULL << 30;
constexpr std::string_view kBuiltIn = "2026-01-01T00:00:00Z";  // a clock before it is wrong

class Doctor {
 public:
  Doctor(const CommonOptions& common, Terminal& terminal)
      : folder_(common.data), source_(common.source), terminal_(terminal) {}

  ExitCode run() {
    database("journal.sqlite", sqlite::journal_schema());
    database("blobs.sqlite", sqlite::blob_schema());
    database("identity.sqlite", sqlite::identity_schema());
    identity_key();
    disk();
    clock();
    zones();
    files();
    terminal_.say(problems_ == 0 ? "cli.doctor-sound" : "cli.doctor-problems", {{"count", std::to_string(problems_)}});
    return problems_ == 0 ? ExitCode::kOk : ExitCode::kFailure;
  }

 private:
  void problem(const Error& error) {
    ++problems_;
    terminal_.fail(error);
  }

  void database(const char* name, const sqlite::Schema& schema) {
    const auto report = sqlite::check_database((folder_ / name).string(), schema);
    if (!report) return problem(report.error());
    for (const std::string& found : report->problems)
      problem(corrupt("cli.doctor-damaged", {{"file", name}, {"problem", found}}));
    if (report->problems.empty())
      terminal_.say("cli.doctor-database", {{"file", name},
                                            {"version", std::to_string(report->schema_version)},
                                            {"kib", std::to_string(report->file_bytes / 1024)}});
  }

  void identity_key() {
    const std::string file = (folder_ / "identity.key").string();
    system::SystemEntropy entropy;
    if (const auto key = load_identity_key(file, entropy, false); !key) return problem(key.error());
    struct stat about {};
    if (::stat(file.c_str(), &about) == 0 && (about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
      return problem(refused("cli.doctor-key-open", {{"file", file}}));
    terminal_.say("cli.doctor-key");
  }

  void disk() {
    std::error_code failed;
    const auto space = fs::space(folder_, failed);
    if (failed) return problem(unavailable("cli.cannot-read", {{"file", folder_.string()}}));
    const std::vector<MessageParameter> free = {{"mib", std::to_string(space.available >> 20)}};
    if (space.available < kFreeBytesMin) return problem(unavailable("cli.doctor-disk-low", free));
    terminal_.say("cli.doctor-disk", free);
  }

  void clock() {
    const Instant now = system::SystemClock().now();
    const std::vector<MessageParameter> at = {{"now", to_rfc3339(now)}};
    if (now < *parse_rfc3339(kBuiltIn)) return problem(unavailable("cli.doctor-clock-wrong", at));
    terminal_.say("cli.doctor-clock", at);
  }

  void zones() {
    const auto loaded = system::load_zones();
    if (!loaded) return problem(loaded.error());
    terminal_.say("cli.doctor-zones", {{"zone", loaded->table.default_zone()},
                                       {"count", std::to_string(loaded->table.size())},
                                       {"hash", to_hex(loaded->hash).substr(0, 12)}});
  }

  void files() {
    std::error_code failed;
    for (const char* name : {"config/locale", "workflows"})
      if (!fs::is_directory(source_ / name, failed))
        problem(not_found("cli.no-file", {{"file", (source_ / name).string()}}));
  }

  fs::path folder_;
  fs::path source_;
  Terminal& terminal_;
  int problems_ = 0;
};

}  // namespace

ExitCode doctor(const CommonOptions& common, Terminal& terminal) {
  if (!has_database(common.data)) return terminal.fail(not_found("cli.no-database", {{"folder", common.data}}));
  return Doctor(common, terminal).run();
}

}  // namespace chancery::cli
