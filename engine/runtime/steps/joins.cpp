#include "engine/runtime/steps/joins.h"

#include <algorithm>

#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/complex_gateway.h"
#include "engine/runtime/steps/expected_tokens.h"
#include "engine/runtime/steps/multi_instance.h"
#include "engine/runtime/steps/scopes.h"

namespace chancery::runtime::steps {

namespace {

// Parallel join (13.4.1): one token on every incoming flow.
Result<void> arrive_parallel(Execution& ex, const Place& place) {
  const graph::Process& process = ex.process(place.process);
  const graph::Node& node = ex.node(place);
  ex.emit(journal::TokenArrived{place.scope, process.flows[place.flow].ordinal});
  std::vector<std::uint32_t> flows;
  for (const graph::FlowIndex f : node.incoming) {
    if (!holds_token(ex.here(), place.scope, process.flows[f].ordinal)) return {};
    flows.push_back(process.flows[f].ordinal);
  }
  ex.emit(journal::TokensJoined{place.scope, std::move(flows)});
  return enter_behavior(ex, place);
}

// The flows into the join that hold a token.
std::vector<bool> full_flows(const Execution& ex, const graph::Process& process, const graph::Node& join,
                             InstanceId scope) {
  std::vector<bool> full;
  for (const graph::FlowIndex f : join.incoming)
    full.push_back(holds_token(ex.here(), scope, process.flows[f].ordinal));
  return full;
}

// What it maps needs an instance, even where the work is done at once.
Result<void> enter_with_parameters(Execution& ex, Place place) {
  place.instance = TRY(open(ex, place));
  if (ex.ended() || ex.here().find(place.instance) == nullptr) return {};  // a condition on its border held
  return enter_behavior(ex, place);
}

Result<bool> try_join(Execution& ex, const graph::JoinReach& reach, const Instance& scope,
                      std::uint32_t process_index) {
  const graph::Process& process = ex.process(process_index);
  const graph::Node& join = process.nodes[reach.join];
  std::vector<std::uint32_t> flows;
  for (const graph::FlowIndex f : join.incoming)
    if (holds_token(ex.here(), scope.id, process.flows[f].ordinal)) flows.push_back(process.flows[f].ordinal);
  if (flows.empty() || must_wait(ex, process, reach, scope.id, full_flows(ex, process, join, scope.id))) return false;
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
    if (node.complex != nullptr) return arrive_complex(ex, place);
    if (node.kind == graph::ElementKind::kInclusiveGateway) {
      ex.emit(journal::TokenArrived{place.scope, ex.process(place.process).flows[place.flow].ordinal});
      return {};
    }
  }
  if (node.is_repeated() && !place.instance) return begin_multi_instance(ex, place);
  if (node.parameters != nullptr && !place.instance) return enter_with_parameters(ex, place);
  return enter_behavior(ex, place);
}

Result<void> try_joins(Execution& ex) {
  if (ex.here().tokens.empty() && !ex.here().activated) return {};
  std::vector<InstanceId> scopes;
  const auto add = [&scopes](InstanceId scope) {
    if (std::find(scopes.begin(), scopes.end(), scope) == scopes.end()) scopes.push_back(scope);
  };
  for (const Token& token : ex.here().tokens) add(token.scope);
  if (ex.here().activated)
    for (const Activated& a : *ex.here().activated) add(a.scope);
  for (const InstanceId id : scopes) {
    const Instance* scope = ex.here().find(id);
    if (scope == nullptr) continue;
    const std::uint32_t process = scope->process;
    for (const graph::JoinReach& reach : ex.process(process).joins) {
      const bool complex = ex.process(process).nodes[reach.join].complex != nullptr;
      // What it lets go may change the rest.
      if (complex ? TRY(try_complex(ex, reach, id, process)) : TRY(try_join(ex, reach, ex.instance(id), process)))
        return {};
    }
  }
  return {};
}

}  // namespace chancery::runtime::steps
