#include <algorithm>

#include "engine/bpmn/compensation.h"
#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

namespace {

// BPMN 2.0.2, 10.7.1: the event has no flow; an association leads to the one handler, an activity marked for it.
void check_boundary(const Process& process, const Node& node, Findings& findings) {
  const auto handler = compensation_handler(process, node);
  if (!node.outgoing.empty()) findings.error("bpmn.compensation-flow", node.position, {{"id", label_of(node)}});
  if (!handler || !process.nodes[*handler].is_for_compensation || process.nodes[*handler].parent != node.parent)
    findings.error("bpmn.compensation-without-handler", node.position, {{"id", label_of(node)}});
  const bool several = std::any_of(process.nodes.begin(), process.nodes.end(), [&](const Node& other) {
    return &other < &node && other.attached_to == node.attached_to && other.kind == ElementKind::kBoundaryEvent &&
           other.event.kind == EventKind::kCompensation;
  });
  if (several) findings.error("bpmn.compensation-twice", node.position, {{"id", label_of(node)}});
}

// 10.5.6: an activity of the same scope; out of an event sub-process, of the scope that it belongs to as well.
bool is_in_reach(const Process& process, const Node& from, const Node& activity) {
  std::optional<Index> scope = from.parent;
  while (scope != activity.parent && scope && process.nodes[*scope].triggered_by_event)
    scope = process.nodes[*scope].parent;
  return scope == activity.parent;
}

void check_throw(const Process& process, const Node& node, const EventDefinition& event, Findings& findings) {
  if (event.reference.empty()) return;
  const auto activity = node_named(process, event.reference);
  if (!activity || !is_activity(category_of(process.nodes[*activity].kind)) ||
      !is_in_reach(process, node, process.nodes[*activity]))
    findings.error("bpmn.compensation-activity", event.position,
                   {{"id", label_of(node)}, {"reference", event.reference}});
}

}  // namespace

void compensation(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    if (node.is_for_compensation && (!node.incoming.empty() || !node.outgoing.empty()))
      findings.error("bpmn.compensation-flow", node.position, {{"id", label_of(node)}});
    for (const EventDefinition& event : node.events) {
      if (event.kind != EventKind::kCompensation) continue;
      if (node.kind == ElementKind::kBoundaryEvent) check_boundary(process, node, findings);
      if (node.kind == ElementKind::kIntermediateThrowEvent || node.kind == ElementKind::kEndEvent)
        check_throw(process, node, event, findings);
      if (node.kind == ElementKind::kStartEvent && node.parent && !process.nodes[*node.parent].parent)
        findings.error("bpmn.compensation-of-process", node.position, {{"id", label_of(node)}});
    }
  }
}

}  // namespace chancery::bpmn::rules
