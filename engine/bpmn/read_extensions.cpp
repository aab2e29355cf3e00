#include <algorithm>

#include "engine/bpmn/reading.h"
#include "engine/bpmn/xml_access.h"

namespace chancery::bpmn {

namespace {

// Extension attributes and elements that have a typed place in the model.
constexpr std::string_view kUnderstoodAttributes[] = {"assignee",
                                                      "async",
                                                      "asyncAfter",
                                                      "asyncBefore",
                                                      "calledElementBinding",
                                                      "calledElementVersion",
                                                      "calledElementVersionTag",
                                                      "candidateGroups",
                                                      "candidateUsers",
                                                      "class",
                                                      "decisionRef",
                                                      "decisionRefBinding",
                                                      "decisionRefVersion",
                                                      "decisionRefVersionTag",
                                                      "delegateExpression",
                                                      "dueDate",
                                                      "expression",
                                                      "followUpDate",
                                                      "formKey",
                                                      "initiator",
                                                      "mapDecisionResult",
                                                      "priority",
                                                      "resource",
                                                      "resultVariable",
                                                      "taskPriority",
                                                      "topic",
                                                      "type",
                                                      "versionTag"};
constexpr std::string_view kUnderstoodElements[] = {"inputOutput", "in", "out", "properties"};

template <std::size_t N>
bool contains(const std::string_view (&list)[N], std::string_view name) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

// The one element child of a parameter or map entry that is of the extension namespace.
const xml::Element* nested_value(const xml::Element& element) {
  const auto found = std::find_if(element.children.begin(), element.children.end(),
                                  [](const xml::Element& child) { return is_extension(child.ns); });
  return found == element.children.end() ? nullptr : &*found;
}

ParameterValue read_value(const xml::Element& holder);

ParameterValue read_list(const xml::Element& list) {
  ParameterValue value;
  value.kind = ParameterValue::Kind::kList;
  for (const xml::Element& item : list.children) {
    if (is_extension(item.ns)) value.items.push_back(read_value(item));
  }
  return value;
}

ParameterValue read_map(const xml::Element& map) {
  ParameterValue value;
  value.kind = ParameterValue::Kind::kMap;
  for (const xml::Element& entry : map.children) {
    if (!is_extension(entry.ns) || entry.name != "entry") continue;
    value.keys.emplace_back(entry.value("key"));
    value.items.push_back(read_value(entry));
  }
  return value;
}

// holder is a parameter, a map entry, or what stands in a list: <value>, or directly <list>, <map>, <script>.
ParameterValue read_value(const xml::Element& holder) {
  const xml::Element* nested = nested_value(holder);
  const bool holds_itself = holder.name == "list" || holder.name == "map" || holder.name == "script";
  const xml::Element& element = !holds_itself && nested ? *nested : holder;
  if (element.name == "list") return read_list(element);
  if (element.name == "map") return read_map(element);
  ParameterValue value;
  value.text = expression_of(element);
  if (element.name == "script") {
    value.kind = ParameterValue::Kind::kScript;
    value.text.language = element.value("scriptFormat");
  }
  return value;
}

void read_input_output(const xml::Element& element, Extensions& extensions) {
  for (const xml::Element& child : element.children) {
    if (!is_extension(child.ns)) continue;
    Parameter parameter{std::string(child.value("name")), read_value(child), child.position};
    if (child.name == "inputParameter")
      extensions.inputs.push_back(std::move(parameter));
    else if (child.name == "outputParameter")
      extensions.outputs.push_back(std::move(parameter));
  }
}

void read_properties(const xml::Element& element, Extensions& extensions) {
  for (const xml::Element& child : element.children) {
    if (!is_extension(child.ns) || child.name != "property") continue;
    const std::string_view name = child.value("name").empty() ? child.value("id") : child.value("name");
    extensions.properties.push_back({std::string(name), std::string(child.value("value"))});
  }
}

void read_foreign_attributes(const xml::Element& element, Extensions& extensions) {
  for (const xml::Attribute& attribute : element.attributes) {
    if (attribute.ns.empty() || attribute.ns == kBpmnNamespace) continue;
    if (attribute.ns == kChanceryNamespace) {
      const bool is_typed = attribute.name == "duty" && is_bpmn(element, "userTask");
      if (!is_typed) extensions.other_chancery.push_back(attribute);
    } else if (!is_extension(attribute.ns) || !contains(kUnderstoodAttributes, attribute.name)) {
      extensions.other_attributes.push_back(attribute);
    }
  }
}

VariableMapping read_mapping(const xml::Element& element) {
  VariableMapping mapping;
  mapping.position = element.position;
  mapping.target = element.value("target");
  mapping.local = element.value("local") == "true";
  const auto take = [&](const char* name, VariableMapping::Kind kind) {
    const xml::Attribute* attribute = element.attribute("", name);
    if (!attribute) return;
    mapping.kind = kind;
    mapping.source = expression_of(*attribute);
  };
  take("source", VariableMapping::Kind::kVariable);
  take("sourceExpression", VariableMapping::Kind::kExpression);
  take("businessKey", VariableMapping::Kind::kBusinessKey);
  if (element.value("variables") == "all") mapping.kind = VariableMapping::Kind::kAll;
  return mapping;
}

}  // namespace

Extensions read_extensions(const xml::Element& element) {
  Extensions extensions;
  extensions.async_before = extension_boolean(element, "asyncBefore") || extension_boolean(element, "async");
  extensions.async_after = extension_boolean(element, "asyncAfter");
  read_foreign_attributes(element, extensions);
  const xml::Element* holder = bpmn_child(element, "extensionElements");
  if (!holder) return extensions;
  for (const xml::Element& child : holder->children) {
    if (!is_extension(child.ns) || !contains(kUnderstoodElements, child.name)) {
      extensions.other_elements.push_back(child);
    } else if (child.name == "inputOutput") {
      read_input_output(child, extensions);
    } else if (child.name == "properties") {
      read_properties(child, extensions);
    }
  }
  return extensions;
}

std::vector<VariableMapping> read_mappings(const xml::Element& element, std::string_view tag) {
  std::vector<VariableMapping> mappings;
  const xml::Element* holder = bpmn_child(element, "extensionElements");
  if (!holder) return mappings;
  for (const xml::Element& child : holder->children) {
    if (is_extension(child.ns) && child.name == tag) mappings.push_back(read_mapping(child));
  }
  return mappings;
}

}  // namespace chancery::bpmn
