// The two suites, whole: every case of DIR/bpmn-exec and of DIR/token-simulation. A suite that is not there adds
// nothing to the report.
#pragma once

#include <filesystem>
#include <string>

#include "tests/conformance/bpmn/exec_case.h"
#include "tests/conformance/bpmn/report.h"

namespace chancery::conformance {

struct Options {
  std::filesystem::path folder;
  std::string only;  // the id of one case; "" = all
  Compare compare = Compare::kExpected;
};

// Throws std::runtime_error when a file of the suite cannot be read.
void run_exec(const Options& options, Report& report);
void run_tokens(const Options& options, Report& report);

}  // namespace chancery::conformance
