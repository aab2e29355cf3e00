#include "adapters/cli/exit_code.h"

#include <gtest/gtest.h>

namespace chancery::cli {
namespace {

TEST(ExitCodeTest, EveryKindHasItsCode) {
  EXPECT_EQ(exit_code_of(invalid("a.b")), ExitCode::kFailure);
  EXPECT_EQ(exit_code_of(too_large("a.b")), ExitCode::kFailure);
  EXPECT_EQ(exit_code_of(corrupt("a.b")), ExitCode::kFailure);
  EXPECT_EQ(exit_code_of(not_found("a.b")), ExitCode::kNotFound);
  EXPECT_EQ(exit_code_of(refused("a.b")), ExitCode::kRefused);
  EXPECT_EQ(exit_code_of(Error{ErrorKind::kUnauthorized, "a.b", {}}), ExitCode::kRefused);
  EXPECT_EQ(exit_code_of(conflict("a.b")), ExitCode::kConflict);
  EXPECT_EQ(exit_code_of(unavailable("a.b")), ExitCode::kUnavailable);
}

}  // namespace
}  // namespace chancery::cli
