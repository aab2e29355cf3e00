#include "engine/runtime/steps/compensation.h"

#include <algorithm>

#include "engine/runtime/steps/event_sub_processes.h"
#include "engine/runtime/steps/scopes.h"

namespace chancery::runtime::steps {

namespace {

const graph::Node& node_of(const Execution& ex, const Instance& i) { return ex.node(ex.place_of(i)); }

bool has_compensables(const Execution& ex, InstanceId scope) {
  const auto& all = ex.here().compensables;
  return std::any_of(all.begin(), all.end(), [scope](const Compensable& c) { return c.scope == scope; });
}

// A scope compensates what is inside unless it has a handler of its own (10.7.1); what ran as a handler or as an event sub-process
// is not compensated again.
bool is_kept(const Execution& ex, const Instance& i) {
  if (i.ordinal == 0 || i.resumes) return false;
  const graph::Node& node = node_of(ex, i);
  if (node.compensation_handler != graph::kNone || node.triggered_by_event) return false;
  return has_compensables(ex, i.id) || (!i.body && node.compensating != graph::kNone);
}

Result<void> add(Execution& ex, InstanceId scope, std::uint32_t ordinal, InstanceId kept, std::uint64_t together) {
  if (ex.here().compensables.size() >= kCompensablesPerCaseMax)
    return too_large("runtime.too-many-compensable", {{"limit", std::to_string(kCompensablesPerCaseMax)}});
  ex.emit(journal::ActivityCompensable{ex.here().next_compensable, scope, ordinal, kept, together});
  return {};
}

// The handler of a multi-instance activity runs once for each instance that was completed, when the whole activity is.
std::uint32_t times(const Instance& i) { return i.body ? i.body->completed : 1; }

struct Selected {
  std::vector<InstanceId> scopes;
  std::vector<std::uint32_t> ordinals;  // of the activities that are meant; empty = all

  bool holds(const Compensable& c) const {
    const bool meant = ordinals.empty() || std::find(ordinals.begin(), ordinals.end(), c.ordinal) != ordinals.end();
    return meant && std::find(scopes.begin(), scopes.end(), c.scope) != scopes.end();
  }
};

// BPMN 2.0.2, 10.5.6: all that was completed in the scope of the throwing event; out of an event sub-process that of the scope that it
// belongs to as well.
Selected selected(const Execution& ex, const Place& place) {
  Selected out;
  bool all = false;
  for (const graph::EventSpec& event : ex.node(place).event->definitions()) {
    if (event.kind != graph::EventKind::kCompensation) continue;
    if (event.activity == graph::kNone)
      all = true;
    else
      out.ordinals.push_back(ex.process(place.process).nodes[event.activity].ordinal);
  }
  if (all) out.ordinals.clear();
  InstanceId at = place.scope;
  out.scopes.push_back(at);
  while (ex.instance(at).ordinal != 0 && node_of(ex, ex.instance(at)).triggered_by_event) {
    at = ex.instance(at).scope;
    out.scopes.push_back(at);
  }
  return out;
}

std::vector<std::uint64_t> numbers_of(const Execution& ex, const Selected& selected) {
  std::vector<std::uint64_t> out;
  for (const Compensable& c : ex.here().compensables)
    if (selected.holds(c)) out.push_back(c.number);
  return out;
}

std::vector<std::uint64_t> inside(const Execution& ex, InstanceId scope) { return numbers_of(ex, {{scope}, {}}); }

// What the scope does to compensate itself: its compensation event sub-process when it has one (13.5.5: it decides what else is
// compensated), else everything inside.
Result<void> compensate_scope(Execution& ex, InstanceId scope, bool cancels) {
  const Instance& i = ex.instance(scope);
  const graph::NodeIndex own = i.body ? graph::kNone : node_of(ex, i).compensating;
  const std::uint32_t process = i.process;
  if (own == graph::kNone) {
    ex.emit(journal::CompensationBegun{scope, inside(ex, scope), cancels});
    return continue_compensation(ex, scope);
  }
  ex.emit(journal::CompensationBegun{scope, {}, cancels});
  const InstanceId begun =
      TRY(trigger_event_sub_process(ex, scope, process, ex.process(process).nodes[own].start_inside, scope));
  static_cast<void>(begun);
  return {};
}

Result<void> begin_one(Execution& ex, InstanceId compensating, const Compensable& c) {
  ex.emit(journal::CompensationTaken{compensating, c.number});
  if (c.kept) {
    ex.emit(journal::ElementResumed{c.kept, compensating});
    return compensate_scope(ex, c.kept, false);
  }
  Place handler;
  handler.process = ex.instance(c.scope).process;
  const graph::Process& process = ex.process(handler.process);
  handler.node = process.nodes[process.node_of(c.ordinal)].compensation_handler;
  handler.scope = c.scope;
  handler.resumes = compensating;
  ex.enter(handler);
  return {};
}

bool is_running(const Execution& ex, InstanceId compensating) {
  const auto& all = ex.here().instances;
  return ex.resumes_on_its_way(compensating) ||
         std::any_of(all.begin(), all.end(), [&](const Instance& i) { return i.resumes == compensating; });
}

// The last that is still there, with those that are compensated together with it; the last first.
std::vector<Compensable> next_of(const Execution& ex, InstanceId compensating) {
  std::vector<Compensable> out;
  const std::vector<std::uint64_t>& pending = ex.instance(compensating).compensation->pending;
  const auto& all = ex.here().compensables;
  for (auto c = all.rbegin(); c != all.rend(); ++c) {
    if (!std::binary_search(pending.begin(), pending.end(), c->number)) continue;
    if (out.empty() || (c->together != 0 && c->together == out.front().together)) out.push_back(*c);
  }
  return out;
}

// The transaction is left by its cancel boundary event; without one it ends here.
Result<void> leave_cancelled(Execution& ex, InstanceId transaction) {
  const Instance& i = ex.instance(transaction);
  const InstanceId attached = i.loop > 0 ? i.scope : transaction;
  const std::uint32_t process = i.process;
  const InstanceId around = ex.instance(attached).scope;
  const InstanceId resumes = ex.instance(attached).resumes;
  for (const graph::NodeIndex boundary : node_of(ex, i).boundary)
    if (ex.process(process).nodes[boundary].event->kind == graph::EventKind::kCancel)
      return trigger_boundary(ex, attached, process, boundary);
  terminate(ex, attached);
  if (resumes) ex.resume(resumes);  // it was itself a handler
  ex.check_scope(around);
  return {};
}

bool waits_for_handlers(const graph::Node& event) {
  const auto definitions = event.event->definitions();
  return std::all_of(definitions.begin(), definitions.end(), [](const graph::EventSpec& e) { return e.waits; });
}

// The event itself went on long ago.
Result<void> end_beside(Execution& ex, InstanceId id) {
  const InstanceId scope = ex.instance(id).scope;
  ex.emit(journal::ElementReleased{id});
  ex.check_scope(scope);
  return {};
}

Result<void> finish(Execution& ex, InstanceId id) {
  const Instance& i = ex.instance(id);
  if (i.compensation->cancels) return leave_cancelled(ex, id);
  if (category_of(node_of(ex, i).kind) == bpmn::Category::kEvent)
    return waits_for_handlers(node_of(ex, i)) ? complete(ex, id) : end_beside(ex, id);
  if (!is_done(ex, id)) return {};  // a way behind the border of a handler: its end asks again (complete_scope_if_done)
  const InstanceId resumes = i.resumes;
  ex.emit(journal::ElementReleased{id});
  ex.resume(resumes);
  return {};
}

}  // namespace

Result<void> close(Execution& ex, InstanceId id) {
  const Instance& i = ex.instance(id);
  const bool kept = is_kept(ex, i);
  const InstanceId scope = i.scope;
  const std::uint32_t ordinal = i.ordinal;
  const std::uint64_t together = i.loop > 0 ? scope.value : i.body ? id.value : 0;
  const bool handled = i.loop == 0 && !i.resumes && node_of(ex, i).compensation_handler != graph::kNone;
  const std::uint32_t handlers = handled ? times(i) : 0;
  if (kept)
    ex.emit(journal::ElementKept{id});
  else
    ex.emit(journal::ElementCompleted{id});
  if (kept) TRY_VOID(add(ex, scope, ordinal, id, together));
  for (std::uint32_t n = 0; n < handlers; ++n) TRY_VOID(add(ex, scope, ordinal, {}, together));
  return {};
}

Result<void> remember(Execution& ex, const Place& place) {
  const graph::Node& node = ex.node(place);
  if (place.resumes || node.compensation_handler == graph::kNone) return {};
  return add(ex, place.scope, node.ordinal, {}, 0);
}

bool goes_on_beside(const Execution& ex, const Instance& i) {
  if (!i.compensation || i.ordinal == 0) return false;
  const graph::Node& node = node_of(ex, i);
  return category_of(node.kind) == bpmn::Category::kEvent && !waits_for_handlers(node);
}

Result<bool> throw_compensation(Execution& ex, const Place& place) {
  std::vector<std::uint64_t> pending = numbers_of(ex, selected(ex, place));
  if (pending.empty()) return false;
  const InstanceId id = TRY(open(ex, place));
  ex.emit(journal::CompensationBegun{id, std::move(pending), false});
  TRY_VOID(continue_compensation(ex, id));
  return waits_for_handlers(ex.node(place));
}

Result<void> cancel_transaction(Execution& ex, InstanceId scope) {
  InstanceId at = scope;
  while (node_of(ex, ex.instance(at)).kind != graph::ElementKind::kTransaction) at = ex.instance(at).scope;
  terminate_all_in(ex, at);
  disarm_event_sub_processes(ex, at);
  return compensate_scope(ex, at, true);
}

Result<void> continue_compensation(Execution& ex, InstanceId compensating) {
  while (ex.here().find(compensating) != nullptr && !is_running(ex, compensating)) {
    const std::vector<Compensable> next = next_of(ex, compensating);
    if (next.empty()) return finish(ex, compensating);
    for (const Compensable& c : next) TRY_VOID(begin_one(ex, compensating, c));
    if (ex.here().find(compensating) == nullptr || !ex.instance(compensating).compensation) return {};
  }
  return {};
}

}  // namespace chancery::runtime::steps
