#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void multi_instance_count(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    if (!node.multi_instance) continue;
    const MultiInstance& loop = *node.multi_instance;
    if (!loop.cardinality && !loop.collection) {
      findings.error("bpmn.multi-instance-without-count", loop.position, {{"id", label_of(node)}});
    } else if (!loop.collection && !loop.element_variable.empty()) {
      findings.error("bpmn.multi-instance-element-without-collection", loop.position,
                     {{"id", label_of(node)}, {"variable", loop.element_variable}});
    }
  }
}

}  // namespace chancery::bpmn::rules
