#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void start_incoming(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    if (node.kind == ElementKind::kStartEvent && !node.incoming.empty()) {
      findings.error("bpmn.start-incoming", process.flows[node.incoming.front()].position, {{"id", label_of(node)}});
    }
  }
}

}  // namespace chancery::bpmn::rules
