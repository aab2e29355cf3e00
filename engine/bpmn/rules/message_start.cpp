#include <map>
#include <string_view>

#include "engine/bpmn/entries.h"
#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

namespace {

bool begins_process(const Process& process, const Node& node) {
  if (node.parent) return false;
  return node.kind == ElementKind::kStartEvent || is_instantiating_task(node) ||
         instantiating_gateway(process, node).has_value();
}

class MessageNames {
 public:
  explicit MessageNames(Findings& findings) : findings_(findings) {}

  void look_at(const Node& node, const EventDefinition& event) {
    if (event.kind != EventKind::kMessage || event.code.empty()) return;
    const std::string& name = event.code;
    // There is no instance yet whose variables an expression could read.
    if (name.find("${") != std::string::npos || name.find("#{") != std::string::npos)
      findings_.error("bpmn.message-start-expression", event.position, {{"id", label_of(node)}, {"name", name}});
    const auto [found, is_new] = first_.emplace(name, &node);
    if (!is_new)
      findings_.error("bpmn.message-start-twice", event.position,
                      {{"id", label_of(node)}, {"other", label_of(*found->second)}, {"name", name}});
  }

 private:
  Findings& findings_;
  std::map<std::string_view, const Node*> first_;
};

}  // namespace

void message_start(const Process& process, Findings& findings) {
  MessageNames names(findings);
  for (const Node& node : process.nodes) {
    if (!begins_process(process, node)) continue;
    if (node.events.empty()) names.look_at(node, node.event);
    for (const EventDefinition& event : node.events) names.look_at(node, event);
  }
}

}  // namespace chancery::bpmn::rules
