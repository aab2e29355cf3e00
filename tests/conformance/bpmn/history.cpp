#include "tests/conformance/bpmn/history.h"

#include <set>

namespace chancery::conformance {

namespace {

using Kind = graph::ElementKind;

class Reading {
 public:
  explicit Reading(const runtime::Programs& programs) : programs_(programs) {}

  void read(const journal::Record& record) {
    case_ = record.case_id;
    for (const journal::Event& event : record.events)
      std::visit(
          [this](const auto& e) {
            if constexpr (requires(Reading & r) { r.see(e); }) see(e);
          },
          event);
  }
  History take() { return std::move(out_); }

  void see(const journal::CaseStarted& e) {
    out_.cases.push_back(case_);
    packages_[case_] = e.package;
  }
  void see(const journal::ElementActivated& e) {
    Instance& i = instances_[{case_, e.instance}];
    i = {e.process, e.ordinal, e.multi_body};
    if (!e.multi_body) enter(name(i));
  }
  void see(const journal::ElementCompleted& e) {
    const Instance& i = instances_.at({case_, e.instance});
    if (!i.body) ++out_.completed[name(i)];
  }
  void see(const journal::ElementKept& e) {
    const Instance& i = instances_.at({case_, e.instance});
    if (!i.body) ++out_.completed[name(i)];
  }
  void see(const journal::ElementPassed& e) {
    const graph::Process& p = process(e.scope);
    const graph::Node& node = p.nodes[p.node_of(e.ordinal)];
    const bool join =
        node.incoming.size() > 1 && (node.kind == Kind::kParallelGateway || node.kind == Kind::kInclusiveGateway);
    if (!join && thrown_.erase({case_, e.ordinal}) == 0) enter(node.id);
    ++out_.completed[node.id];
  }
  void see(const journal::TokenArrived& e) {
    const graph::Process& p = process(e.scope);
    enter(p.nodes[p.flows[p.flow_of(e.flow)].target].id);
  }
  void see(const journal::FlowTaken& e) {
    const graph::Process& p = process(e.scope);
    ++out_.flows[p.flows[p.flow_of(e.ordinal)].id];
  }
  // What is thrown is received before the thrower is left, and may end the thrower.
  void see(const journal::MessageThrown& e) { enter_thrower(e.ordinal); }
  void see(const journal::EscalationThrown& e) { enter_thrower(e.ordinal); }

 private:
  struct Instance {
    std::uint32_t process = 0;
    std::uint32_t ordinal = 0;
    bool body = false;
  };

  const runtime::Program& program() const { return *programs_.find(packages_.at(case_)); }
  const graph::Process& process(InstanceId scope) const {
    return *program().processes[instances_.at({case_, scope}).process];
  }
  std::string name(const Instance& i) const {
    const graph::Process& p = *program().processes[i.process];
    return i.ordinal == 0 ? p.id : p.nodes[p.node_of(i.ordinal)].id;
  }
  void enter_thrower(std::uint32_t ordinal) {
    for (const auto& p : program().processes)
      if (p->node_of(ordinal) != graph::kNone && thrown_.insert({case_, ordinal}).second)
        enter(p->nodes[p->node_of(ordinal)].id);
  }
  void reach(const std::string& id) { out_.first.emplace(id, out_.first.size()); }
  void enter(const std::string& id) {
    reach(id);
    ++out_.entered[id];
  }

  const runtime::Programs& programs_;
  History out_;
  CaseId case_;
  std::map<CaseId, PackageId> packages_;
  std::map<std::pair<CaseId, InstanceId>, Instance> instances_;
  std::set<std::pair<CaseId, std::uint32_t>> thrown_;  // entered by what they threw and not passed yet
};

}  // namespace

History history_of(const MemoryEngine& engine) {
  const std::vector<journal::Record> journal = engine.journal();
  return engine.read([&journal](const runtime::State&, const runtime::Programs& programs) {
    Reading reading(programs);
    for (const journal::Record& record : journal) reading.read(record);
    return reading.take();
  });
}

}  // namespace chancery::conformance
