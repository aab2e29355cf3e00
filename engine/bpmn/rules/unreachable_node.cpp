#include <vector>

#include "engine/bpmn/entries.h"
#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

namespace {

// Where a token may appear by itself, given that what is around it is reached.
bool is_entry(const Process& process, const Node& node) {
  return begins_ad_hoc(process, node) || node.kind == ElementKind::kStartEvent || node.triggered_by_event ||
         node.is_for_compensation || node.instantiate ||
         (node.kind == ElementKind::kIntermediateCatchEvent && node.event.kind == EventKind::kLink);
}

std::vector<bool> reachable(const Process& process) {
  std::vector<std::vector<Index>> awakened(process.nodes.size());  // entries inside, boundary events on
  std::vector<Index> queue;
  for (std::size_t i = 0; i < process.nodes.size(); ++i) {
    const Node& node = process.nodes[i];
    const auto index = static_cast<Index>(i);
    if (node.attached_to) awakened[*node.attached_to].push_back(index);
    if (is_entry(process, node) && node.parent) awakened[*node.parent].push_back(index);
    if (is_entry(process, node) && !node.parent) queue.push_back(index);
  }
  std::vector<bool> reached(process.nodes.size(), false);
  while (!queue.empty()) {
    const Index at = queue.back();
    queue.pop_back();
    if (reached[at]) continue;
    reached[at] = true;
    queue.insert(queue.end(), awakened[at].begin(), awakened[at].end());
    for (const Index flow : process.nodes[at].outgoing) {
      if (process.flows[flow].target) queue.push_back(*process.flows[flow].target);
    }
  }
  return reached;
}

}  // namespace

void unreachable_node(const Process& process, Findings& findings) {
  const std::vector<bool> reached = reachable(process);
  for (std::size_t i = 0; i < process.nodes.size(); ++i) {
    const Node& node = process.nodes[i];
    const bool loose = node.kind == ElementKind::kBoundaryEvent && !node.attached_to;  // boundary_attachment says so
    if (!reached[i] && !loose) findings.warning("bpmn.unreachable-node", node.position, {{"id", label_of(node)}});
  }
}

}  // namespace chancery::bpmn::rules
