#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

// A loop needs something that ends it; BPMN 2.0.2, 10.3.7, leaves both away as an unbounded loop.
void loop_end(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    if (!node.standard_loop) continue;
    if (node.multi_instance) findings.error("bpmn.loop-twice", node.standard_loop->position, {{"id", label_of(node)}});
    if (!node.standard_loop->condition && !node.standard_loop->maximum)
      findings.error("bpmn.loop-without-end", node.standard_loop->position, {{"id", label_of(node)}});
  }
}

}  // namespace chancery::bpmn::rules
