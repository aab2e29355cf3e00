#include <map>
#include <string_view>

#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void message_start(const Process& process, Findings& findings) {
  std::map<std::string_view, const Node*> first;
  for (const Node& node : process.nodes) {
    if (node.kind != ElementKind::kStartEvent || node.parent || node.event.kind != EventKind::kMessage) continue;
    const std::string& name = node.event.code;
    if (name.empty()) continue;
    // There is no instance yet whose variables an expression could read.
    if (name.find("${") != std::string::npos || name.find("#{") != std::string::npos) {
      findings.error("bpmn.message-start-expression", node.event.position, {{"id", label_of(node)}, {"name", name}});
    }
    const auto [found, is_new] = first.emplace(name, &node);
    if (!is_new) {
      findings.error("bpmn.message-start-twice", node.event.position,
                     {{"id", label_of(node)}, {"other", label_of(*found->second)}, {"name", name}});
    }
  }
}

}  // namespace chancery::bpmn::rules
