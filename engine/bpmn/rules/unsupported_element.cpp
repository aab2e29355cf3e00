#include <string>
#include <string_view>

#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

namespace {

// "boundaryEvent with escalationEventDefinition"; several definitions are all named.
template <class Report>
void report_event(const Node& node, const Report& report) {
  if (support_of(node.kind, node.event.kind) == Support::kSupported) return;
  std::string what(tag_of(node.kind));
  if (node.event_kinds.empty()) what += " without event definition";
  for (std::size_t i = 0; i < node.event_kinds.size(); ++i) {
    what += i == 0 ? " with " : ", ";
    what += tag_of(node.event_kinds[i]);
  }
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
    if (category_of(node.kind) == Category::kEvent) report_event(node, report);
    if (node.triggered_by_event) report("subProcess triggeredByEvent");
    if (node.standard_loop) report("standardLoopCharacteristics");
    if (node.is_for_compensation) report("isForCompensation");
    if (node.instantiate) report("instantiate");
    if (node.parallel_events) report("eventGatewayType Parallel");
  }
}

}  // namespace chancery::bpmn::rules
