// Where tokens of a scope without start event begin: shared by the rules here and by graph.
#pragma once

#include "engine/bpmn/model.h"

namespace chancery::bpmn {

// An activity of an ad-hoc sub-process to which no flow leads (BPMN 2.0.2, 13.3.5: it is enabled when the sub-process begins).
inline bool begins_ad_hoc(const Process& process, const Node& node) {
  return node.parent && process.nodes[*node.parent].ad_hoc && node.incoming.empty() && !node.triggered_by_event &&
         !node.is_for_compensation && is_activity(category_of(node.kind));
}

}  // namespace chancery::bpmn
