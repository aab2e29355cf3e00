#include "tests/simulation/standing.h"

#include "tests/simulation/machine.h"

namespace chancery::simulation {

namespace {

class Look {
 public:
  Look(const runtime::Program& program, CaseId id, const runtime::CaseState& c, Standing& out)
      : program_(program), id_(id), case_(c), out_(out) {}

  void take() {
    out_.cases.push_back(id_);
    for (const runtime::Instance& i : case_.instances) {
      if (i.task) out_.tasks.push_back({i.task->id, i.task->assignee, node(i.id, i.ordinal).id});
      if (i.work && i.lifecycle == runtime::Lifecycle::kActive)
        out_.works.push_back({id_, i.id, node(i.id, i.ordinal).id});
    }
    for (const runtime::Incident& i : case_.incidents) out_.incidents.push_back({id_, i.instance, i.timer});
    for (const runtime::Subscription& s : case_.subscriptions) {
      const graph::Node& event = node(s.instance, s.ordinal);
      const bool blocks = event.kind == graph::ElementKind::kIntermediateCatchEvent ||
                          event.kind == graph::ElementKind::kReceiveTask ||
                          (event.kind == graph::ElementKind::kStartEvent && event.parent == graph::kNone);
      out_.waits.push_back({id_, s.instance, s.ordinal, s.signal, s.condition, blocks, s.name, s.key, event.id});
    }
  }

 private:
  const graph::Node& node(InstanceId instance, std::uint32_t ordinal) const {
    const graph::Process& process = *program_.processes[case_.find(instance)->process];
    return process.nodes[process.node_of(ordinal)];
  }

  const runtime::Program& program_;
  CaseId id_;
  const runtime::CaseState& case_;
  Standing& out_;
};

}  // namespace

Standing standing_of(const runtime::State& state, const runtime::Program& program) {
  Standing out;
  for (const auto& [id, c] : state.cases.own()) Look(program, id, *c, out).take();
  out.due = next_due(state);
  return out;
}

}  // namespace chancery::simulation
