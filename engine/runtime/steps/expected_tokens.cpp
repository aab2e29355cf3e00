#include "engine/runtime/steps/expected_tokens.h"

#include <algorithm>

#include "engine/runtime/steps/compensation.h"

namespace chancery::runtime::steps {

namespace {

// The nodes of a process where something is going on in this scope.
std::vector<graph::NodeIndex> busy_nodes(const Execution& ex, const graph::Process& process, InstanceId scope) {
  std::vector<graph::NodeIndex> out;
  for (const Instance& i : ex.here().instances)
    if (i.scope == scope && i.ordinal != 0 && i.lifecycle != Lifecycle::kKept && !goes_on_beside(ex, i))
      out.push_back(process.node_of(i.ordinal));
  return out;
}

}  // namespace

bool holds_token(const CaseState& c, InstanceId scope, std::uint32_t flow) {
  return std::find(c.tokens.begin(), c.tokens.end(), Token{scope, flow}) != c.tokens.end();
}

bool must_wait(const Execution& ex, const graph::Process& process, const graph::JoinReach& reach, InstanceId scope,
               const std::vector<bool>& full) {
  const auto blocks = [&](graph::NodeIndex at) {
    bool to_empty = false;
    for (std::size_t i = 0; i < full.size(); ++i) {
      if (!reach.from[i][at]) continue;
      if (full[i]) return false;
      to_empty = true;
    }
    return to_empty;
  };
  for (const graph::NodeIndex at : busy_nodes(ex, process, scope))
    if (at != reach.join && blocks(at)) return true;
  for (const Token& token : ex.here().tokens) {  // tokens at other joins move on through them
    if (token.scope != scope) continue;
    const graph::NodeIndex at = process.flows[process.flow_of(token.flow)].target;
    if (at != reach.join && blocks(at)) return true;
  }
  return false;
}

}  // namespace chancery::runtime::steps
