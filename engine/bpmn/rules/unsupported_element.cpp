#include <algorithm>
#include <string>
#include <string_view>

#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

namespace {

StartOf start_of(const Process& process, const Node& node) {
  return node.parent && process.nodes[*node.parent].triggered_by_event ? StartOf::kEventSubProcess : StartOf::kProcess;
}

// Several definitions run when each does by itself; a link goes one way only.
bool runs(const Process& process, const Node& node) {
  const StartOf start = start_of(process, node);
  const auto one_runs = [&](EventKind kind) { return support_of(node.kind, kind, start) == Support::kSupported; };
  return one_runs(node.event.kind) &&
         (node.events.size() < 2 || std::all_of(node.events.begin(), node.events.end(), [&](const auto& event) {
            return event.kind != EventKind::kLink && one_runs(event.kind);
          }));
}

// "boundaryEvent with escalationEventDefinition"; several definitions are all named.
template <class Report>
void report_event(const Process& process, const Node& node, const Report& report) {
  if (runs(process, node)) return;
  std::string what(tag_of(node.kind));
  if (node.events.empty()) what += " without event definition";
  for (std::size_t i = 0; i < node.events.size(); ++i) {
    what += i == 0 ? " with " : ", ";
    what += tag_of(node.events[i].kind);
  }
  if (start_of(process, node) == StartOf::kEventSubProcess) what += " in an event sub-process";
  report(what);
}

}  // namespace

void unsupported_element(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    const auto report = [&](std::string_view what) {
      findings.error("bpmn.unsupported-element", node.position,
                     {{"element", std::string(what)}, {"id", label_of(node)}});
    };
    if (support_of(node.kind) == Support::kUnsupported) report(tag_of(node.kind));
    if (category_of(node.kind) == Category::kEvent) report_event(process, node, report);
    if (node.triggered_by_event && node.kind != ElementKind::kSubProcess) report("triggeredByEvent");
  }
}

}  // namespace chancery::bpmn::rules
