#include <algorithm>
#include <iterator>
#include <string_view>

#include "engine/bpmn/input_output.h"
#include "engine/bpmn/rules/rules.h"
#include "engine/bpmn/xml_access.h"

namespace chancery::bpmn::rules {

namespace {

// Extension elements that do something in other engines and nothing here.
constexpr std::string_view kActing[] = {"executionListener",       "taskListener", "connector",
                                        "failedJobRetryTimeCycle", "formData",     "errorEventDefinition"};

// The first parameter that nothing takes.
const Parameter* ignored_parameter(const Node& node) {
  const Extensions& all = node.extensions;
  if (maps_parameters(node)) return nullptr;
  if (!all.outputs.empty()) return &all.outputs.front();
  return all.inputs.empty() || sends_inputs(node) ? nullptr : &all.inputs.front();
}

}  // namespace

void ignored_extension(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    const Parameter* parameter = ignored_parameter(node);
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
