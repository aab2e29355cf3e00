#include "adapters/cli/verbs.h"
#include "adapters/sqlite/database.h"

namespace chancery::cli {

ExitCode version(Terminal& terminal) {
  terminal.line("chancery " CHANCERY_VERSION);
  terminal.line(std::string("sqlite ") + sqlite::sqlite_version());
  return ExitCode::kOk;
}

}  // namespace chancery::cli
