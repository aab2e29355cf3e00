#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

namespace {

bool catches(const Node& node) {
  return node.kind == ElementKind::kStartEvent || node.kind == ElementKind::kIntermediateCatchEvent ||
         node.kind == ElementKind::kBoundaryEvent || node.kind == ElementKind::kReceiveTask;
}

// Messages and signals: declared and named. A message thrown without reference goes to nobody, which BPMN allows.
void check_name(const Node& node, const EventDefinition& event, Findings& findings) {
  if (event.reference.empty()) {
    if (event.kind == EventKind::kMessage && !catches(node)) return;
    findings.error("bpmn.event-without-reference", event.position,
                   {{"id", label_of(node)}, {"definition", std::string(tag_of(event.kind))}});
  } else if (!event.declared) {
    findings.error("bpmn.event-reference-unknown", event.position,
                   {{"id", label_of(node)}, {"reference", event.reference}});
  } else if (event.code.empty()) {
    findings.error("bpmn.event-reference-unnamed", event.position,
                   {{"id", label_of(node)}, {"reference", event.reference}});
  }
}

void check(const Node& node, const EventDefinition& event, Findings& findings) {
  if (event.kind == EventKind::kMessage || event.kind == EventKind::kSignal) check_name(node, event, findings);
  if (event.kind == EventKind::kError && !catches(node) && event.code.empty())
    findings.error("bpmn.thrown-error-without-code", event.position, {{"id", label_of(node)}});
  if (event.kind == EventKind::kEscalation && !event.reference.empty() && !event.declared)
    findings.error("bpmn.event-reference-unknown", event.position,
                   {{"id", label_of(node)}, {"reference", event.reference}});
  if (event.kind == EventKind::kConditional && event.condition.empty())
    findings.error("bpmn.condition-missing", event.position, {{"id", label_of(node)}});
}

}  // namespace

void event_reference(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    if (node.events.empty()) check(node, node.event, findings);  // a send or receive task
    for (const EventDefinition& event : node.events) check(node, event, findings);
  }
}

}  // namespace chancery::bpmn::rules
