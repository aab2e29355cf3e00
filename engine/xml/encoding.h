// The bytes of a document as UTF-8. Read: UTF-8 (with or without byte order mark), US-ASCII, ISO-8859-1. Refused: the
// rest.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "engine/base/bytes.h"
#include "engine/xml/fault.h"

namespace chancery::xml {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// The text without byte order mark; offsets of faults count from behind it. Faults: xml.unsupported-encoding {encoding}, xml.bad-utf8, xml.empty.
std::variant<std::string, Fault> to_utf8(BytesView bytes);

}  // namespace chancery::xml
