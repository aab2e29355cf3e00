// The bytes of a document as UTF-8. Read: UTF-8 (with or without byte order mark), US-ASCII, ISO-8859-1. Refused: the
// rest.
#pragma once

#include <string>
#include <variant>

#include "engine/base/bytes.h"
#include "engine/xml/fault.h"

namespace chancery::xml {

// The text without byte order mark. Faults: xml.unsupported-encoding {encoding}, xml.bad-utf8, xml.empty.
std::variant<std::string, Fault> to_utf8(BytesView bytes);

}  // namespace chancery::xml
