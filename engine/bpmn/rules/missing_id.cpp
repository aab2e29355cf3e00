#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void missing_id(const Process& process, Findings& findings) {
  if (process.id.empty()) findings.error("bpmn.missing-id", process.position, {{"element", "process"}});
  for (const Node& node : process.nodes) {
    if (node.id.empty())
      findings.error("bpmn.missing-id", node.position, {{"element", std::string(tag_of(node.kind))}});
  }
}

}  // namespace chancery::bpmn::rules
