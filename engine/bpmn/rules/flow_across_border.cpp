#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void flow_across_border(const Process& process, Findings& findings) {
  for (const Flow& flow : process.flows) {
    if (!flow.source || !flow.target) continue;
    const Node& source = process.nodes[*flow.source];
    const Node& target = process.nodes[*flow.target];
    if (source.parent == target.parent) continue;
    findings.error("bpmn.flow-across-border", flow.position,
                   {{"id", label_of(flow)}, {"source", label_of(source)}, {"target", label_of(target)}});
  }
}

}  // namespace chancery::bpmn::rules
