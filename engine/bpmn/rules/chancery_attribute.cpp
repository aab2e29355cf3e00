#include <algorithm>
#include <iterator>
#include <string_view>

#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

namespace {

// Read by graph. A misspelt name must not pass silently: it would drop a duty or a deadline.
constexpr std::string_view kKnown[] = {"workingDays", "outcome", "unit", "unitKind"};

bool names_unit(const xml::Attribute& attribute) { return attribute.name == "unit" || attribute.name == "unitKind"; }

// What nobody calls does not say where it begins; all else begins where its caller is.
bool starts_by_itself(const Node& node) {
  return node.kind == ElementKind::kStartEvent && !node.parent &&
         (node.event.kind == EventKind::kTimer || node.event.kind == EventKind::kSignal ||
          node.event.kind == EventKind::kConditional);
}

void check_unit(const Node& node, Findings& findings) {
  const auto& all = node.extensions.other_chancery;
  const auto first = std::find_if(all.begin(), all.end(), names_unit);
  if (first == all.end()) return;
  if (!starts_by_itself(node)) findings.error("bpmn.unit-misplaced", first->position, {{"id", label_of(node)}});
  if (std::count_if(all.begin(), all.end(), names_unit) > 1)
    findings.error("bpmn.unit-twice", first->position, {{"id", label_of(node)}});
}

}  // namespace

void chancery_attribute(const Process& process, Findings& findings) {
  for (const Node& node : process.nodes) {
    check_unit(node, findings);
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
