// Passwords from a file or from the terminal without echo; never from the command line, which other users of the machine can read.
#pragma once

#include <string>

#include "adapters/cli/terminal.h"

namespace chancery::cli {

enum class Ask : unsigned char { kOnce, kTwice };

// The first line of `file`, or, when `file` is empty, what is typed. `account` is named in the question. Errors: not_found cli.no-file
// {file}; invalid cli.no-terminal {account}, cli.passwords-differ.
Result<std::string> read_password(Terminal& terminal, const std::string& file, const std::string& account, Ask ask);

}  // namespace chancery::cli
