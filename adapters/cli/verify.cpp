#include "adapters/cli/demo_loader.h"
#include "adapters/cli/verbs.h"

namespace chancery::cli {

ExitCode verify(const std::string& folder, Terminal& terminal) {
  const auto files = read_package_files(folder);
  if (!files) return terminal.fail(files.error());
  std::size_t errors = 0;
  std::size_t warnings = 0;
  for (const Diagnostic& diagnostic : service::Engine::check_package(*files)) {
    terminal.show(diagnostic);
    ++(diagnostic.severity == Severity::kError ? errors : warnings);
  }
  terminal.say("cli.verified", {{"files", std::to_string(files->size())},
                                {"errors", std::to_string(errors)},
                                {"warnings", std::to_string(warnings)}});
  return errors == 0 ? ExitCode::kOk : ExitCode::kFailure;
}

}  // namespace chancery::cli
