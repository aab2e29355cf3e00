#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void script_text(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    if (node.script && node.script->script.empty()) {
      findings.error("bpmn.script-missing", node.position, {{"id", label_of(node)}});
    }
  }
}

}  // namespace chancery::bpmn::rules
