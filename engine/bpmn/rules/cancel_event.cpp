#include <set>

#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

namespace {

bool is_in_transaction(const Process& process, const Node& node) {
  for (std::optional<Index> at = node.parent; at; at = process.nodes[*at].parent)
    if (process.nodes[*at].kind == ElementKind::kTransaction) return true;
  return false;
}

}  // namespace

// BPMN 2.0.2, 10.3.5 and 10.5.3: only a transaction is cancelled, from inside, and it is left by one event.
void cancel_event(const Process& process, Findings& findings) {
  std::set<Index> taken;
  for (const Node& node : process.nodes) {
    for (const EventDefinition& event : node.events) {
      if (event.kind != EventKind::kCancel) continue;
      if (node.kind == ElementKind::kEndEvent && !is_in_transaction(process, node))
        findings.error("bpmn.cancel-outside-transaction", node.position, {{"id", label_of(node)}});
      if (node.kind != ElementKind::kBoundaryEvent || !node.attached_to) continue;
      if (process.nodes[*node.attached_to].kind != ElementKind::kTransaction)
        findings.error("bpmn.cancel-outside-transaction", node.position, {{"id", label_of(node)}});
      else if (!taken.insert(*node.attached_to).second)
        findings.error("bpmn.cancel-boundary-twice", node.position, {{"id", label_of(node)}});
    }
  }
}

}  // namespace chancery::bpmn::rules
