// One pass over the text before libxml2 sees it: refuses DOCTYPE and what passes a limit.
//
// The scan is exact as long as the text is well-formed; behind the first fault it may miss something, but there libxml2
// stops. It comes first because libxml2 compares attributes pairwise, which takes quadratic time in their number.
#pragma once

#include <optional>
#include <string_view>

#include "engine/xml/fault.h"

namespace chancery::xml {

// Faults: xml.doctype, xml.nul-byte, xml.limit-depth, xml.limit-elements, xml.limit-attributes (each {limit}).
std::optional<Fault> prescan(std::string_view text);

}  // namespace chancery::xml
