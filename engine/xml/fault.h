// Fault: why a document is refused, as code, parameters and byte offset; and the translation of libxml2's error
// numbers.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace chancery::xml {

struct Fault {
  std::string code;
  std::vector<MessageParameter> parameters;
  std::size_t offset = 0;  // in bytes of the text as UTF-8
};

// libxml2_code is a value of xmlParserErrors; name is the element, attribute or entity it names, or "".
Fault fault_of_libxml2(int libxml2_code, std::string name, std::size_t offset);

}  // namespace chancery::xml
