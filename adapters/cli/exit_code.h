// Exit codes of chancery: what a script may rely on.
#pragma once

#include "engine/base/result.h"

namespace chancery::cli {

enum class ExitCode : int {
  kOk = 0,
  kFailure = 1,  // also: the package has faults, doctor found something
  kUsage = 2,
  kNotFound = 3,
  kRefused = 4,  // a rule forbids it, or the password is wrong
  kConflict = 5,
  kWaiting = 6,       // run: the commands are used up, and the process still waits
  kUnavailable = 69,  // EX_UNAVAILABLE of sysexits.h: try again later
};

ExitCode exit_code_of(const Error& error);

}  // namespace chancery::cli
