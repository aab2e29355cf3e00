#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

namespace {

bool lacks_topic(const Implementation& implementation) {
  return implementation.kind == Implementation::Kind::kExternal && implementation.text.empty();
}

}  // namespace

void external_topic(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    const Implementation& of_node = node.implementation;
    const Implementation& of_event = node.event.implementation;
    if (lacks_topic(of_node) || lacks_topic(of_event)) {
      findings.error("bpmn.external-without-topic", node.position, {{"id", label_of(node)}});
    }
  }
}

}  // namespace chancery::bpmn::rules
