#include "adapters/cli/exit_code.h"

namespace chancery::cli {

ExitCode exit_code_of(const Error& error) {
  switch (error.kind) {
    case ErrorKind::kUnauthorized:
    case ErrorKind::kRefused: return ExitCode::kRefused;
    case ErrorKind::kNotFound: return ExitCode::kNotFound;
    case ErrorKind::kConflict: return ExitCode::kConflict;
    case ErrorKind::kUnavailable: return ExitCode::kUnavailable;
    case ErrorKind::kInvalid:
    case ErrorKind::kTooLarge:
    case ErrorKind::kCorrupt: break;
  }
  return ExitCode::kFailure;
}

}  // namespace chancery::cli
