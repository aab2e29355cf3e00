#include <algorithm>

#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void default_flow(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    if (node.default_ref.empty()) continue;
    const bool leaves = node.default_flow && std::find(node.outgoing.begin(), node.outgoing.end(),
                                                       *node.default_flow) != node.outgoing.end();
    if (leaves) continue;
    findings.error("bpmn.default-flow-not-outgoing", node.position,
                   {{"id", label_of(node)}, {"reference", node.default_ref}});
  }
}

}  // namespace chancery::bpmn::rules
