// How the reader looks into XML: by BPMN tag, by extension attribute (Camunda 7 and Operaton are one), by our
// namespace.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/bpmn/model.h"

namespace chancery::bpmn {

inline constexpr const char* kCamundaNamespace = "http://camunda.org/schema/1.0/bpmn";
inline constexpr const char* kOperatonNamespace = "http://operaton.org/schema/1.0/bpmn";
inline constexpr const char* kChanceryNamespace = "https://chancery.dev/schema/1.0/bpmn";

// Whether ns is one of the two extension namespaces.
bool is_extension(std::string_view ns);
bool is_bpmn(const xml::Element& element, std::string_view tag);
const xml::Element* bpmn_child(const xml::Element& element, std::string_view tag);
// The first extension element of that name inside extensionElements; null when there is none.
const xml::Element* extension_child(const xml::Element& element, std::string_view name);

const xml::Attribute* extension_attribute(const xml::Element& element, std::string_view name);
const xml::Attribute* chancery_attribute(const xml::Element& element, std::string_view name);
// "" when there is none.
std::string extension_value(const xml::Element& element, std::string_view name);
std::optional<Expression> extension_expression(const xml::Element& element, std::string_view name);

Expression expression_of(const xml::Element& element);  // its text and language attribute
Expression expression_of(const xml::Attribute& attribute);
// The child as expression; nothing when it is not there or empty.
std::optional<Expression> child_expression(const xml::Element& element, std::string_view tag);
// The text of the child without white space at both ends, or "".
std::string child_text(const xml::Element& element, std::string_view tag);

// xsd:boolean; otherwise when the attribute is not there or says neither.
bool boolean_attribute(const xml::Element& element, std::string_view name, bool otherwise);
bool extension_boolean(const xml::Element& element, std::string_view name);
// The local part of a QName; a text that is no QName (an expression) stays whole.
std::string local_part(std::string_view qname);

}  // namespace chancery::bpmn
