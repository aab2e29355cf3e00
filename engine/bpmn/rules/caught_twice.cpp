#include <map>
#include <tuple>

#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

namespace {

// The place where errors and escalations are caught: an activity's border, or the inside of a scope (none: the process).
using Place = std::tuple<bool, std::optional<Index>, EventKind, std::string_view>;

std::optional<std::pair<bool, std::optional<Index>>> where(const Process& process, const Node& node) {
  if (node.kind == ElementKind::kBoundaryEvent && node.attached_to) return std::pair(true, node.attached_to);
  if (node.kind == ElementKind::kStartEvent && node.parent && process.nodes[*node.parent].triggered_by_event)
    return std::pair(false, process.nodes[*node.parent].parent);
  return std::nullopt;
}

}  // namespace

// An error or escalation is caught once (BPMN 2.0.2, 10.5.4): of two events at one place for the same code the second would never be
// triggered.
void caught_twice(const Process& process, Findings& findings) {
  std::map<Place, const Node*> first;
  for (const Node& node : process.nodes) {
    const auto place = where(process, node);
    if (!place) continue;
    for (const EventDefinition& event : node.events) {
      if (event.kind != EventKind::kError && event.kind != EventKind::kEscalation) continue;
      const auto [found, is_new] =
          first.emplace(Place{place->first, place->second, event.kind, std::string_view(event.code)}, &node);
      if (!is_new)
        findings.error("bpmn.caught-twice", node.position,
                       {{"id", label_of(node)}, {"other", label_of(*found->second)}, {"code", event.code}});
    }
  }
}

}  // namespace chancery::bpmn::rules
