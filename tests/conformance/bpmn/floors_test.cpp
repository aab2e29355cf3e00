// The suites whole, with a floor of cases that must pass. Says plainly when the data are not there.
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "tests/conformance/bpmn/suites.h"

namespace chancery::conformance {
namespace {

namespace fs = std::filesystem;

class Floor : public testing::Test {
 protected:
  void SetUp() override {
    const char* set = std::getenv("CHANCERY_CONFORMANCE");
    options_.folder = fs::path(set != nullptr ? set : CHANCERY_SOURCE_DIR "/../shared/conformance");
  }
  bool is_there(const char* suite) const { return fs::exists(options_.folder / suite); }
  Options options_;
  std::ostringstream said_;
};

// Both only rise.
constexpr int kExecMustPass = 322;
constexpr int kTokensMustPass = 53;

TEST_F(Floor, BpmnExec) {
  if (!is_there("bpmn-exec")) GTEST_SKIP() << "conformance data not there: " << options_.folder / "bpmn-exec";
  Report report(said_);
  run_exec(options_, report);
  EXPECT_GE(report.total().passed, kExecMustPass) << said_.str();
}

TEST_F(Floor, TokenSimulation) {
  if (!is_there("token-simulation"))
    GTEST_SKIP() << "conformance data not there: " << options_.folder / "token-simulation";
  Report report(said_);
  run_tokens(options_, report);
  EXPECT_GE(report.total().passed, kTokensMustPass) << said_.str();
}

}  // namespace
}  // namespace chancery::conformance
