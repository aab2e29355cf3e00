#include "engine/bpmn/reading.h"
#include "engine/bpmn/xml_access.h"

namespace chancery::bpmn {

namespace {

RootItem read_root_item(const xml::Element& element, std::string_view code_attribute) {
  RootItem item;
  item.id = element.value("id");
  item.name = element.value("name");
  item.code = element.value(code_attribute);
  item.message = extension_value(element, "errorMessage");
  item.position = element.position;
  return item;
}

void read_collaboration(const xml::Element& collaboration, Definitions& definitions) {
  for (const xml::Element& child : collaboration.children) {
    if (is_bpmn(child, "participant")) {
      definitions.participants.push_back({std::string(child.value("id")), std::string(child.value("name")),
                                          local_part(child.value("processRef")), child.position});
    } else if (is_bpmn(child, "messageFlow")) {
      definitions.message_flows.push_back({std::string(child.value("id")), std::string(child.value("name")),
                                           local_part(child.value("sourceRef")), local_part(child.value("targetRef")),
                                           local_part(child.value("messageRef")), child.position});
    }
  }
}

void read_root_child(const xml::Element& child, Reading& reading) {
  Definitions& definitions = reading.definitions;
  if (child.ns != kBpmnNamespace) return;
  if (child.name == "message") {
    definitions.messages.push_back(read_root_item(child, "code"));
  } else if (child.name == "signal") {
    definitions.signals.push_back(read_root_item(child, "code"));
  } else if (child.name == "error") {
    definitions.errors.push_back(read_root_item(child, "errorCode"));
  } else if (child.name == "escalation") {
    definitions.escalations.push_back(read_root_item(child, "escalationCode"));
  } else if (child.name == "collaboration") {
    read_collaboration(child, definitions);
  } else if (child.name == "import") {
    definitions.imports.push_back({std::string(child.value("importType")), std::string(child.value("location")),
                                   std::string(child.value("namespace"))});
  } else if (event_kind_of_tag(child.name)) {
    reading.event_definitions.emplace(std::string(child.value("id")), &child);
  }
}

template <class Map>
void index_by_id(const std::vector<RootItem>& items, Map& map) {
  for (const RootItem& item : items) map.emplace(item.id, &item);
}

void collect_ids(const xml::Element& element, std::vector<IdUse>& ids) {
  if (element.ns == kBpmnNamespace && !element.value("id").empty()) {
    ids.push_back({std::string(element.value("id")), element.position});
  }
  for (const xml::Element& child : element.children) collect_ids(child, ids);
}

}  // namespace

void read_definitions(const xml::Element& root, Definitions& definitions, Findings& findings) {
  definitions.id = root.value("id");
  definitions.name = root.value("name");
  definitions.target_namespace = root.value("targetNamespace");
  definitions.expression_language = root.value("expressionLanguage");
  definitions.position = root.position;
  collect_ids(root, definitions.ids);

  Reading reading{definitions, findings, {}, {}, {}, {}, {}};
  for (const xml::Element& child : root.children) read_root_child(child, reading);
  index_by_id(definitions.messages, reading.messages);
  index_by_id(definitions.signals, reading.signals);
  index_by_id(definitions.errors, reading.errors);
  index_by_id(definitions.escalations, reading.escalations);
  for (const xml::Element& child : root.children) {
    if (is_bpmn(child, "process")) definitions.processes.push_back(read_process(child, reading));
  }
}

std::string read_documentation(const xml::Element& element) {
  std::string joined;
  for (const xml::Element& child : element.children) {
    if (!is_bpmn(child, "documentation")) continue;
    if (!joined.empty()) joined += "\n";
    joined += xml::trimmed(child.text);
  }
  return joined;
}

}  // namespace chancery::bpmn
