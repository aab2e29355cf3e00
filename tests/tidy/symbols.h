// The symbols of the decision core's archives: what an archive refers to and does not define, held against a ban list. An include can
// be harmless and a declaration can be copied; the symbol is what the linker will really fetch.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/tree.h"

namespace chancery::tidy {

// An undefined symbol, demangled, with the object file of the archive that asks for it.
struct UndefinedSymbol {
  std::string object;  // "assert.cpp.o"
  std::string name;    // "clock_gettime", "std::random_device::_M_getval()"
};

// Reads the output of `nm -u -C archive`.
std::vector<UndefinedSymbol> parse_nm(std::string_view output);
// Runs nm over an archive; a fault of nm is a finding of its own.
std::vector<UndefinedSymbol> undefined_symbols(const std::string& archive, Findings& faults);

// "clock", "file", "socket", "thread", "random", "environment", "stream", "floating point" or "process"; "" when allowed.
std::string banned_because(std::string_view symbol);
// module: "feel". The one allowance: base/assert.cpp writes its last words to stderr.
Findings check_symbols(std::string_view module, const std::vector<UndefinedSymbol>& symbols);

}  // namespace chancery::tidy
