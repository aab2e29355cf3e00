#include "engine/runtime/steps/joins.h"

#include <algorithm>

#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/multi_instance.h"

namespace chancery::runtime::steps {

namespace {

bool holds(const CaseState& c, InstanceId scope, std::uint32_t flow) {
  return std::find(c.tokens.begin(), c.tokens.end(), Token{scope, flow}) != c.tokens.end();
}

// Parallel join (13.4.1): one token on every incoming flow.
Result<void> arrive_parallel(Execution& ex, const Place& place) {
  const graph::Process& process = ex.process(place.process);
  const graph::Node& node = ex.node(place);
  ex.emit(journal::TokenArrived{place.scope, process.flows[place.flow].ordinal});
  std::vector<std::uint32_t> flows;
  for (const graph::FlowIndex f : node.incoming) {
    if (!holds(ex.here(), place.scope, process.flows[f].ordinal)) return {};
    flows.push_back(process.flows[f].ordinal);
  }
  ex.emit(journal::TokensJoined{place.scope, std::move(flows)});
  return enter_behavior(ex, place);
}

// The nodes of a process where something is going on in this scope.
std::vector<graph::NodeIndex> busy_nodes(const Execution& ex, const graph::Process& process, InstanceId scope) {
  std::vector<graph::NodeIndex> out;
  for (const Instance& i : ex.here().instances)
    if (i.scope == scope && i.ordinal != 0 && i.lifecycle != Lifecycle::kKept)
      out.push_back(process.node_of(i.ordinal));
  return out;
}

// "A token that could still reach an empty flow, and could not reach one that holds a token": then the join waits on.
bool must_wait(const Execution& ex, const graph::Process& process, const graph::JoinReach& reach, InstanceId scope) {
  const graph::Node& join = process.nodes[reach.join];
  std::vector<bool> full;
  for (const graph::FlowIndex f : join.incoming) full.push_back(holds(ex.here(), scope, process.flows[f].ordinal));
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

Result<bool> try_join(Execution& ex, const graph::JoinReach& reach, const Instance& scope,
                      std::uint32_t process_index) {
  const graph::Process& process = ex.process(process_index);
  const graph::Node& join = process.nodes[reach.join];
  std::vector<std::uint32_t> flows;
  for (const graph::FlowIndex f : join.incoming)
    if (holds(ex.here(), scope.id, process.flows[f].ordinal)) flows.push_back(process.flows[f].ordinal);
  if (flows.empty() || must_wait(ex, process, reach, scope.id)) return false;
  Place place;
  place.process = process_index;
  place.node = reach.join;
  place.scope = scope.id;
  ex.emit(journal::TokensJoined{scope.id, std::move(flows)});
  TRY_VOID(enter_behavior(ex, place));
  return true;
}

}  // namespace

Result<void> enter_node(Execution& ex, const Place& place) {
  const graph::Node& node = ex.node(place);
  if (node.incoming.size() > 1 && place.flow != graph::kNone) {
    if (node.kind == graph::ElementKind::kParallelGateway) return arrive_parallel(ex, place);
    if (node.kind == graph::ElementKind::kInclusiveGateway) {
      ex.emit(journal::TokenArrived{place.scope, ex.process(place.process).flows[place.flow].ordinal});
      return {};
    }
  }
  if (node.is_repeated() && !place.instance) return begin_multi_instance(ex, place);
  return enter_behavior(ex, place);
}

Result<void> try_inclusive_joins(Execution& ex) {
  if (ex.here().tokens.empty()) return {};
  std::vector<InstanceId> scopes;
  for (const Token& token : ex.here().tokens)
    if (std::find(scopes.begin(), scopes.end(), token.scope) == scopes.end()) scopes.push_back(token.scope);
  for (const InstanceId id : scopes) {
    const Instance* scope = ex.here().find(id);
    if (scope == nullptr) continue;
    const std::uint32_t process = scope->process;
    for (const graph::JoinReach& reach : ex.process(process).joins)
      if (TRY(try_join(ex, reach, ex.instance(id), process))) return {};  // what it lets go may change the rest
  }
  return {};
}

}  // namespace chancery::runtime::steps
