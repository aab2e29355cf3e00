#include "engine/graph/message_flows.h"

namespace chancery::graph {

namespace {

std::string declared_name(const bpmn::Definitions& definitions, std::string_view reference) {
  for (const bpmn::RootItem& message : definitions.messages)
    if (!reference.empty() && message.id == reference) return message.name;
  return {};
}

std::string awaited_name(const bpmn::Definitions& definitions, std::string_view element_id) {
  for (const bpmn::Process& process : definitions.processes)
    for (const bpmn::Node& node : process.nodes)
      if (node.id == element_id && node.event.kind == bpmn::EventKind::kMessage) return node.event.code;
  return {};
}

}  // namespace

std::string message_along(const bpmn::Definitions& definitions, std::string_view element_id) {
  for (const bpmn::MessageFlow& flow : definitions.message_flows) {
    if (flow.source_ref != element_id) continue;
    std::string name = declared_name(definitions, flow.message_ref);
    if (name.empty()) name = awaited_name(definitions, flow.target_ref);
    if (!name.empty()) return name;
  }
  return {};
}

}  // namespace chancery::graph
