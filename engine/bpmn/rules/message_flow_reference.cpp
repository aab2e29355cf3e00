#include <set>
#include <string_view>

#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

namespace {

std::set<std::string_view> known_ids(const Definitions& definitions) {
  std::set<std::string_view> ids;
  for (const IdUse& use : definitions.ids) ids.insert(use.id);
  return ids;
}

}  // namespace

void message_flow_reference(const Definitions& definitions, Findings& findings) {
  const std::set<std::string_view> ids = known_ids(definitions);
  for (const MessageFlow& flow : definitions.message_flows) {
    for (const std::string& reference : {flow.source_ref, flow.target_ref}) {
      if (ids.contains(reference)) continue;
      findings.error("bpmn.message-flow-reference", flow.position, {{"id", flow.id}, {"reference", reference}});
    }
    if (!flow.message_ref.empty() && !ids.contains(flow.message_ref)) {
      findings.warning("bpmn.message-flow-message", flow.position, {{"id", flow.id}, {"reference", flow.message_ref}});
    }
  }
}

}  // namespace chancery::bpmn::rules
