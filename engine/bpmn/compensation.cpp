#include "engine/bpmn/compensation.h"

namespace chancery::bpmn {

std::optional<Index> node_named(const Process& process, std::string_view id) {
  for (std::size_t i = 0; i < process.nodes.size(); ++i)
    if (process.nodes[i].id == id) return static_cast<Index>(i);
  return std::nullopt;
}

std::optional<Index> compensation_handler(const Process& process, const Node& boundary) {
  for (const Association& association : process.associations) {
    const bool from_event = association.source_ref == boundary.id;
    if (!from_event && association.target_ref != boundary.id) continue;
    const auto other = node_named(process, from_event ? association.target_ref : association.source_ref);
    if (other && is_activity(category_of(process.nodes[*other].kind))) return other;
  }
  return std::nullopt;
}

}  // namespace chancery::bpmn
