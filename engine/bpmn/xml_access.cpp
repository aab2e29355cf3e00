#include "engine/bpmn/xml_access.h"

namespace chancery::bpmn {

bool is_extension(std::string_view ns) { return ns == kOperatonNamespace || ns == kCamundaNamespace; }

bool is_bpmn(const xml::Element& element, std::string_view tag) {
  return element.name == tag && element.ns == kBpmnNamespace;
}

const xml::Element* bpmn_child(const xml::Element& element, std::string_view tag) {
  return element.child(kBpmnNamespace, tag);
}

const xml::Element* extension_child(const xml::Element& element, std::string_view name) {
  const xml::Element* extensions = bpmn_child(element, "extensionElements");
  if (!extensions) return nullptr;
  for (const xml::Element& child : extensions->children) {
    if (child.name == name && is_extension(child.ns)) return &child;
  }
  return nullptr;
}

const xml::Attribute* extension_attribute(const xml::Element& element, std::string_view name) {
  for (const xml::Attribute& attribute : element.attributes) {
    if (attribute.name == name && is_extension(attribute.ns)) return &attribute;
  }
  return nullptr;
}

const xml::Attribute* chancery_attribute(const xml::Element& element, std::string_view name) {
  return element.attribute(kChanceryNamespace, name);
}

std::string extension_value(const xml::Element& element, std::string_view name) {
  const xml::Attribute* found = extension_attribute(element, name);
  return found ? std::string(xml::trimmed(found->value)) : std::string();
}

std::optional<Expression> extension_expression(const xml::Element& element, std::string_view name) {
  const xml::Attribute* found = extension_attribute(element, name);
  if (!found || xml::trimmed(found->value).empty()) return std::nullopt;
  return expression_of(*found);
}

Expression expression_of(const xml::Element& element) {
  return {std::string(xml::trimmed(element.text)), std::string(element.value("language")), element.text_position};
}

Expression expression_of(const xml::Attribute& attribute) {
  return {std::string(xml::trimmed(attribute.value)), "", attribute.position};
}

std::optional<Expression> child_expression(const xml::Element& element, std::string_view tag) {
  const xml::Element* child = bpmn_child(element, tag);
  if (!child) return std::nullopt;
  Expression expression = expression_of(*child);
  if (expression.empty()) return std::nullopt;
  return expression;
}

std::string child_text(const xml::Element& element, std::string_view tag) {
  const xml::Element* child = bpmn_child(element, tag);
  return child ? std::string(xml::trimmed(child->text)) : std::string();
}

bool boolean_attribute(const xml::Element& element, std::string_view name, bool otherwise) {
  const std::string_view value = xml::trimmed(element.value(name));
  if (value == "true" || value == "1") return true;
  if (value == "false" || value == "0") return false;
  return otherwise;
}

bool extension_boolean(const xml::Element& element, std::string_view name) {
  return extension_value(element, name) == "true";
}

std::string local_part(std::string_view qname) {
  qname = xml::trimmed(qname);
  const std::size_t colon = qname.find(':');
  const bool plain = qname.find_first_of(" ${}()\"'?") == std::string_view::npos;
  return std::string(plain && colon != std::string_view::npos ? qname.substr(colon + 1) : qname);
}

}  // namespace chancery::bpmn
