#include "engine/runtime/steps/scopes.h"

#include "engine/runtime/steps/call.h"
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
  ex.emit(journal::ElementActivated{id, place.scope, place.process, node.ordinal, 0, false});
  TRY_VOID(open_boundary_events(ex, place, id));
  return id;
}

InstanceId open_process(Execution& ex, std::uint32_t process, InstanceId around) {
  const InstanceId id = ex.next_instance();
  ex.emit(journal::ElementActivated{id, around, process, 0, 0, false});
  return id;
}

void start_at(Execution& ex, std::uint32_t process, InstanceId instance, graph::NodeIndex start) {
  Place place;
  place.process = process;
  place.node = start;
  place.scope = instance;
  ex.enter(place);
}

Result<void> complete(Execution& ex, InstanceId id) {
  const Instance& i = ex.instance(id);
  const std::uint32_t loop = i.loop;
  const Place place = ex.place_of(i);
  if (loop > 0) return complete_loop_instance(ex, id);
  ex.emit(journal::ElementCompleted{id});
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
  if (i.body || ex.here().has_children(scope) || ex.is_on_its_way(scope)) return {};
  for (const Token& token : ex.here().tokens)
    if (token.scope == scope) return {};
  if (i.ordinal == 0) return complete_process(ex, scope, i.scope);
  const graph::Node& node = ex.node(ex.place_of(i));
  if (node.kind != graph::ElementKind::kSubProcess) return {};
  return complete(ex, scope);
}

void terminate_children(Execution& ex, InstanceId scope) {
  std::vector<InstanceId> children;
  for (const Instance& i : ex.here().instances)
    if (i.scope == scope) children.push_back(i.id);
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
  if (node.interrupting) terminate(ex, attached);
  return pass(ex, place);
}

namespace {

// BPMN 2.0.2, 10.5.6: the innermost boundary event that catches this code, else one that catches every error.
graph::NodeIndex catching_boundary(const graph::Process& process, const graph::Node& node, std::string_view code) {
  graph::NodeIndex any = graph::kNone;
  for (const graph::NodeIndex b : node.boundary) {
    const graph::EventSpec* event = process.nodes[b].event.get();
    if (event == nullptr || event->kind != graph::EventKind::kError) continue;
    if (event->name == code) return b;
    if (event->name.empty() && any == graph::kNone) any = b;
  }
  return any;
}

}  // namespace

Result<void> throw_error(Execution& ex, InstanceId scope, std::string_view code) {
  for (InstanceId at = scope; at;) {
    const Instance& i = ex.instance(at);
    if (i.ordinal != 0 && i.loop == 0) {
      const graph::Process& process = ex.process(i.process);
      const graph::NodeIndex boundary = catching_boundary(process, ex.node(ex.place_of(i)), code);
      if (boundary != graph::kNone) {
        const std::string& name = process.nodes[boundary].event->code_variable;
        if (!name.empty()) TRY_VOID(set_variable(ex, i.scope, name, Value::text(code)));
        return trigger_boundary(ex, at, i.process, boundary);
      }
    }
    at = i.scope;
  }
  return invalid("runtime.uncaught-error", {{"code", std::string(code)}});
}

}  // namespace chancery::runtime::steps
