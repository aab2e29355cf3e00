#include "engine/service/queries/traces.h"

#include <algorithm>

#include "engine/journal/commands.h"

namespace chancery::service::queries {

namespace {

using graph::ElementKind;

class Tracer {
 public:
  explicit Tracer(const Story& story) : story_(story) {
    for (const auto& [instance, run] : story.runs)
      if (run.id && run.ordinal == 0) traces_.push_back({&run, {}, {}});
  }

  std::vector<Trace> run() {
    for (const journal::Record& record : story_.records)
      for (const journal::Event& event : record.events) {
        if (const auto* passed = std::get_if<journal::ElementPassed>(&event)) pass(record, *passed);
        if (const auto* completed = std::get_if<journal::ElementCompleted>(&event)) complete(record, *completed);
        if (const auto* flow = std::get_if<journal::FlowTaken>(&event)) take(*flow);
      }
    return std::move(traces_);
  }

 private:
  Trace* trace_around(InstanceId instance) {
    const Run* process = story_.process_run(instance);
    const auto found =
        std::find_if(traces_.begin(), traces_.end(), [process](const Trace& trace) { return trace.run == process; });
    return found == traces_.end() ? nullptr : &*found;
  }

  void pass(const journal::Record& record, const journal::ElementPassed& e) {
    Trace* trace = trace_around(e.scope);
    const graph::Node* node = story_.node_at(e.scope, e.ordinal);
    if (trace != nullptr && node != nullptr) finish(*trace, *node, record, who_caused(record, *trace, *node));
  }

  void complete(const journal::Record& record, const journal::ElementCompleted& e) {
    Trace* trace = trace_around(e.instance);
    const Run* run = story_.find(e.instance);
    const graph::Node* node = run == nullptr ? nullptr : story_.node_of(*run);
    if (trace == nullptr || node == nullptr) return;
    // A multi-instance activity is done as often as its loops are; without any it is done all the same.
    if (run->is_body &&
        std::any_of(trace->done.begin(), trace->done.end(), [node](const DoneStep& step) { return step.node == node; }))
      return;
    finish(*trace, *node, record, run->task ? run->completed_by : who_caused(record, *trace, *node));
  }

  void take(const journal::FlowTaken& e) {
    Trace* trace = trace_around(e.scope);
    if (trace == nullptr) return;
    const graph::Process& process = story_.process_of(*trace->run);
    const graph::FlowIndex flow = process.flow_of(e.ordinal);
    if (flow == graph::kNone) return;
    const std::string& id = process.flows[flow].id;
    if (std::find(trace->flows.begin(), trace->flows.end(), id) == trace->flows.end()) trace->flows.push_back(id);
  }

  static void finish(Trace& trace, const graph::Node& node, const journal::Record& record, PersonId by) {
    DoneStep step;
    const auto known = std::find_if(trace.done.begin(), trace.done.end(),
                                    [&node](const DoneStep& before) { return before.node == &node; });
    if (known != trace.done.end()) {
      step = std::move(*known);
      trace.done.erase(known);
    }
    step.node = &node;
    step.at = record.at;
    ++step.count;
    if (by && std::find(step.by.begin(), step.by.end(), by) == step.by.end()) step.by.push_back(by);
    trace.done.push_back(std::move(step));
  }

  // A person begins the case with its start form, or sends the message that an event waits for; the rest the program
  // does.
  PersonId who_caused(const journal::Record& record, const Trace& trace, const graph::Node& node) const {
    if (node.kind == ElementKind::kStartEvent)
      return trace.run->scope || node.parent != graph::kNone ? PersonId{} : story_.started.starter;
    const bool sent =
        record.command == journal::CorrelateMessage::kCommand || record.command == journal::WithdrawCase::kCommand;
    return sent && is_received(record, node) ? record.actor.person : PersonId{};
  }

  bool is_received(const journal::Record& record, const graph::Node& node) const {
    return std::any_of(record.events.begin(), record.events.end(), [&](const journal::Event& event) {
      const auto* closed = std::get_if<journal::SubscriptionClosed>(&event);
      return closed != nullptr && closed->received && story_.node_at(closed->instance, closed->ordinal) == &node;
    });
  }

  const Story& story_;
  std::vector<Trace> traces_;
};

}  // namespace

std::vector<Trace> traces_of(const Story& story) { return Tracer(story).run(); }

}  // namespace chancery::service::queries
