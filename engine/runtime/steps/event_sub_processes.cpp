#include "engine/runtime/steps/event_sub_processes.h"

#include <algorithm>

#include "engine/runtime/steps/flows.h"
#include "engine/runtime/steps/presence.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/waiting.h"

namespace chancery::runtime::steps {

namespace {

// A token at a node inside the scope.
void put_token(Execution& ex, std::uint32_t process, InstanceId scope, graph::NodeIndex node) {
  Place place;
  place.process = process;
  place.node = node;
  place.scope = scope;
  ex.enter(place);
}

// Whether an event waits in this instance for the start of an event sub-process (a boundary event of it may wait there as well).
bool is_start(const Execution& ex, const Instance& scope, std::uint32_t ordinal) {
  const graph::Process& process = ex.process(scope.process);
  return process.nodes[process.node_of(ordinal)].kind == graph::ElementKind::kStartEvent;
}

}  // namespace

const std::vector<graph::NodeIndex>& event_sub_processes_of(const Execution& ex, const Instance& scope) {
  static const std::vector<graph::NodeIndex> kNothing;
  const graph::Process& process = ex.process(scope.process);
  if (scope.ordinal == 0) return process.event_sub_processes;
  return scope.body ? kNothing : process.nodes[process.node_of(scope.ordinal)].event_sub_processes;
}

Result<void> begin_scope(Execution& ex, std::uint32_t process, InstanceId scope, graph::NodeIndex start) {
  return begin_scope(ex, process, scope, std::span<const graph::NodeIndex>(&start, 1));
}

Result<void> begin_scope(Execution& ex, std::uint32_t process, InstanceId scope,
                         std::span<const graph::NodeIndex> begins) {
  const Presence presence(ex, scope);
  for (const graph::NodeIndex inside : event_sub_processes_of(ex, ex.instance(scope))) {
    Place event;
    event.process = process;
    event.node = ex.process(process).nodes[inside].start_inside;
    event.scope = scope;
    TRY_VOID(wait_for(ex, event, scope));
    if (!presence.lasts()) return {};
  }
  for (const graph::NodeIndex start : begins) put_token(ex, process, scope, start);
  return {};
}

Result<void> begin_by_event(Execution& ex, std::uint32_t process, InstanceId root, std::uint32_t ordinal) {
  const Presence presence(ex, root);
  TRY_VOID(begin_scope(ex, process, root, std::span<const graph::NodeIndex>()));
  if (!presence.lasts()) return {};
  Place place;
  place.process = process;
  place.node = ex.process(process).node_of(ordinal);
  place.scope = root;
  const graph::Node& node = ex.node(place);
  if (node.begun_over != graph::kNone) {
    const graph::Flow& flow = ex.process(process).flows[node.begun_over];
    ex.emit(journal::ElementPassed{root, ex.process(process).nodes[flow.source].ordinal});
    ex.emit(journal::FlowTaken{root, flow.ordinal});
  }
  for (const graph::NodeIndex other : node.awaited) put_token(ex, process, root, other);
  if (node.event == nullptr || !node.event->all) return pass(ex, place);
  place.instance = TRY(open(ex, place));
  Place event = place;
  event.instance = {};
  return wait_for(ex, event, place.instance, ordinal);
}

bool is_taken_over(const Execution& ex, const Instance& scope) {
  const graph::Process& process = ex.process(scope.process);
  return std::any_of(ex.here().instances.begin(), ex.here().instances.end(), [&](const Instance& i) {
    if (i.scope != scope.id || i.ordinal == 0 || i.process != scope.process) return false;
    const graph::Node& node = process.nodes[process.node_of(i.ordinal)];
    return node.triggered_by_event && process.nodes[node.start_inside].interrupting;
  });
}

void disarm_event_sub_processes(Execution& ex, InstanceId id) {
  const Instance& scope = ex.instance(id);
  std::vector<journal::Event> out;
  for (const Timer& timer : ex.here().timers)
    if (timer.instance == id && is_start(ex, scope, timer.ordinal))
      out.emplace_back(journal::TimerEnded{timer.number, false});
  for (const Subscription& s : ex.here().subscriptions)
    if (s.instance == id && is_start(ex, scope, s.ordinal))
      out.emplace_back(journal::SubscriptionClosed{id, s.ordinal, false});
  for (journal::Event& event : out) ex.emit(std::move(event));
}

Result<InstanceId> trigger_event_sub_process(Execution& ex, InstanceId scope, std::uint32_t process,
                                             graph::NodeIndex start, InstanceId resumes) {
  const graph::Node& event = ex.process(process).nodes[start];
  if (event.interrupting && !resumes) {
    terminate_all_in(ex, scope);
    disarm_event_sub_processes(ex, scope);
    const Instance& around = ex.instance(scope);
    if (around.ordinal != 0 && ex.node(ex.place_of(around)).ad_hoc != nullptr) begin_no_more(ex, scope);
  }
  const InstanceId id = ex.next_instance();
  const std::uint32_t ordinal = ex.process(process).nodes[event.parent].ordinal;
  ex.emit(journal::ElementActivated{id, scope, process, ordinal, 0, false, resumes});
  TRY_VOID(begin_scope(ex, process, id, start));
  return id;
}

}  // namespace chancery::runtime::steps
