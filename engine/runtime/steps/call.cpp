#include "engine/runtime/steps/call.h"

#include "engine/base/excerpt.h"
#include "engine/runtime/steps/event_sub_processes.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/variables.h"

namespace chancery::runtime::steps {

namespace {

enum class Into { kScope, kWhereVisible };

Result<void> copy_all(Execution& ex, InstanceId from, InstanceId to, Into into, bool local) {
  for (auto& [name, value] : visible_variables(ex, from, local)) {
    if (into == Into::kWhereVisible)
      TRY_VOID(assign_variable(ex, to, name, std::move(value)));
    else
      TRY_VOID(set_variable(ex, to, name, std::move(value)));
  }
  return {};
}

Result<void> check_depth(const Execution& ex, InstanceId call) {
  std::uint32_t depth = 0;
  for (InstanceId at = call; at; at = ex.instance(at).scope)
    if (ex.instance(at).ordinal == 0 && ++depth > kCallDepthMax)
      return too_large("runtime.too-deep-calls", {{"limit", std::to_string(kCallDepthMax)}});
  return {};
}

// The one that was bound at deployment, or the candidate that the expression names now.
Result<std::uint32_t> called_process(const Execution& ex, const Place& place, InstanceId call) {
  const graph::Node& node = ex.node(place);
  if (node.call->process.is_fixed()) {
    const std::uint32_t called = ex.binding(place).called;
    if (called != graph::kNone) return called;
    return invalid("runtime.unknown-process", {{"element", node.id}, {"process", node.call->process.id}});
  }
  const Value chosen = ex.evaluate(node.call->process.chosen, call);
  if (chosen.is_text())
    for (const std::uint32_t candidate : ex.binding(place).candidates)
      if (ex.process(candidate).id == chosen.as_text()) return candidate;
  return invalid("runtime.not-a-candidate", {{"element", node.id}, {"found", excerpt(feel::to_text(chosen))}});
}

}  // namespace

Result<void> begin_call(Execution& ex, const Place& place, InstanceId call) {
  TRY_VOID(check_depth(ex, call));
  const graph::Node& node = ex.node(place);
  const std::uint32_t called = TRY(called_process(ex, place, call));
  const InstanceId root = open_process(ex, called, call);
  for (const graph::Mapping& m : node.call->inputs) {
    if (m.all)
      TRY_VOID(copy_all(ex, call, root, Into::kScope, m.local));
    else
      TRY_VOID(set_variable(ex, root, m.target, ex.evaluate(m.source, call)));
  }
  for (const graph::NodeIndex start : ex.process(called).starts)
    if (ex.process(called).nodes[start].event == nullptr) return begin_scope(ex, called, root, start);
  return invalid("runtime.no-none-start", {{"process", ex.process(called).id}});
}

Result<void> map_outputs(Execution& ex, InstanceId called, InstanceId call) {
  const graph::Node& node = ex.node(ex.place_of(ex.instance(call)));
  std::vector<std::pair<std::string, Value>> values;
  for (const graph::Mapping& m : node.call->outputs) {
    if (m.all)
      TRY_VOID(copy_all(ex, called, ex.instance(call).scope, Into::kWhereVisible, m.local));
    else
      values.emplace_back(m.target, ex.evaluate(m.source, called));
  }
  for (auto& [name, value] : values) TRY_VOID(assign_variable(ex, call, name, std::move(value)));
  return {};
}

Result<void> finish_call(Execution& ex, InstanceId called, InstanceId call) {
  TRY_VOID(map_outputs(ex, called, call));
  ex.emit(journal::ElementCompleted{called});
  return complete(ex, call);
}

}  // namespace chancery::runtime::steps
