#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void called_element(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    if (node.call && node.call->called_element.empty()) {
      findings.error("bpmn.call-without-called-element", node.position, {{"id", label_of(node)}});
    }
  }
}

}  // namespace chancery::bpmn::rules
