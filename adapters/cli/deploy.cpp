#include "adapters/cli/demo_loader.h"
#include "adapters/cli/signature.h"

namespace chancery::cli {

ExitCode deploy(const CommonOptions& common, const DeployOptions& options, Terminal& terminal) {
  const auto files = read_package_files(common.source);
  if (!files) return terminal.fail(files.error());
  InstanceOptions wanted;
  wanted.directory = common.data;
  auto instance = open_instance(wanted);
  if (!instance) return terminal.fail(instance.error());
  const auto administrator = sign(**instance, options.administrator, terminal);
  if (!administrator) return terminal.fail(administrator.error());
  const auto approver = sign(**instance, options.approver, terminal);
  if (!approver) return terminal.fail(approver.error());

  const auto answer = (*instance)->engine->deploy(*administrator, "", *files, approver->person);
  const ExitCode code = finish(answer, terminal);
  if (code == ExitCode::kOk) terminal.say("cli.deployed", {{"files", std::to_string(files->size())}});
  return code;
}

}  // namespace chancery::cli
