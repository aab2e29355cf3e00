// The steps of the reader, one file each. Each takes an XML element and fills its part of the model; faults that are
// seen only while reading go to Findings, all others are left to the rules.
#pragma once

#include <map>
#include <string>

#include "engine/bpmn/findings.h"
#include "engine/bpmn/model.h"

namespace chancery::bpmn {

// What references resolve to, gathered before the processes are read: root elements may stand behind them.
struct Reading {
  Definitions& definitions;
  Findings& findings;
  std::map<std::string, const RootItem*, std::less<>> messages, signals, errors, escalations;
  std::map<std::string, const xml::Element*, std::less<>> event_definitions;  // of the root, for eventDefinitionRef
  std::size_t node_count = 0;
};

void read_definitions(const xml::Element& root, Definitions& definitions, Findings& findings);
Process read_process(const xml::Element& element, Reading& reading);
Node read_node(const xml::Element& element, ElementKind kind, const Reading& reading);
void read_event(const xml::Element& element, Node& node, const Reading& reading);
// Tasks, sub-processes and call activities: loops, implementation, details of their kind.
void read_activity(const xml::Element& element, Node& node, const Reading& reading);
void read_user_task(const xml::Element& element, Node& node);
Implementation read_implementation(const xml::Element& element);
// The name of a message for messageRef; kind kNone when the reference is empty.
EventDefinition message_reference(const xml::Element& element, const Reading& reading);
Extensions read_extensions(const xml::Element& element);
// <in> or <out> (tag) inside extensionElements.
std::vector<VariableMapping> read_mappings(const xml::Element& element, std::string_view tag);
std::string read_documentation(const xml::Element& element);

}  // namespace chancery::bpmn
