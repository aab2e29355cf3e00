// Line: one command of `chancery run`, as it was typed or stands in a script.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "adapters/cli/trial/values.h"
#include "engine/base/result.h"

namespace chancery::cli::trial {

enum class Verb : unsigned char {
  kComplete,
  kAnswer,
  kError,
  kFail,
  kMessage,
  kSignal,
  kSet,
  kTime,
  kNext,
  kRetry,
  kAs,
  kShow,
  kHelp,
  kQuit
};

// How a command is written, and the text that says what it does.
struct VerbForm {
  std::string_view word;
  Verb verb = Verb::kHelp;
  const char* form;
  const char* help;
};
std::span<const VerbForm> verb_forms();

struct Line {
  Verb verb = Verb::kHelp;
  std::string what;   // what waits, by its number or the id of its element; a name, a person or a time
  std::string extra;  // code of an error, correlation key of a message
  Value value;        // JSON, or FEEL behind "="; null without one
};

// Words are parted by blanks; one in quotes may hold some. None for a blank line and for one that begins with '#'.
// Errors: not_found cli.run-unknown-command {command}; invalid cli.run-usage {form}; those of values.h.
Result<std::optional<Line>> parse_line(std::string_view text, const Moment& moment);

}  // namespace chancery::cli::trial
