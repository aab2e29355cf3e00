#include "engine/runtime/steps/complex_gateway.h"

#include <algorithm>

#include "engine/runtime/steps/expected_tokens.h"
#include "engine/runtime/steps/flows.h"

namespace chancery::runtime::steps {

namespace {

// One token from every incoming flow that has one, but for those over which one came before the last activation.
std::vector<std::uint32_t> tokens_to_take(const Execution& ex, const Place& place, const Activated* activated) {
  std::vector<std::uint32_t> out;
  for (const graph::FlowIndex f : ex.node(place).incoming) {
    const std::uint32_t flow = ex.process(place.process).flows[f].ordinal;
    const bool came = activated != nullptr &&
                      std::find(activated->flows.begin(), activated->flows.end(), flow) != activated->flows.end();
    if (!came && holds_token(ex.here(), place.scope, flow)) out.push_back(flow);
  }
  return out;
}

// What the expressions of the gateway read: activationCount, waitingForStart, the tokens on each flow.
feel::LocalScope names_of(const Execution& ex, const Place& place, bool waiting_for_start) {
  const graph::Node& node = ex.node(place);
  feel::LocalScope names;
  std::int64_t all = 0;
  for (std::size_t i = 0; i < node.incoming.size(); ++i) {
    const Token token{place.scope, ex.process(place.process).flows[node.incoming[i]].ordinal};
    const auto count = std::count(ex.here().tokens.begin(), ex.here().tokens.end(), token);
    all += count;
    if (node.complex->flows[i] != graph::kNone) names.set(node.complex->flows[i], Value::number(count));
  }
  names.set(node.complex->activation_count, Value::number(all));
  names.set(node.complex->waiting_for_start, Value(waiting_for_start));
  return names;
}

// "The activationCondition is not evaluated before there is at least one token on some incoming Sequence Flow."
Result<bool> activate(Execution& ex, const Place& place) {
  std::vector<std::uint32_t> flows = tokens_to_take(ex, place, nullptr);
  if (flows.empty()) return false;
  const graph::Node& node = ex.node(place);
  const feel::LocalScope names = names_of(ex, place, true);
  if (!TRY(ex.test(node.complex->activation, place.scope, node.id, &names))) return false;
  ex.emit(journal::TokensJoined{place.scope, flows});
  ex.emit(journal::GatewayActivated{place.scope, node.ordinal, std::move(flows)});
  ex.emit(journal::ElementPassed{place.scope, node.ordinal});
  TRY_VOID(leave_complex(ex, place, names, true));
  return true;
}

Result<bool> reset(Execution& ex, const Place& place, const graph::JoinReach& reach, const Activated& activated) {
  const graph::Process& process = ex.process(place.process);
  std::vector<bool> full;
  for (const graph::FlowIndex f : ex.node(place).incoming) {
    const std::uint32_t flow = process.flows[f].ordinal;
    full.push_back(holds_token(ex.here(), place.scope, flow) ||
                   std::find(activated.flows.begin(), activated.flows.end(), flow) != activated.flows.end());
  }
  if (must_wait(ex, process, reach, place.scope, full)) return false;
  const feel::LocalScope names = names_of(ex, place, false);
  std::vector<std::uint32_t> flows = tokens_to_take(ex, place, &activated);
  if (!flows.empty()) ex.emit(journal::TokensJoined{place.scope, std::move(flows)});
  ex.emit(journal::GatewayReset{place.scope, ex.node(place).ordinal});
  TRY_VOID(leave_complex(ex, place, names, false));
  return true;
}

}  // namespace

Result<void> arrive_complex(Execution& ex, const Place& place) {
  ex.emit(journal::TokenArrived{place.scope, ex.process(place.process).flows[place.flow].ordinal});
  if (ex.here().find_activated(place.scope, ex.node(place).ordinal) != nullptr) return {};
  const bool activated = TRY(activate(ex, place));
  static_cast<void>(activated);
  return {};
}

Result<bool> try_complex(Execution& ex, const graph::JoinReach& reach, InstanceId scope, std::uint32_t process) {
  Place place;
  place.process = process;
  place.node = reach.join;
  place.scope = scope;
  const Activated* activated = ex.here().find_activated(scope, ex.node(place).ordinal);
  return activated == nullptr ? activate(ex, place) : reset(ex, place, reach, Activated(*activated));
}

}  // namespace chancery::runtime::steps
