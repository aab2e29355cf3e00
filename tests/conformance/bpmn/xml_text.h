// An element tree of engine/xml back to text, for models that are repaired in memory.
#pragma once

#include <string>

#include "engine/xml/xml.h"

namespace chancery::conformance {

std::string to_xml(const xml::Element& root);

}  // namespace chancery::conformance
