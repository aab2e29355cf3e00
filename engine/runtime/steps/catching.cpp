#include "engine/runtime/steps/catching.h"

#include "engine/runtime/steps/call.h"
#include "engine/runtime/steps/event_sub_processes.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/variables.h"

namespace chancery::runtime::steps {

namespace {

struct Catcher {
  InstanceId at;  // the scope of the event sub-process, or the activity with the boundary event
  graph::NodeIndex event = graph::kNone;
  const graph::EventSpec* spec = nullptr;
};

// Looks through events: one that names the code is taken, else the first that names none.
class BestCatch {
 public:
  BestCatch(const graph::Process& process, graph::EventKind kind, std::string_view code)
      : process_(process), kind_(kind), code_(code) {}

  void look_at(graph::NodeIndex event) {
    for (const graph::EventSpec& spec : process_.nodes[event].event->definitions()) {
      if (spec.kind != kind_ || exact_) continue;
      exact_ = !spec.name.empty() && spec.name == code_;
      if (!exact_ && !(spec.name.empty() && best_.event == graph::kNone)) continue;
      best_.event = event;
      best_.spec = &spec;
    }
  }
  const Catcher& best() const { return best_; }

 private:
  const graph::Process& process_;
  graph::EventKind kind_;
  std::string_view code_;
  bool exact_ = false;
  Catcher best_;
};

// `from` is the element through which it came: an event sub-process does not catch what leaves it.
Catcher inside(const Execution& ex, const Instance& scope, std::uint32_t from, graph::EventKind kind,
               std::string_view code) {
  const graph::Process& process = ex.process(scope.process);
  BestCatch found(process, kind, code);
  if (is_taken_over(ex, scope)) return {};
  for (const graph::NodeIndex candidate : event_sub_processes_of(ex, scope))
    if (process.nodes[candidate].ordinal != from) found.look_at(process.nodes[candidate].start_inside);
  return found.best();
}

Catcher on_border(const Execution& ex, const Instance& i, graph::EventKind kind, std::string_view code) {
  const graph::Process& process = ex.process(i.process);
  BestCatch found(process, kind, code);
  if (i.ordinal != 0 && i.loop == 0)
    for (const graph::NodeIndex boundary : ex.node(ex.place_of(i)).boundary) found.look_at(boundary);
  return found.best();
}

// It was completed, and what is in it is being undone: it catches nothing any more.
bool is_being_undone(const Instance& i) { return i.resumes && i.compensation && !i.compensation->cancels; }

Catcher find_catcher(const Execution& ex, InstanceId scope, graph::EventKind kind, std::string_view code) {
  std::uint32_t from = 0;
  for (InstanceId at = scope; at;) {
    const Instance& i = ex.instance(at);
    Catcher found;
    if (!is_being_undone(i)) found = inside(ex, i, from, kind, code);
    if (!is_being_undone(i) && found.event == graph::kNone) found = on_border(ex, i, kind, code);
    if (found.event != graph::kNone) {
      found.at = at;
      return found;
    }
    from = i.ordinal;
    at = i.scope;
  }
  return {};
}

// Code and message go into the variables that the catching event names: of its own scope when it is an event sub-process.
Result<void> hand_to(Execution& ex, const Catcher& catcher, std::string_view code, const Value& message) {
  const std::uint32_t process = ex.instance(catcher.at).process;
  const graph::EventSpec& spec = *catcher.spec;
  const auto keep = [&](InstanceId scope) -> Result<void> {
    if (!spec.code_variable.empty()) TRY_VOID(set_variable(ex, scope, spec.code_variable, Value::text(code)));
    return spec.message_variable.empty() ? Result<void>() : set_variable(ex, scope, spec.message_variable, message);
  };
  if (ex.process(process).nodes[catcher.event].kind == graph::ElementKind::kBoundaryEvent) {
    TRY_VOID(keep(ex.instance(catcher.at).scope));
    return trigger_boundary(ex, catcher.at, process, catcher.event);
  }
  const InstanceId begun = TRY(trigger_event_sub_process(ex, catcher.at, process, catcher.event));
  return ex.here().find(begun) == nullptr ? Result<void>() : keep(begun);
}

// What leaves a called process on its way outward takes the outputs of the call along, also when nobody catches it.
Result<void> pass_outputs(Execution& ex, InstanceId scope, InstanceId caught_at) {
  for (InstanceId at = scope; at && at != caught_at; at = ex.instance(at).scope)
    if (ex.instance(at).ordinal == 0 && ex.instance(at).scope) TRY_VOID(map_outputs(ex, at, ex.instance(at).scope));
  return {};
}

}  // namespace

Result<void> throw_error(Execution& ex, InstanceId scope, std::string_view code, const Value& message) {
  const Catcher catcher = find_catcher(ex, scope, graph::EventKind::kError, code);
  if (catcher.event == graph::kNone) return invalid("runtime.uncaught-error", {{"code", std::string(code)}});
  TRY_VOID(pass_outputs(ex, scope, catcher.at));
  return hand_to(ex, catcher, code, message);
}

Result<void> throw_escalation(Execution& ex, const Place& place, const graph::EventSpec& event) {
  const Catcher catcher = find_catcher(ex, place.scope, graph::EventKind::kEscalation, event.name);
  ex.emit(journal::EscalationThrown{ex.node(place).ordinal, event.name, catcher.at});
  TRY_VOID(pass_outputs(ex, place.scope, catcher.at));
  if (catcher.event == graph::kNone) return {};
  return hand_to(ex, catcher, event.name, Value());
}

}  // namespace chancery::runtime::steps
