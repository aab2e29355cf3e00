#include "engine/xml/xml.h"

namespace chancery::xml {

const Attribute* Element::attribute(std::string_view attribute_ns, std::string_view attribute_name) const {
  for (const Attribute& attribute : attributes) {
    if (attribute.ns == attribute_ns && attribute.name == attribute_name) return &attribute;
  }
  return nullptr;
}

std::string_view Element::value(std::string_view attribute_name) const {
  const Attribute* found = attribute("", attribute_name);
  return found ? std::string_view(found->value) : std::string_view();
}

const Element* Element::child(std::string_view child_ns, std::string_view child_name) const {
  for (const Element& element : children) {
    if (element.ns == child_ns && element.name == child_name) return &element;
  }
  return nullptr;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kWhiteSpace = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kWhiteSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWhiteSpace) - first + 1);
}

}  // namespace chancery::xml
