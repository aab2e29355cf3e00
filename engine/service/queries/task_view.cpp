#include "engine/service/queries/task_view.h"

#include <algorithm>

namespace chancery::service::queries {

namespace {
constexpr std::int64_t kSoonDays = 2;
}

const graph::Node& TaskAt::node() const {
  const graph::Process& process = *program.processes[instance.process];
  return process.nodes[process.node_of(instance.ordinal)];
}

const runtime::NodeBinding& TaskAt::binding() const {
  return program.bindings[instance.process][program.processes[instance.process]->node_of(instance.ordinal)];
}

duty::Question TaskAt::question(duty::Entrance entrance, PersonId actor, PersonId target) const {
  duty::Question q;
  q.entrance = entrance;
  q.actor = actor;
  q.target = target;
  q.on_behalf_of = task().assignee == actor ? task().delegator : PersonId{};
  q.duty = duty();
  q.element = instance.ordinal;
  q.instance = instance.id;
  return q;
}

std::optional<TaskAt> open_task(const Reading& reading, TaskId id) {
  const runtime::TaskPlace* place = reading.state.tasks.find(id);
  const runtime::CaseState* c = place == nullptr ? nullptr : reading.state.cases.find(place->case_id);
  const runtime::Program* program = c == nullptr ? nullptr : reading.impl.programs.find(c->package);
  if (program == nullptr) return std::nullopt;
  return TaskAt{place->case_id, *c, *c->find(place->instance), *program};
}

std::string_view due_state(const Reading& reading, Instant due) {
  if (due.ms == 0) return "none";
  if (due < reading.at) return "overdue";
  const std::int64_t days =
      reading.zones.local_date(due).days_since_epoch() - reading.zones.local_date(reading.at).days_since_epoch();
  return days == 0 ? "today" : days <= kSoonDays ? "soon" : "normal";
}

Value workflow_text(const runtime::Program* program, std::string_view workflow) {
  const runtime::WorkflowInfo* info =
      program == nullptr ? nullptr : program->workflow(program->find_workflow(workflow));
  return code_text(workflow, info == nullptr ? Value::text(workflow) : info->name);
}

Value title_of(const runtime::Program* program, std::uint32_t workflow, std::string_view title) {
  if (!title.empty()) return Value::text(title);
  const runtime::WorkflowInfo* info = program == nullptr ? nullptr : program->workflow(workflow);
  return info == nullptr ? Value::text("") : info->name;
}

List offered_to(const runtime::Program& program, duty::DutyIndex duty) {
  List out;
  if (duty == duty::kNoDuty || duty >= program.rules->duty_count()) return out;
  for (const duty::PostIndex post : program.rules->duty(duty).who.posts)
    out.push_back(pair(program.rules->post(post).name));
  return out;
}

namespace {

// As the model has it now, with its expressions answered; a name that is a person stays a reference.
Value task_name(const TaskAt& at) {
  const Value& computed = at.task().wishes.get("name");
  if (!computed.is_null()) return computed;
  return Value::text(at.node().name.empty() ? at.node().id : at.node().name);
}

}  // namespace

Value task_view(const Reading& reading, const TaskAt& at) {
  const runtime::Task& task = at.task();
  const runtime::WorkflowInfo* workflow = at.program.workflow(at.c.workflow);
  Context of;
  of.set("id", id_text(at.case_id));
  of.set("number", id_text(at.case_id));
  of.set("title", title_of(&at.program, at.c.workflow, at.c.title));
  of.set("root", id_text(at.case_id));
  Context out;
  out.set("id", id_text(task.id));
  out.set("name", task_name(at));
  out.set("element", Value::text(at.node().id));
  out.set("duty", duty_text(at.program, at.duty()));
  out.set("case", Value::context(std::move(of)));
  out.set("workflow", workflow == nullptr ? code_text("", Value::text("")) : code_text(workflow->id, workflow->name));
  out.set("unit", unit_ref(reading, at.c.unit));
  out.set("state", Value::text(!task.assignee ? "open" : task.delegator ? "delegated" : "claimed"));
  out.set("assignee", person_or_null(task.assignee));
  out.set("owner", person_or_null(task.delegator));
  out.set("starter", person_or_program(at.c.starter));
  out.set("created_at", local_instant(reading.zones, task.created));
  out.set("due_at", instant_or_null(reading.zones, task.due));
  out.set("due_state", Value::text(due_state(reading, task.due)));
  out.set("version", number_text(task.version));
  return Value::context(std::move(out));
}

Value open_task_view(const Reading& reading, const TaskAt& at, PersonId viewer) {
  const runtime::Task& task = at.task();
  const bool mine =
      task.assignee ? task.assignee == viewer : is_offered(reading, viewer, at.case_id, at.c, at.instance, at.program);
  Context out;
  out.set("id", id_text(task.id));
  out.set("name", task_name(at));
  out.set("element", Value::text(at.node().id));
  out.set("duty", duty_text(at.program, at.duty()));
  out.set("assignee", person_or_null(task.assignee));
  out.set("due_at", instant_or_null(reading.zones, task.due));
  out.set("due_state", Value::text(due_state(reading, task.due)));
  out.set("offered_to", Value::list(task.assignee ? List{} : offered_to(at.program, at.duty())));
  out.set("mine", Value::boolean(mine));
  return Value::context(std::move(out));
}

List open_tasks(const Reading& reading, CaseId id, const runtime::CaseState& c, PersonId viewer, std::size_t limit) {
  const ProgramPointer program = reading.program(c.package);
  List mine;
  List others;
  if (program == nullptr) return mine;
  for (const runtime::Instance& i : c.instances) {
    if (!i.task) continue;
    Value shown = open_task_view(reading, {id, c, i, *program}, viewer);
    (shown.get("mine").is_true() ? mine : others).push_back(std::move(shown));
    if (mine.size() >= limit) break;
  }
  for (Value& other : others)
    if (mine.size() < limit) mine.push_back(std::move(other));
  return mine;
}

}  // namespace chancery::service::queries
