#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void dangling_flow(const Process& process, Findings& findings) {
  for (const Flow& flow : process.flows) {
    if (!flow.source) {
      findings.error("bpmn.dangling-source", flow.position, {{"id", label_of(flow)}, {"reference", flow.source_ref}});
    }
    if (!flow.target) {
      findings.error("bpmn.dangling-target", flow.position, {{"id", label_of(flow)}, {"reference", flow.target_ref}});
    }
  }
}

}  // namespace chancery::bpmn::rules
