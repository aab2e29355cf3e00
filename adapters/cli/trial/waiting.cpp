#include "adapters/cli/trial/waiting.h"

#include <algorithm>

#include "adapters/cli/trial/names.h"
#include "engine/runtime/steps/duties.h"

namespace chancery::cli::trial {

namespace {

class Collector {
 public:
  Collector(const runtime::State& state, const runtime::Programs& programs, const memory::EngineInMemory& engine)
      : state_(state), programs_(programs), engine_(engine) {}

  std::vector<Waiting> collect() {
    state_.cases.for_each([this](CaseId id, const runtime::CaseState& c) {
      id_ = id;
      case_ = &c;
      program_ = programs_.find(c.package);
      for (const runtime::Instance& instance : c.instances) add(instance);
      return true;
    });
    state_.start_timers.for_each([this](std::uint32_t, const runtime::StartTimer& timer) {
      if (timer.armed) add(timer);
      return true;
    });
    return std::move(out_);
  }

 private:
  void add(const runtime::Instance& instance) {
    if (instance.lifecycle == runtime::Lifecycle::kKept) return;  // has ended; it can be compensated
    instance_ = &instance;
    if (instance.task) add_task(*instance.task);
    if (instance.work && instance.lifecycle != runtime::Lifecycle::kIncident) {
      Waiting& work = begin(WaitKind::kWork, instance.ordinal);
      work.name = instance.work->topic;
      work.details = instance.work->inputs;
    }
    for (const runtime::Subscription& s : case_->subscriptions)
      if (s.instance == instance.id) add_subscription(s);
    for (const runtime::Timer& t : case_->timers)
      if (t.instance == instance.id && !t.stopped) begin(WaitKind::kTimer, t.ordinal).due = t.due;
    for (const runtime::Token& t : case_->tokens)
      if (t.scope == instance.id) add_token(t);
    for (const runtime::Incident& i : case_->incidents)
      if (i.instance == instance.id) add_incident(i);
  }

  Waiting& begin(WaitKind kind, std::uint32_t ordinal) {
    Waiting& out = out_.emplace_back();
    out.kind = kind;
    out.case_id = id_;
    out.instance = instance_->id;
    if (const graph::Node* node = node_at(process_of(*program_, *instance_), ordinal)) {
      out.element = node->id;
      out.label = label(*node);
      if (instance_->loop > 0) out.label += " [" + std::to_string(instance_->loop) + "]";
    }
    return out;
  }

  void add_task(const runtime::Task& task) {
    Waiting& out = begin(WaitKind::kTask, instance_->ordinal);
    out.task = task.id;
    out.due = task.due;
    out.details = task.wishes;
    const runtime::steps::TaskFacts facts(*program_, state_, engine_.zones(), id_, *case_, instance_->id,
                                          engine_.now());
    duty::Question question;
    question.entrance = duty::Entrance::kComplete;
    question.duty = task.duty == 0 ? duty::kNoDuty : static_cast<duty::DutyIndex>(task.duty - 1);
    question.element = instance_->ordinal;
    question.instance = instance_->id;
    const auto may = [&](PersonId person) {
      question.actor = person;
      return person && (question.duty == duty::kNoDuty || program_->duty->check(question, facts.facts()).allowed());
    };
    std::vector<PersonId> asked;
    if (task.assignee)
      asked = {task.assignee};
    else if (question.duty != duty::kNoDuty)
      asked = program_->duty->candidates(question.duty, facts.facts());
    std::copy_if(asked.begin(), asked.end(), std::back_inserter(out.persons), may);
    if (!asked.empty()) return;
    if (may(case_->applicant)) out.persons.push_back(case_->applicant);
    if (case_->starter != case_->applicant && may(case_->starter)) out.persons.push_back(case_->starter);
    out.anybody = !out.persons.empty();
  }

  void add_subscription(const runtime::Subscription& s) {
    Waiting& out = begin(s.condition ? WaitKind::kCondition
                         : s.signal  ? WaitKind::kSignal
                                     : WaitKind::kMessage,
                         s.ordinal);
    out.name = s.name;
    out.key = s.key;
  }

  void add_token(const runtime::Token& token) {
    const graph::Process& process = process_of(*program_, *instance_);
    const graph::Flow& flow = process.flows[process.flow_of(token.flow)];
    begin(WaitKind::kJoin, process.nodes[flow.target].ordinal).name = flow.id;
  }

  void add_incident(const runtime::Incident& incident) {
    const runtime::Timer* timer = incident.timer == 0 ? nullptr : case_->find_timer(incident.timer);
    const std::uint32_t event = timer != nullptr ? timer->ordinal : incident.ordinal;
    Waiting& out = begin(WaitKind::kIncident, event != 0 ? event : instance_->ordinal);
    out.timer = incident.timer;
    out.code = incident.code;
    out.parameters.reserve(incident.parameters.size());
    for (const auto& [name, value] : incident.parameters) out.parameters.push_back({name, value});
  }

  void add(const runtime::StartTimer& timer) {
    const graph::Process& process = *programs_.find(timer.package)->processes[timer.process];
    Waiting& out = out_.emplace_back();
    out.kind = WaitKind::kStartTimer;
    out.due = timer.due;
    out.label = label(process);
    if (const graph::Node* node = node_at(process, timer.ordinal)) out.element = node->id;
  }

  const runtime::State& state_;
  const runtime::Programs& programs_;
  const memory::EngineInMemory& engine_;
  CaseId id_;
  const runtime::CaseState* case_ = nullptr;
  const runtime::Program* program_ = nullptr;
  const runtime::Instance* instance_ = nullptr;
  std::vector<Waiting> out_;
};

}  // namespace

std::vector<Waiting> waiting_in(const memory::EngineInMemory& engine) {
  return engine.read([&engine](const runtime::State& state, const runtime::Programs& programs) {
    return Collector(state, programs, engine).collect();
  });
}

}  // namespace chancery::cli::trial
