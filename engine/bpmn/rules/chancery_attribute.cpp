#include <algorithm>
#include <iterator>
#include <string_view>

#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

namespace {

// Read by graph. A misspelt name must not pass silently: it would drop a duty or a deadline.
constexpr std::string_view kKnown[] = {"workingDays", "outcome"};

}  // namespace

void chancery_attribute(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    for (const xml::Attribute& attribute : node.extensions.other_chancery) {
      if (attribute.name == "duty") {
        findings.error("bpmn.duty-without-user-task", attribute.position, {{"id", label_of(node)}});
      } else if (std::find(std::begin(kKnown), std::end(kKnown), attribute.name) == std::end(kKnown)) {
        findings.error("bpmn.unknown-chancery-attribute", attribute.position,
                       {{"id", label_of(node)}, {"attribute", attribute.name}});
      }
    }
  }
}

}  // namespace chancery::bpmn::rules
