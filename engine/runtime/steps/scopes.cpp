#include "engine/runtime/steps/scopes.h"

#include "engine/runtime/steps/call.h"
#include "engine/runtime/steps/compensation.h"
#include "engine/runtime/steps/duties.h"
#include "engine/runtime/steps/flows.h"
#include "engine/runtime/steps/multi_instance.h"
#include "engine/runtime/steps/variables.h"
#include "engine/runtime/steps/waiting.h"

namespace chancery::runtime::steps {

Result<InstanceId> open(Execution& ex, const Place& place) {
  if (place.instance) return place.instance;
  const graph::Node& node = ex.node(place);
  const InstanceId id = ex.next_instance();
  ex.emit(journal::ElementActivated{id, place.scope, place.process, node.ordinal, 0, false, place.resumes});
  TRY_VOID(open_boundary_events(ex, place, id));
  return id;
}

InstanceId open_process(Execution& ex, std::uint32_t process, InstanceId around) {
  const InstanceId id = ex.next_instance();
  ex.emit(journal::ElementActivated{id, around, process, 0, 0, false, {}});
  return id;
}

Result<void> complete(Execution& ex, InstanceId id) {
  const Instance& i = ex.instance(id);
  const std::uint32_t loop = i.loop;
  const Place place = ex.place_of(i);
  if (loop > 0) return complete_loop_instance(ex, id);
  TRY_VOID(close(ex, id));
  return leave(ex, place);
}

namespace {

Result<void> complete_process(Execution& ex, InstanceId id, InstanceId around) {
  if (around) return finish_call(ex, id, around);
  const Value outcome = variable(ex, id, "outcome");
  ex.emit(journal::ElementCompleted{id});
  ex.emit(journal::CaseEnded{outcome.is_text() ? std::string(outcome.as_text()) : std::string()});
  ex.mark_ended();
  return {};
}

}  // namespace

Result<void> complete_scope_if_done(Execution& ex, InstanceId scope) {
  const Instance& i = ex.instance(scope);
  if (i.body || i.compensation || i.lifecycle == Lifecycle::kKept) return {};
  if (ex.here().has_children(scope) || ex.is_on_its_way(scope)) return {};
  for (const Token& token : ex.here().tokens)
    if (token.scope == scope) return {};
  if (i.ordinal == 0) return complete_process(ex, scope, i.scope);
  const graph::Node& node = ex.node(ex.place_of(i));
  if (!bpmn::is_sub_process(node.kind)) return {};
  return complete(ex, scope);
}

void terminate_children(Execution& ex, InstanceId scope) {
  std::vector<InstanceId> children;
  for (const Instance& i : ex.here().instances)
    if (i.scope == scope && i.lifecycle != Lifecycle::kKept) children.push_back(i.id);
  for (auto it = children.rbegin(); it != children.rend(); ++it) terminate(ex, *it);
}

void terminate_all_in(Execution& ex, InstanceId scope) {
  terminate_children(ex, scope);
  ex.drop_on_their_way(scope);
  std::vector<std::uint32_t> flows;
  for (const Token& token : ex.here().tokens)
    if (token.scope == scope) flows.push_back(token.flow);
  if (!flows.empty()) ex.emit(journal::TokensJoined{scope, std::move(flows)});
}

void terminate(Execution& ex, InstanceId id) {
  terminate_children(ex, id);
  const Instance& i = ex.instance(id);
  if (i.task && i.task->assignee) lift_claim(ex, i);
  ex.emit(journal::ElementTerminated{id});
}

Result<void> trigger_boundary(Execution& ex, InstanceId attached, std::uint32_t process, graph::NodeIndex boundary) {
  const graph::Node& node = ex.process(process).nodes[boundary];
  Place place;
  place.process = process;
  place.node = boundary;
  place.scope = ex.instance(attached).scope;
  const InstanceId resumes = ex.instance(attached).resumes;
  if (node.interrupting) {
    terminate(ex, attached);
    if (resumes) ex.resume(resumes);  // a handler that was cut off
  }
  return pass(ex, place);
}

}  // namespace chancery::runtime::steps
