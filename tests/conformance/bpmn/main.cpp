// conformance-bpmn DIR [--recorded] [--only CASE]: the process models of others with known outcomes, DIR/bpmn-exec and
// DIR/token-simulation, played on the engine as their READMEs say. After every step the engine is read back from its
// snapshot and from its journal, and compared again. Closes with "N passed, N failed, N skipped"; ends with 0 when no
// case is wrong.
#include <iostream>
#include <stdexcept>

#include "tests/conformance/bpmn/suites.h"

namespace chancery::conformance {
namespace {

int run(const Options& options) {
  Report report(std::cout);
  run_exec(options, report);
  run_tokens(options, report);
  if (report.suites().empty()) {
    std::cerr << "neither bpmn-exec nor token-simulation is at " << options.folder << "\n";
    return 2;
  }
  report.close();
  return report.total().failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace chancery::conformance

int main(int count, char** arguments) {
  using namespace chancery::conformance;
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    if (argument == "--recorded")
      options.compare = Compare::kExpectedAndRecorded;
    else if (argument == "--only" && i + 1 < count)
      options.only = arguments[++i];
    else
      options.folder = argument;
  }
  if (options.folder.empty()) {
    std::cerr << "usage: conformance-bpmn DIR [--recorded] [--only CASE]\n";
    return 2;
  }
  try {
    return run(options);
  } catch (const std::exception& e) {
    std::cerr << e.what() << "\n";
    return 2;
  }
}
