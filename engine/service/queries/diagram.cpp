// diagram: the BPMN of a case and of the cases it called, each process run with where it stands.
#include <algorithm>

#include "engine/service/queries/case_stories.h"
#include "engine/service/queries/task_view.h"
#include "engine/service/queries/traces.h"

namespace chancery::service {

namespace {

using namespace queries;

constexpr std::size_t kProcessesMax = 50;  // each comes with its whole BPMN

// An element at which the case waits; the loops of a multi-instance activity are one.
struct CurrentStep {
  const graph::Node* node = nullptr;
  Instant since;
  List who;
  TaskId task;
  Instant due;
};

class ProcessPicture {
 public:
  ProcessPicture(const Impl& impl, const CaseStory& of, const Trace& trace)
      : zones_(*impl.ports.zones),
        story_(of.story),
        live_(of.seen.live.get()),
        trace_(trace),
        process_(of.story.process_of(*trace.run)) {}

  Value write() const {
    List incidents = stopped();
    const bool ended = live_ == nullptr || trace_.run->end != RunEnd::kNone;
    Context out;
    out.set("case", id_text(story_.id));
    out.set("process", Value::text(process_.id));
    out.set("name", name());
    out.set("state", Value::text(ended ? "ended" : incidents.empty() ? "active" : "incident"));
    const auto file = story_.program->files.find(process_.file);
    out.set("xml", Value::text(file == story_.program->files.end() ? std::string_view() : file->second));
    out.set("done", done());
    out.set("current", current());
    List flows;
    for (const std::string& flow : trace_.flows) flows.push_back(Value::text(flow));
    out.set("flows", Value::list(std::move(flows)));
    out.set("incidents", Value::list(std::move(incidents)));
    return Value::context(std::move(out));
  }

 private:
  Value name() const {
    for (const runtime::WorkflowInfo& workflow : story_.program->workflows)
      if (workflow.process == trace_.run->process) return workflow.name;
    return Value::text(process_.name.empty() ? process_.id : process_.name);
  }

  Value done() const {
    List out;
    for (const DoneStep& step : trace_.done) {
      List by;
      for (const PersonId person : step.by) by.push_back(person_ref(person));
      Context one;
      one.set("element", Value::text(step.node->id));
      one.set("name", Value::text(step.node->name));
      one.set("at", local_instant(zones_, step.at));
      one.set("by", Value::list(std::move(by)));
      one.set("count", integer(static_cast<std::int64_t>(step.count)));
      out.push_back(Value::context(std::move(one)));
    }
    return Value::list(std::move(out));
  }

  bool is_inside(InstanceId instance) const { return story_.process_run(instance) == trace_.run; }

  Instant due_of(const runtime::Instance& i) const {
    if (i.task) return i.task->due;
    for (const runtime::Timer& timer : live_->timers)
      if (timer.instance == i.id && timer.ordinal == i.ordinal) return timer.due;
    return {};
  }

  List who(const runtime::Instance& i) const {
    if (!i.task) return {};
    if (i.task->assignee) return {name_slot(i.task->assignee)};
    return i.task->duty == 0 ? List{} : offered_to(*story_.program, static_cast<duty::DutyIndex>(i.task->duty - 1));
  }

  // A sub-process stands where its inner elements stand; a call activity stands for the run that has an entry of its
  // own.
  std::vector<CurrentStep> waiting() const {
    std::vector<CurrentStep> out;
    if (live_ == nullptr) return out;
    for (const runtime::Instance& i : live_->instances) {
      if (i.ordinal == 0 || i.body || i.lifecycle == runtime::Lifecycle::kKept || !is_inside(i.id)) continue;
      const graph::Node& node = process_.nodes[process_.node_of(i.ordinal)];
      if (bpmn::is_sub_process(node.kind)) continue;
      const auto known =
          std::find_if(out.begin(), out.end(), [&node](const CurrentStep& step) { return step.node == &node; });
      if (known == out.end()) {
        out.push_back({&node, story_.find(i.id)->began, who(i), i.task ? i.task->id : TaskId{}, due_of(i)});
        continue;
      }
      for (Value& one : who(i))
        if (std::find(known->who.begin(), known->who.end(), one) == known->who.end())
          known->who.push_back(std::move(one));
    }
    return out;
  }

  Value current() const {
    List out;
    for (CurrentStep& step : waiting()) {
      Context one;
      one.set("element", Value::text(step.node->id));
      one.set("name", Value::text(step.node->name));
      one.set("since", local_instant(zones_, step.since));
      one.set("who", Value::list(std::move(step.who)));
      one.set("task", id_or_null(step.task));
      one.set("due_at", instant_or_null(zones_, step.due));
      out.push_back(Value::context(std::move(one)));
    }
    return Value::list(std::move(out));
  }

  // Elements with an incident: a timer's or a message's event, else the activity itself.
  List stopped() const {
    List out;
    if (live_ == nullptr) return out;
    for (const runtime::Incident& incident : live_->incidents) {
      if (!is_inside(incident.instance)) continue;
      std::uint32_t ordinal = incident.ordinal != 0 ? incident.ordinal : live_->find(incident.instance)->ordinal;
      if (const runtime::Timer* timer = live_->find_timer(incident.timer)) ordinal = timer->ordinal;
      const Value id = Value::text(process_.nodes[process_.node_of(ordinal)].id);
      if (std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
    }
    return out;
  }

  const ZoneTable& zones_;
  const Story& story_;
  const runtime::CaseState* live_;
  const Trace& trace_;
  const graph::Process& process_;
};

}  // namespace

Result<Value> Engine::diagram(Viewer viewer, CaseId id) const {
  List processes;
  for (const CaseStory& of : TRY(case_stories(*impl_, viewer, id)))
    for (const Trace& trace : traces_of(of.story))
      if (processes.size() < kProcessesMax) processes.push_back(ProcessPicture(*impl_, of, trace).write());
  Context out;
  out.set("processes", Value::list(std::move(processes)));
  return finish(*impl_, Value::context(std::move(out)));
}

}  // namespace chancery::service
