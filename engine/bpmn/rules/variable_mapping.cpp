#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

namespace {

void check(const Node& node, const VariableMapping& mapping, const char* tag, Findings& findings) {
  using Kind = VariableMapping::Kind;
  if (mapping.kind == Kind::kAll) return;
  const bool has_target = mapping.kind == Kind::kBusinessKey || !mapping.target.empty();
  if (!mapping.source.empty() && has_target) return;
  findings.error("bpmn.incomplete-mapping", mapping.position, {{"id", label_of(node)}, {"element", tag}});
}

}  // namespace

void variable_mapping(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    if (!node.call) continue;
    for (const VariableMapping& mapping : node.call->inputs) check(node, mapping, "in", findings);
    for (const VariableMapping& mapping : node.call->outputs) check(node, mapping, "out", findings);
  }
}

}  // namespace chancery::bpmn::rules
