// The command line: words to options to a verb. Called by main and by tests; never exits the process itself.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace chancery::cli {

// `arguments` without the program's name. The answer is the exit code (exit_code.h).
int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err);

}  // namespace chancery::cli
