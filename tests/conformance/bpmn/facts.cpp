#include "tests/conformance/bpmn/facts.h"

#include <algorithm>

namespace chancery::conformance {

namespace {

using Kind = graph::ElementKind;

// What a start event of the deployment waits for.
void add_starts(const runtime::Programs& programs, Facts& out) {
  const runtime::Program* latest = programs.latest();
  if (latest == nullptr) return;
  for (const runtime::EventStart& start : latest->event_starts) {
    const graph::Node& node = latest->processes[start.process]->nodes[start.node];
    const graph::EventSpec& event = node.event->definitions()[start.definition];
    switch (event.kind) {
      case graph::EventKind::kMessage: out.subscriptions.push_back("message:" + event.name + "@" + node.id); break;
      case graph::EventKind::kSignal: out.subscriptions.push_back("signal:" + event.name + "@" + node.id); break;
      case graph::EventKind::kConditional: out.subscriptions.push_back("conditional:null@" + node.id); break;
      default: break;
    }
  }
}

bool is_scope(Kind kind) {
  return kind == Kind::kSubProcess || kind == Kind::kTransaction || kind == Kind::kAdHocSubProcess;
}

void add_node(const Seen& seen, const graph::Node& node, Facts& out) {
  if (seen.instance.lifecycle == runtime::Lifecycle::kKept) return;  // completed, but can still be compensated
  if (seen.instance.body) return;  // of a multi-instance activity: its instances count
  if (is_scope(node.kind)) out.scopes.push_back(node.id);
  if (node.kind == Kind::kReceiveTask || node.kind == Kind::kIntermediateCatchEvent ||
      node.kind == Kind::kEventBasedGateway)
    out.waiting.push_back(node.id);
  else if (seen.instance.task) {
    out.tasks.push_back(node.id);
    const Value& name = seen.instance.task->wishes.get("name");
    out.task_names.push_back(name.is_text() ? std::string(name.as_text()) : node.name);
  } else if (seen.instance.work) {
    out.services.push_back(node.id);
  }
}

void add_instance(const Seen& seen, Facts& out) {
  if (seen.instance.lifecycle == runtime::Lifecycle::kKept) return;  // completed; it can be compensated
  if (const graph::Node* node = seen.node()) return add_node(seen, *node, out);
  ++out.instances[seen.process().id];
  out.scopes.push_back(seen.process().id);
}

// Tokens, timers and subscriptions of a case, named through the instance on which they hang.
void add_waits(const Seen& seen, Facts& out) {
  const runtime::CaseState& c = seen.state;
  for (const runtime::Token& token : c.tokens)
    if (token.scope == seen.instance.id) {
      const graph::Process& process = seen.process();
      out.joins.push_back(process.nodes[process.flows[process.flow_of(token.flow)].target].id);
    }
  for (const runtime::Timer& timer : c.timers)
    if (timer.instance == seen.instance.id) out.timers.push_back(seen.element(timer.ordinal).id);
  for (const runtime::Subscription& s : c.subscriptions)
    if (s.instance == seen.instance.id)
      out.subscriptions.push_back((s.condition ? "conditional:null" : (s.signal ? "signal:" : "message:") + s.name) +
                                  "@" + seen.element(s.ordinal).id);
}

}  // namespace

void for_each_instance(const MemoryEngine& engine, const std::function<void(const Seen&)>& each) {
  engine.read([&](const runtime::State& state, const runtime::Programs& programs) {
    state.cases.for_each([&](CaseId id, const runtime::CaseState& c) {
      const runtime::Program* program = programs.find(c.package);
      for (const runtime::Instance& i : c.instances) each({id, c, *program, i});
      return true;
    });
  });
}

Facts facts_of(const MemoryEngine& engine) {
  Facts out;
  for_each_instance(engine, [&out](const Seen& seen) {
    out.ended = false;
    add_instance(seen, out);
    add_waits(seen, out);
  });
  engine.read([&out](const runtime::State& state, const runtime::Programs& programs) {
    add_starts(programs, out);
    state.start_timers.for_each([&](std::uint32_t, const runtime::StartTimer& timer) {
      const graph::Process& process = *programs.find(timer.package)->processes[timer.process];
      if (timer.armed) out.timers.push_back(process.nodes[process.node_of(timer.ordinal)].id);
      return true;
    });
  });
  for (Ids* ids : {&out.tasks, &out.task_names, &out.services, &out.waiting, &out.joins, &out.timers,
                   &out.subscriptions, &out.scopes})
    std::sort(ids->begin(), ids->end());
  return out;
}

const Value* own_variable(const runtime::Program& program, const runtime::Instance& instance, std::string_view name) {
  const auto symbol = program.symbols.find(name);
  for (const runtime::Variable& v : instance.variables)
    if (v.is(symbol, name)) return &v.value;
  return nullptr;
}

const Value* visible_variable(const Seen& seen, std::string_view name) {
  for (const runtime::Instance* i = &seen.instance; i != nullptr; i = seen.state.find(i->scope)) {
    if (const Value* found = own_variable(seen.program, *i, name)) return found;
    if (i->ordinal == 0) return nullptr;
  }
  return nullptr;
}

std::string join_text(const Ids& ids) {
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : ", ") + id;
  return out;
}

}  // namespace chancery::conformance
