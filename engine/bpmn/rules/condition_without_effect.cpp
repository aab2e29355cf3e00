#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void condition_without_effect(const Process& process, Findings& findings) {
  for (std::size_t i = 0; i < process.flows.size(); ++i) {
    const Flow& flow = process.flows[i];
    if (!flow.condition || !flow.source) continue;
    const Node& source = process.nodes[*flow.source];
    const bool is_default = source.default_flow == static_cast<Index>(i);
    const bool never_asked =
        source.kind == ElementKind::kParallelGateway || source.kind == ElementKind::kEventBasedGateway;
    if (!is_default && !never_asked) continue;
    findings.warning("bpmn.condition-without-effect", flow.position,
                     {{"id", label_of(flow)}, {"source", label_of(source)}});
  }
}

}  // namespace chancery::bpmn::rules
