#include "engine/runtime/steps/scopes.h"

#include <algorithm>

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
  TRY_VOID(take_inputs(ex, node, id));
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
  TRY_VOID(give_outputs(ex, ex.node(place), id));
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

// The next activity of a sequential ad-hoc sub-process, unless its condition holds already; false when there is none.
Result<bool> begin_next(Execution& ex, const Place& place) {
  const graph::Node& node = ex.node(place);
  if (node.ad_hoc == nullptr || !node.ad_hoc->sequential) return false;
  const std::uint32_t begun = ex.instance(place.instance).begun;
  if (begun >= node.ad_hoc->begins.size()) return false;
  if (node.ad_hoc->has_completion_condition && TRY(ex.test(node.ad_hoc->completion_condition, place.instance, node.id)))
    return false;
  ex.emit(journal::AdHocAdvanced{place.instance, begun + 1});
  Place next;
  next.process = place.process;
  next.node = node.ad_hoc->begins[begun];
  next.scope = place.instance;
  ex.enter(next);
  return true;
}

}  // namespace

bool is_done(const Execution& ex, InstanceId scope) {
  if (ex.here().has_children(scope) || ex.is_on_its_way(scope)) return false;
  const auto& tokens = ex.here().tokens;
  return std::none_of(tokens.begin(), tokens.end(), [scope](const Token& token) { return token.scope == scope; });
}

Result<void> complete_scope_if_done(Execution& ex, InstanceId scope) {
  const Instance& i = ex.instance(scope);
  if (i.body || i.lifecycle == Lifecycle::kKept) return {};
  if (i.compensation) return continue_compensation(ex, scope);  // it may have waited for what ended just now
  if (!is_done(ex, scope)) return {};
  if (i.ordinal == 0) return complete_process(ex, scope, i.scope);
  const graph::Node& node = ex.node(ex.place_of(i));
  if (!bpmn::is_sub_process(node.kind) || TRY(begin_next(ex, ex.place_of(i)))) return {};
  return complete(ex, scope);
}

void terminate_children(Execution& ex, InstanceId scope) {
  std::vector<InstanceId> children;
  for (const Instance& i : ex.here().instances)
    if (i.scope == scope && i.lifecycle != Lifecycle::kKept) children.push_back(i.id);
  for (auto it = children.rbegin(); it != children.rend(); ++it)
    if (ex.here().find(*it) != nullptr) terminate(ex, *it);  // it may have been a handler of one that was ended before
}

namespace {

// Tokens that wait at joins, and complex gateways that wait for their reset.
void drop_waiting(Execution& ex, InstanceId scope) {
  std::vector<std::uint32_t> flows;
  for (const Token& token : ex.here().tokens)
    if (token.scope == scope) flows.push_back(token.flow);
  if (!flows.empty()) ex.emit(journal::TokensJoined{scope, std::move(flows)});
  std::vector<std::uint32_t> gateways;
  if (ex.here().activated)
    for (const Activated& a : *ex.here().activated)
      if (a.scope == scope) gateways.push_back(a.ordinal);
  for (const std::uint32_t gateway : gateways) ex.emit(journal::GatewayReset{scope, gateway});
}

}  // namespace

void terminate_all_in(Execution& ex, InstanceId scope) {
  terminate_children(ex, scope);
  ex.drop_on_their_way(scope);
  drop_waiting(ex, scope);
}

bool begins_no_more(const Execution& ex, InstanceId ad_hoc) {
  const Instance& i = ex.instance(ad_hoc);
  return i.begun > ex.node(ex.place_of(i)).ad_hoc->begins.size();
}

void begin_no_more(Execution& ex, InstanceId ad_hoc) {
  const std::size_t all = ex.node(ex.place_of(ex.instance(ad_hoc))).ad_hoc->begins.size();
  ex.emit(journal::AdHocAdvanced{ad_hoc, static_cast<std::uint32_t>(all + 1)});
  ex.drop_entering(ad_hoc);
  drop_waiting(ex, ad_hoc);
}

namespace {

// BPMN 2.0.2, 13.5.5: a compensation is what its handlers do. What was thrown out of an event sub-process has handlers in the scope
// around it as well; they end with it, and what has not been undone yet stays as it is.
void terminate_handlers(Execution& ex, InstanceId compensating) {
  ex.drop_handlers_on_their_way(compensating);
  std::vector<InstanceId> handlers;
  for (const Instance& i : ex.here().instances)
    if (i.resumes == compensating) handlers.push_back(i.id);
  for (auto it = handlers.rbegin(); it != handlers.rend(); ++it) {
    const Instance* handler = ex.here().find(*it);
    if (handler == nullptr) continue;
    const InstanceId around = handler->scope;
    terminate(ex, *it);
    ex.check_scope(around);
  }
}

}  // namespace

void terminate(Execution& ex, InstanceId id) {
  terminate_children(ex, id);
  if (ex.instance(id).compensation) terminate_handlers(ex, id);
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
