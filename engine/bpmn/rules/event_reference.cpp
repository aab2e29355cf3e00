#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

namespace {

bool catches(const Node& node) {
  return node.kind == ElementKind::kStartEvent || node.kind == ElementKind::kIntermediateCatchEvent ||
         node.kind == ElementKind::kBoundaryEvent || node.kind == ElementKind::kReceiveTask;
}

// Messages and signals: declared and named. A message thrown without reference goes to nobody, which BPMN allows.
void check_name(const Node& node, Findings& findings) {
  const EventDefinition& event = node.event;
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

}  // namespace

void event_reference(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    const EventDefinition& event = node.event;
    const bool by_name = event.kind == EventKind::kMessage || event.kind == EventKind::kSignal;
    if (by_name) {
      check_name(node, findings);
    } else if (event.kind == EventKind::kError && !catches(node) && event.code.empty()) {
      findings.error("bpmn.thrown-error-without-code", event.position, {{"id", label_of(node)}});
    }
  }
}

}  // namespace chancery::bpmn::rules
