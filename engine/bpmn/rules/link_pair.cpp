#include <map>
#include <tuple>

#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

// BPMN 2.0.2, 10.5.5: a link joins throwing events to the one catching event of its name in the same scope.
void link_pair(const Process& process, Findings& findings) {
  std::map<std::pair<std::optional<Index>, std::string_view>, const Node*> targets;
  for (const Node& node : process.nodes) {
    if (node.event.kind != EventKind::kLink) continue;
    if (node.event.code.empty()) findings.error("bpmn.link-unnamed", node.event.position, {{"id", label_of(node)}});
    if (node.kind != ElementKind::kIntermediateCatchEvent) continue;
    const auto [first, is_new] = targets.emplace(std::pair(node.parent, std::string_view(node.event.code)), &node);
    if (!is_new)
      findings.error("bpmn.link-target-twice", node.position,
                     {{"id", label_of(node)}, {"other", label_of(*first->second)}, {"name", node.event.code}});
    if (!node.incoming.empty()) findings.error("bpmn.link-flow", node.position, {{"id", label_of(node)}});
  }
  for (const Node& node : process.nodes) {
    if (node.event.kind != EventKind::kLink || node.kind != ElementKind::kIntermediateThrowEvent) continue;
    if (!targets.contains({node.parent, node.event.code}))
      findings.error("bpmn.link-without-target", node.position, {{"id", label_of(node)}, {"name", node.event.code}});
    if (!node.outgoing.empty()) findings.error("bpmn.link-flow", node.position, {{"id", label_of(node)}});
  }
}

}  // namespace chancery::bpmn::rules
