#include "tests/simulation/coverage.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "engine/journal/record.h"
#include "tests/simulation/events.h"

namespace chancery::simulation {

namespace {

using bpmn::ElementKind;
using bpmn::EventKind;

std::string event_name(Position position, EventKind kind, bool interrupts) {
  std::string out(tag_of(element_of(position)));
  if (position == Position::kInner) out += " of an event sub-process";
  out += kind == EventKind::kNone       ? ", none"
         : kind == EventKind::kMultiple ? ", several"
                                        : ", " + std::string(tag_of(kind));
  const bool varies = position == Position::kInner || position == Position::kBoundary;
  return varies && !interrupts ? out + ", going on" : out;
}

bool always_interrupts(EventKind kind) {
  return kind == EventKind::kError || kind == EventKind::kCancel || kind == EventKind::kCompensation;
}

// Activities, gateways and what may be said of them besides.
constexpr const char* kVariants[] = {"standard loop",
                                     "multi-instance, parallel",
                                     "multi-instance, sequential",
                                     "default flow",
                                     "event sub-process",
                                     "compensation handler",
                                     "kept scope compensated",
                                     "several, all of them",
                                     "conditional flow of a task",
                                     "ad-hoc, ended by its condition",
                                     "ad-hoc, what runs may finish",
                                     "ad-hoc, one after another",
                                     "ad-hoc, event sub-process inside",
                                     "message kept for a receiver",
                                     "message flow",
                                     "complex gateway, activated",
                                     "complex gateway, reset",
                                     "complex gateway, sends tokens at its reset",
                                     "complex gateway, default flow",
                                     "complex gateway, a choice",
                                     "start event, all of several",
                                     "receive task, begins the process",
                                     "event-based gateway, begins the process",
                                     "event-based gateway, begins the process, parallel",
                                     "compensation not waited for, intermediate",
                                     "compensation not waited for, at an end",
                                     "condition that names a variable",
                                     "condition that names a variable, when created",
                                     "condition that names a variable, when updated",
                                     "cycle of months",
                                     "cycle of months, of a start event",
                                     "user task, name with expressions",
                                     "called element, chosen",
                                     "called element, all variables in",
                                     "decision, chosen",
                                     "signal, all variables in",
                                     "link, two throwers",
                                     "variables of its own",
                                     "variables handed out"};

template <class Test>
bool any_definition(const graph::Node& node, Test test) {
  if (node.event == nullptr) return false;
  const auto all = node.event->definitions();
  return std::any_of(all.begin(), all.end(), test);
}

class Passed {
 public:
  Passed(const runtime::Program& program, const Model& model) : program_(program), model_(model) {}

  void take(const journal::Record& record) {
    take_gateways(record);
    take_timers(record);
    for (const journal::Event& event : record.events) {
      if (const auto* e = std::get_if<journal::ElementActivated>(&event))
        instances_[{record.case_id, e->instance}] = {e->process, e->ordinal};
      if (const auto* e = std::get_if<journal::ElementPassed>(&event)) pass(record.case_id, e->scope, e->ordinal);
      if (const auto* e = std::get_if<journal::ElementCompleted>(&event)) pass(record.case_id, e->instance, 0);
      if (const auto* e = std::get_if<journal::ElementKept>(&event)) pass(record.case_id, e->instance, 0);
      if (const auto* e = std::get_if<journal::ElementReleased>(&event)) release(record.case_id, e->instance);
      if (std::holds_alternative<journal::ElementResumed>(event)) names.insert("kept scope compensated");
      if (std::holds_alternative<journal::BufferedTaken>(event)) names.insert("message kept for a receiver");
      if (const auto* e = std::get_if<journal::FlowTaken>(&event)) flow(record.case_id, e->scope, e->ordinal);
    }
  }

  std::set<std::string> names;

 private:
  struct Where {
    std::uint32_t process = 0;
    std::uint32_t ordinal = 0;
  };

  void take_gateways(const journal::Record& record) {
    const journal::GatewayReset* reset = nullptr;  // the event before
    for (const journal::Event& event : record.events) {
      if (std::holds_alternative<journal::GatewayActivated>(event)) names.insert("complex gateway, activated");
      if (reset != nullptr && std::holds_alternative<journal::FlowTaken>(event))
        names.insert("complex gateway, sends tokens at its reset");
      reset = std::get_if<journal::GatewayReset>(&event);
      if (reset != nullptr) names.insert("complex gateway, reset");
    }
  }

  void take_timers(const journal::Record& record) {
    for (const journal::Event& event : record.events) {
      if (const auto* e = std::get_if<journal::TimerSet>(&event); e != nullptr && e->every_months != 0)
        of_months_.insert({record.case_id, e->timer});
      if (const auto* e = std::get_if<journal::StartTimerSet>(&event); e != nullptr && e->every_months != 0)
        of_months_.insert({CaseId{}, e->timer});
      if (const auto* e = std::get_if<journal::TimerEnded>(&event);
          e != nullptr && e->fired && of_months_.contains({record.case_id, e->timer}))
        names.insert("cycle of months");
      if (const auto* e = std::get_if<journal::StartTimerFired>(&event);
          e != nullptr && of_months_.contains({CaseId{}, e->timer}))
        names.insert("cycle of months, of a start event");
    }
  }

  // Of a scope that was kept, or of an event that did not wait for its compensation.
  void release(CaseId id, InstanceId instance) {
    const Where where = instances_.at({id, instance});
    const graph::Process& process = *program_.processes[where.process];
    const graph::Node& node = process.nodes[process.node_of(where.ordinal)];
    if (node.kind == ElementKind::kIntermediateThrowEvent) names.insert("compensation not waited for, intermediate");
    if (node.kind == ElementKind::kEndEvent) names.insert("compensation not waited for, at an end");
  }

  // An element that passed in a scope, or with ordinal 0 an instance that completed.
  void pass(CaseId id, InstanceId instance, std::uint32_t ordinal) {
    const Where where = instances_.at({id, instance});
    const std::uint32_t passed = ordinal != 0 ? ordinal : where.ordinal;
    if (passed == 0) return;
    const graph::Process& process = *program_.processes[where.process];
    note(process, process.node_of(passed));
  }

  void flow(CaseId id, InstanceId scope, std::uint32_t ordinal) {
    const graph::Process& process = *program_.processes[instances_.at({id, scope}).process];
    const graph::FlowIndex index = process.flow_of(ordinal);
    const graph::Flow& taken = process.flows[index];
    if (process.nodes[taken.source].default_flow == index) {
      names.insert("default flow");
      if (process.nodes[taken.source].complex != nullptr) names.insert("complex gateway, default flow");
    }
    if (taken.conditional && is_activity(category_of(process.nodes[taken.source].kind)))
      names.insert("conditional flow of a task");
  }

  void note(const graph::Process& process, graph::NodeIndex index) {
    const graph::Node& node = process.nodes[index];
    if (model_.flow_senders.contains(node.id)) names.insert("message flow");
    if (node.begun_over != graph::kNone) names.insert("event-based gateway, begins the process");
    if (!node.awaited.empty()) names.insert("event-based gateway, begins the process, parallel");
    if (category_of(node.kind) == bpmn::Category::kEvent) {
      note_event(process, node);
      return;
    }
    names.insert(std::string(tag_of(node.kind)));
    if (node.loop != nullptr) names.insert("standard loop");
    if (node.multi_instance != nullptr)
      names.insert(node.multi_instance->sequential ? "multi-instance, sequential" : "multi-instance, parallel");
    if (node.triggered_by_event) names.insert("event sub-process");
    if (node.ad_hoc != nullptr) note_ad_hoc(*node.ad_hoc);
    if (node.triggered_by_event && node.parent != graph::kNone && process.nodes[node.parent].ad_hoc != nullptr)
      names.insert("ad-hoc, event sub-process inside");
    note_task(process, index);
    if (node.kind == ElementKind::kComplexGateway && node.complex == nullptr) names.insert("complex gateway, a choice");
    for (const graph::Node& other : process.nodes)
      if (other.compensation_handler == index) {
        names.insert("compensation handler");
        names.insert(event_name(Position::kBoundary, EventKind::kCompensation, true));
      }
  }

  void note_ad_hoc(const graph::AdHocSpec& spec) {
    if (spec.has_completion_condition)
      names.insert(spec.cancels_rest ? "ad-hoc, ended by its condition" : "ad-hoc, what runs may finish");
    if (spec.sequential && spec.begins.size() > 1) names.insert("ad-hoc, one after another");
  }

  void note_task(const graph::Process& process, graph::NodeIndex index) {
    const graph::Node& node = process.nodes[index];
    const bool begins = std::find(process.starts.begin(), process.starts.end(), index) != process.starts.end();
    if (node.kind == ElementKind::kReceiveTask && begins && node.begun_over == graph::kNone)
      names.insert("receive task, begins the process");
    if (node.user_task != nullptr && node.user_task->title.present()) names.insert("user task, name with expressions");
    if (node.decision != nullptr && !node.decision->decision.is_fixed()) names.insert("decision, chosen");
    if (node.parameters != nullptr && !node.parameters->inputs.empty()) names.insert("variables of its own");
    if (node.parameters != nullptr && !node.parameters->outputs.empty()) names.insert("variables handed out");
    if (node.call == nullptr) return;
    if (!node.call->process.is_fixed()) names.insert("called element, chosen");
    if (std::any_of(node.call->inputs.begin(), node.call->inputs.end(), [](const graph::Mapping& m) { return m.all; }))
      names.insert("called element, all variables in");
  }

  void note_event(const graph::Process& process, const graph::Node& node) {
    const bool inner = node.kind == ElementKind::kStartEvent && node.parent != graph::kNone &&
                       process.nodes[node.parent].triggered_by_event;
    Position position = Position::kInner;
    if (!inner)
      for (const Position one : kPositions)
        if (one != Position::kInner && element_of(one) == node.kind) position = one;
    names.insert(event_name(position, node.event == nullptr ? EventKind::kNone : node.event->kind, node.interrupting));
    if (node.event != nullptr && node.event->all) {
      names.insert("several, all of them");
      if (position == Position::kStart) names.insert("start event, all of several");
    }
    note_definitions(process, node);
  }

  void note_definitions(const graph::Process& process, const graph::Node& node) {
    if (any_definition(node, [](const graph::EventSpec& e) { return e.payload_all; }))
      names.insert("signal, all variables in");
    const auto names_variable = [](const graph::EventSpec& e) { return !e.variable_name.empty(); };
    if (any_definition(node, names_variable)) names.insert("condition that names a variable");
    if (any_definition(node,
                       [&](const graph::EventSpec& e) { return names_variable(e) && !e.on_update && e.on_create; }))
      names.insert("condition that names a variable, when created");
    if (any_definition(node,
                       [&](const graph::EventSpec& e) { return names_variable(e) && e.on_update && !e.on_create; }))
      names.insert("condition that names a variable, when updated");
    if (node.link_target == graph::kNone) return;
    const auto throwers = std::count_if(process.nodes.begin(), process.nodes.end(), [&node](const graph::Node& other) {
      return other.link_target == node.link_target;
    });
    if (throwers > 1) names.insert("link, two throwers");
  }

  const runtime::Program& program_;
  const Model& model_;
  std::set<std::pair<CaseId, std::uint32_t>> of_months_;
  std::map<std::pair<CaseId, InstanceId>, Where> instances_;
};

}  // namespace

Coverage coverage_of(const Machine& machine, const Model& model) {
  Coverage out;
  machine.read([&](const runtime::State&, const runtime::Program& program) {
    Passed passed(program, model);
    for (const Bytes& bytes : machine.records()) passed.take(journal::decode_record(bytes).value());
    for (const std::string& name : passed.names) out[name] = 1;
  });
  return out;
}

std::vector<std::string> wanted() {
  std::vector<std::string> out(std::begin(kVariants), std::end(kVariants));
  for (std::size_t i = 0; i < bpmn::kElementKindCount; ++i) {
    const auto kind = static_cast<ElementKind>(i);
    if (support_of(kind) == bpmn::Support::kSupported && category_of(kind) != bpmn::Category::kEvent)
      out.emplace_back(tag_of(kind));
  }
  constexpr EventKind kKinds[] = {
#define CHANCERY_EVENT(name, tag, start, inner, catching, throwing, boundary, end) EventKind::k##name,
#include "engine/bpmn/elements.def"
  };
  for (const EventKind kind : kKinds)
    for (const Position position : kPositions) {
      if (!is_supported(kind, position)) continue;
      out.push_back(event_name(position, kind, true));
      const bool varies = position == Position::kInner || position == Position::kBoundary;
      if (varies && !always_interrupts(kind)) out.push_back(event_name(position, kind, false));
    }
  return out;
}

}  // namespace chancery::simulation
