// task: one task with its form, what the viewer may do with it, and what was handed in before. One that is over is read
// back from the journal: the number of a task begins with the number of the record that created it.
#include <map>

#include "engine/runtime/limits.h"
#include "engine/service/queries/case_view.h"
#include "engine/service/queries/form_view.h"
#include "engine/service/queries/meetings.h"
#include "engine/service/queries/submissions.h"
#include "engine/service/queries/verbs.h"

namespace chancery::service {

namespace {

using namespace queries;
using Type = forms::ComponentType;

// ---- while it is open

// What a step that writes over an earlier submission (its own variable named in the model) finds there; null else.
Value submitted_before(const TaskAt& at, const feel::Scope& scope) {
  if (at.node().result_variable.empty()) return {};
  const auto symbol = at.program.symbols.find(at.node().result_variable);
  const Value* value = symbol ? scope.lookup(*symbol) : nullptr;
  return value != nullptr && value->is_context() ? *value : Value();
}

std::optional<std::string> meeting_of(const Reading& reading, const duty::CaseFacts& facts) {
  for (const duty::ObjectRef& object : facts.objects)
    if (object.kind == kMeetingKind && reading.state.registers.entity(object.kind, object.id) != nullptr)
      return object.id;
  return std::nullopt;
}

struct OpenTask {
  Context detail;
  CaseId case_id;
  EventNumber head;  // of the case as it stood then
  bool entitled = false;
  const forms::FormSchema* form = nullptr;
  Value before;  // what the form starts from, as it is stored
};

// None when it is over, or never was. Error: not_found service.no-task when it is not for the viewer to see.
Result<std::optional<OpenTask>> look_at_open(const Reading& reading, TaskId id, PersonId viewer) {
  const auto at = open_task(reading, id);
  if (!at) return std::optional<OpenTask>();
  const Sight sight(reading, viewer);
  if (!sight.sees_case(reading, at->case_id, at->c)) return not_found("service.no-task");
  const runtime::steps::TaskFacts facts(at->program, reading.state, reading.zones, at->case_id, at->c, at->instance.id,
                                        reading.at);
  OpenTask out;
  out.case_id = at->case_id;
  out.head = at->c.head;
  out.entitled = sight.is_entitled(at->c.unit, at->c.applicant);
  out.form = at->binding().form;
  out.detail = task_view(reading, *at).as_context();
  out.detail.set("form", Value());
  if (out.form != nullptr) {
    out.before = submitted_before(*at, facts.scope());
    out.detail.set("form", form_view(reading, {at->program, *out.form, facts.scope(), at->c.unit, sight}));
  }
  out.detail.set("verbs", Value::list(task_verbs(reading, *at, facts.facts(), viewer)));
  const auto meeting = meeting_of(reading, facts.facts());
  out.detail.set("meeting", meeting ? Value::text(*meeting) : Value());
  return std::optional(std::move(out));
}

// A stored value as a field of the form holds it: persons are ids.
Value field_value(const Fields& fields, const forms::Component& component, const Value& stored) {
  const auto row = [&](const Value& item) {
    Context out;
    for (const forms::Component& inner : component.components)
      if (!inner.key.empty()) out.set(inner.key, field_value(fields, inner, item.get(inner.key)));
    return Value::context(std::move(out));
  };
  if (component.type == Type::kPerson) return id_or_null(person_of(stored));
  if (!stored.is_list() || (component.type != Type::kPersons && component.type != Type::kDynamicList))
    return fields.form_value(stored);
  List out;
  for (const Value& item : stored.as_list())
    out.push_back(component.type == Type::kPersons ? id_or_null(person_of(item)) : row(item));
  return Value::list(std::move(out));
}

// Personal ones only for who is entitled to them.
void add_values(Context& out, const Fields& fields, bool entitled, const std::vector<forms::Component>& components,
                const Value& stored) {
  for (const forms::Component& component : components) {
    if (component.type == Type::kGroup) add_values(out, fields, entitled, component.components, stored);
    const Value& value = stored.get(component.key);
    if (component.key.empty() || value.is_null() || (component.personal && !entitled)) continue;
    out.set(component.key, field_value(fields, component, value));
  }
}

// ---- when it is over

Error no_task(const Error& error) { return error.kind == ErrorKind::kNotFound ? not_found("service.no-task") : error; }

EventNumber record_of(TaskId id) { return EventNumber{id.value / (runtime::kTasksPerCommandMax + 1)}; }

// How a task began: with its element, in one record.
struct Beginning {
  CaseId case_id;
  Instant at;
  journal::TaskCreated task;
  journal::ElementActivated element;
};

Result<Beginning> beginning_of(const Impl& impl, TaskId id) {
  const auto bytes = impl.ports.events->read_one(record_of(id));
  if (!bytes) return no_task(bytes.error());
  const journal::Record record = TRY(journal::decode_record(*bytes));
  std::map<InstanceId, journal::ElementActivated> elements;
  for (const journal::Event& event : record.events) {
    if (const auto* element = std::get_if<journal::ElementActivated>(&event)) elements[element->instance] = *element;
    const auto* task = std::get_if<journal::TaskCreated>(&event);
    if (task == nullptr || task->task != id) continue;
    if (const auto element = elements.find(task->instance); element != elements.end())
      return Beginning{record.case_id, record.at, *task, element->second};
  }
  return not_found("service.no-task");
}

// The task as it last stood, put together from its case's records.
class PastTask {
 public:
  PastTask(const Story& story, const Beginning& beginning) {
    task_.id = beginning.task.task;
    task_.duty = beginning.task.duty;
    task_.assignee = beginning.task.assignee;
    task_.created = beginning.at;
    task_.due = Instant{beginning.task.due_ms};
    instance_.id = beginning.task.instance;
    instance_.process = beginning.element.process;
    instance_.ordinal = beginning.element.ordinal;
    for (const journal::Record& record : story.records)
      for (const journal::Event& event : record.events) take(event);
    ++task_.version;  // its end
    instance_.task = task_;
    case_.package = story.started.package;
    case_.workflow = story.started.workflow;
    case_.unit = story.started.unit;
    case_.starter = story.started.starter;
    case_.title = story.title;
  }

  Value view(const Reading& reading, const Story& story) const {
    Context out = task_view(reading, {story.id, case_, instance_, *story.program}).as_context();
    out.set("state", Value::text(completed_ ? "completed" : "cancelled"));
    out.set("due_state", Value::text("none"));
    out.set("form", Value());
    out.set("verbs", Value::list(task_verbs_over()));
    const bool known = !meeting_.empty() && reading.state.registers.entity(kMeetingKind, meeting_) != nullptr;
    out.set("meeting", known ? Value::text(meeting_) : Value());
    return Value::context(std::move(out));
  }

 private:
  void take(const journal::Event& event) {
    if (const auto* assigned = std::get_if<journal::TaskAssigned>(&event)) {
      if (assigned->instance != instance_.id) return;
      task_.assignee = assigned->assignee;
      task_.delegator = assigned->delegator;
      ++task_.version;
    } else if (const auto* done = std::get_if<journal::TaskCompleted>(&event)) {
      if (done->instance != instance_.id) return;
      task_.assignee = done->person;
      task_.delegator = done->on_behalf_of;
      completed_ = true;
    } else if (const auto* act = std::get_if<journal::ActRecorded>(&event)) {
      if (act->instance != instance_.id) return;
      const std::string kind = std::string(kMeetingKind) + ":";
      for (const std::string& object : act->objects)
        if (object.starts_with(kind)) meeting_ = object.substr(kind.size());
    }
  }

  runtime::Task task_;
  runtime::Instance instance_;
  runtime::CaseState case_;
  std::string meeting_;
  bool completed_ = false;
};

// The records of the case, and what every detail has besides.
Value with_records(const Impl& impl, Context detail, const Story& story, bool entitled, Context values) {
  detail.set("values", Value::context(std::move(values)));
  detail.set("records", Value::list(case_records(impl, story, entitled)));
  return finish(impl, Value::context(std::move(detail)));
}

Result<Value> open_answer(const Impl& impl, OpenTask task) {
  const Story story = TRY(Story::load(impl, task.case_id, task.head));
  Context values;
  if (task.form != nullptr)
    add_values(values, Fields(impl, *story.program, task.entitled), task.entitled, task.form->components, task.before);
  return with_records(impl, std::move(task.detail), story, task.entitled, std::move(values));
}

Result<Value> past_answer(const Impl& impl, Viewer viewer, TaskId id) {
  const Beginning beginning = TRY(beginning_of(impl, id));
  const auto seen = see_case(impl, viewer, beginning.case_id);
  if (!seen) return no_task(seen.error());
  const Story story = TRY(Story::load(impl, beginning.case_id, seen->head));
  const PastTask past(story, beginning);
  Context detail;
  {
    const Reading reading(impl);
    detail = past.view(reading, story).as_context();
  }
  return with_records(impl, std::move(detail), story, seen->entitled, {});
}

}  // namespace

Result<Value> Engine::task(Viewer viewer, TaskId id) const {
  std::optional<OpenTask> open;
  {
    const Reading reading(*impl_);
    open = TRY(look_at_open(reading, id, viewer.person));
  }
  return open ? open_answer(*impl_, std::move(*open)) : past_answer(*impl_, viewer, id);
}

}  // namespace chancery::service
