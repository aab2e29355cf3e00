#include <algorithm>
#include <iterator>
#include <string_view>

#include "engine/bpmn/rules/rules.h"
#include "engine/bpmn/xml_access.h"

namespace chancery::bpmn::rules {

namespace {

// Extension elements that do something in other engines and nothing here.
constexpr std::string_view kActing[] = {"executionListener",       "taskListener", "connector",
                                        "failedJobRetryTimeCycle", "formData",     "errorEventDefinition"};

// Who reads input parameters: work and what is thrown.
bool takes_inputs(const Node& node) {
  switch (node.kind) {
    case ElementKind::kServiceTask:
    case ElementKind::kSendTask:
    case ElementKind::kBusinessRuleTask:
    case ElementKind::kIntermediateThrowEvent:
    case ElementKind::kEndEvent: return true;
    default: return false;
  }
}

}  // namespace

void ignored_extension(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    const Parameter* parameter = !node.extensions.outputs.empty() ? &node.extensions.outputs.front()
                                 : !takes_inputs(node) && !node.extensions.inputs.empty()
                                     ? &node.extensions.inputs.front()
                                     : nullptr;
    if (parameter != nullptr)
      findings.warning("bpmn.ignored-extension", parameter->position,
                       {{"id", label_of(node)}, {"element", "inputOutput " + parameter->name}});
    for (const xml::Element& element : node.extensions.other_elements) {
      if (!is_extension(element.ns) ||
          std::find(std::begin(kActing), std::end(kActing), element.name) == std::end(kActing)) {
        continue;
      }
      findings.warning("bpmn.ignored-extension", element.position, {{"id", label_of(node)}, {"element", element.name}});
    }
  }
}

}  // namespace chancery::bpmn::rules
