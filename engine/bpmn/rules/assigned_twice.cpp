#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void assigned_twice(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    if (node.user_task && node.user_task->assigned_twice) {
      findings.error("bpmn.assigned-twice", node.position, {{"id", label_of(node)}});
    }
  }
}

}  // namespace chancery::bpmn::rules
