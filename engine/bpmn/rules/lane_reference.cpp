#include <set>
#include <string_view>

#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void lane_reference(const Process& process, Findings& findings) {
  std::set<std::string_view> ids;
  for (const Node& node : process.nodes) ids.insert(node.id);
  for (const Lane& lane : process.lanes) {
    for (const std::string& reference : lane.node_refs) {
      if (ids.contains(reference)) continue;
      findings.warning("bpmn.lane-reference", lane.position, {{"id", lane.id}, {"reference", reference}});
    }
  }
}

}  // namespace chancery::bpmn::rules
