#include "engine/runtime/steps/flows.h"

#include "engine/runtime/steps/compensation.h"
#include "engine/runtime/steps/scopes.h"

namespace chancery::runtime::steps {

namespace {

void take(Execution& ex, const Place& place, graph::FlowIndex flow) {
  const graph::Flow& f = ex.process(place.process).flows[flow];
  ex.emit(journal::FlowTaken{place.scope, f.ordinal});
  Place next;
  next.process = place.process;
  next.node = f.target;
  next.scope = place.scope;
  next.flow = flow;
  ex.enter(next);
}

// BPMN 2.0.2, 13.3.2 and 13.4: the flows whose condition holds, in document order.
Result<std::vector<graph::FlowIndex>> chosen(Execution& ex, const Place& place) {
  const graph::Node& node = ex.node(place);
  const bool exclusive = node.kind == graph::ElementKind::kExclusiveGateway;
  const bool parallel = node.kind == graph::ElementKind::kParallelGateway;
  std::vector<graph::FlowIndex> out;
  for (const graph::FlowIndex i : node.outgoing) {
    const graph::Flow& flow = ex.process(place.process).flows[i];
    if (i == node.default_flow) continue;
    if (flow.conditional && !parallel && !TRY(ex.test(flow.condition, place.scope, node.id))) continue;
    out.push_back(i);
    if (exclusive) break;
  }
  if (out.empty() && node.default_flow != graph::kNone) out.push_back(node.default_flow);
  if (out.empty() && !node.outgoing.empty()) return invalid("runtime.no-flow", {{"element", node.id}});
  return out;
}

// BPMN 2.0.2, 13.3.5: after an activity of an ad-hoc sub-process its completion condition is asked; when it has held once, no other begins,
// and what still runs inside is ended unless the model lets it finish.
Result<bool> completes_ad_hoc(Execution& ex, const Place& place) {
  const graph::Node& node = ex.node(place);
  if (node.parent == graph::kNone) return false;
  const graph::Node& parent = ex.process(place.process).nodes[node.parent];
  if (parent.ad_hoc == nullptr) return false;
  if (ex.instance(place.scope).compensation) return false;  // it has been completed, and is being undone
  if (!begins_no_more(ex, place.scope)) {
    if (!bpmn::is_activity(category_of(node.kind)) || !parent.ad_hoc->has_completion_condition) return false;
    if (!TRY(ex.test(parent.ad_hoc->completion_condition, place.scope, parent.id))) return false;
    if (parent.ad_hoc->cancels_rest) terminate_all_in(ex, place.scope);
    begin_no_more(ex, place.scope);
  }
  ex.check_scope(place.scope);
  return true;
}

}  // namespace

Result<void> leave_complex(Execution& ex, const Place& place, const feel::Scope& names, bool waiting_for_start) {
  const graph::Node& node = ex.node(place);
  std::vector<graph::FlowIndex> out;
  for (const graph::FlowIndex i : node.outgoing) {
    const graph::Flow& flow = ex.process(place.process).flows[i];
    if (i == node.default_flow || (!flow.conditional && !waiting_for_start)) continue;
    if (!flow.conditional || TRY(ex.test(flow.condition, place.scope, node.id, &names))) out.push_back(i);
  }
  if (out.empty() && node.default_flow != graph::kNone) out.push_back(node.default_flow);
  if (out.empty() && waiting_for_start) return invalid("runtime.no-flow", {{"element", node.id}});
  for (const graph::FlowIndex flow : out) take(ex, place, flow);
  ex.check_scope(place.scope);
  return {};
}

Result<void> pass(Execution& ex, const Place& place) {
  // What the element threw may have ended it, or the scope around it.
  if (ex.here().find(place.instance ? place.instance : place.scope) == nullptr) return {};
  if (place.instance) return complete(ex, place.instance);
  ex.emit(journal::ElementPassed{place.scope, ex.node(place).ordinal});
  TRY_VOID(remember(ex, place));
  return leave(ex, place);
}

Result<void> leave(Execution& ex, const Place& place) {
  if (place.resumes) {
    ex.resume(place.resumes);
    ex.check_scope(place.scope);
    return {};
  }
  if (TRY(completes_ad_hoc(ex, place))) return {};
  const std::vector<graph::FlowIndex> flows = TRY(chosen(ex, place));
  for (const graph::FlowIndex flow : flows) take(ex, place, flow);
  ex.check_scope(place.scope);
  return {};
}

}  // namespace chancery::runtime::steps
