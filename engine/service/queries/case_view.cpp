#include "engine/service/queries/case_view.h"

#include "engine/service/queries/story.h"
#include "engine/service/queries/tail.h"
#include "engine/service/queries/task_view.h"
#include "engine/service/queries/words.h"

namespace chancery::service::queries {

namespace {

constexpr std::size_t kOpenTasksShown = 3;

bool acted(const std::vector<ports::ActRow>& acts, CaseId id, PersonId person) {
  for (const ports::ActRow& act : acts)
    if (act.case_id == id && (act.person == person || act.on_behalf_of == person)) return true;
  return false;
}

Result<journal::CaseStarted> beginning(const Impl& impl, CaseId id) {
  const Bytes bytes = TRY(impl.ports.events->read_one(EventNumber{id.value}));
  const journal::Record record = TRY(journal::decode_record(bytes));
  for (const journal::Event& event : record.events)
    if (const auto* started = std::get_if<journal::CaseStarted>(&event)) return *started;
  return not_found("service.no-case");
}

Result<SeenCase> see_ended(const Impl& impl, Viewer viewer, CaseId id) {
  SeenCase seen;
  seen.id = id;
  seen.row = TRY(find_case_row(impl, id));
  if (!seen.row) return not_found("service.no-case");
  const journal::CaseStarted started = TRY(beginning(impl, id));
  seen.head = seen.row->head;
  seen.unit = seen.row->unit = started.unit;
  seen.starter = started.starter;
  seen.applicant = started.applicant;
  {
    const Reading reading(impl);
    const Sight sight(reading, viewer.person);
    seen.entitled = sight.is_entitled(seen.unit, seen.applicant);
    if (viewer.person == seen.starter || viewer.person == seen.applicant || sight.sees_work_of(reading, seen.unit))
      return seen;
  }
  if (acted(TRY(impl.ports.history->acts_of_case(id)), id, viewer.person)) return seen;
  if (acted(history_tail(impl).acts, id, viewer.person)) return seen;
  return not_found("service.no-case");
}

Context summary(const Reading& reading, CaseId id, UnitId unit, PersonId starter, Instant started_at) {
  Context out;
  out.set("id", id_text(id));
  out.set("number", id_text(id));
  out.set("unit", unit_ref(reading, unit));
  out.set("starter", person_or_program(starter));
  out.set("started_at", local_instant(reading.zones, started_at));
  return out;
}

}  // namespace

Result<SeenCase> see_case(const Impl& impl, Viewer viewer, CaseId id) {
  {
    const Reading reading(impl);
    if (CasePointer live = reading.state.cases.share(id)) {
      const Sight sight(reading, viewer.person);
      if (!sight.sees_case(reading, id, *live)) return not_found("service.no-case");
      SeenCase seen;
      seen.id = id;
      seen.head = live->head;
      seen.unit = live->unit;
      seen.starter = live->starter;
      seen.applicant = live->applicant;
      seen.entitled = sight.is_entitled(live->unit, live->applicant);
      seen.live = std::move(live);
      return seen;
    }
  }
  return see_ended(impl, viewer, id);
}

Value live_summary(const Reading& reading, CaseId id, const runtime::CaseState& c, PersonId viewer) {
  const ProgramPointer program = reading.program(c.package);
  const runtime::WorkflowInfo* workflow = program == nullptr ? nullptr : program->workflow(c.workflow);
  Context out = summary(reading, id, c.unit, c.starter, c.started_at);
  out.set("title", title_of(program.get(), c.workflow, c.title));
  out.set("workflow", workflow == nullptr ? code_text("", Value::text("")) : code_text(workflow->id, workflow->name));
  out.set("state", Value::text(c.incidents.empty() ? "active" : "incident"));
  out.set("outcome", Value());
  out.set("ended_at", Value());
  out.set("open_tasks", Value::list(open_tasks(reading, id, c, viewer, kOpenTasksShown)));
  return Value::context(std::move(out));
}

Value ended_summary(const Reading& reading, const ports::CaseRow& row) {
  // Names outlive a package well enough: the newest one knows the workflow.
  const ProgramPointer program = reading.latest();
  const std::uint32_t number = program == nullptr ? 0 : program->find_workflow(row.workflow);
  const std::uint32_t process = number == 0 ? graph::kNone : program->workflow(number)->process;
  Context out = summary(reading, row.case_id, row.unit, row.starter, row.started_at);
  out.set("title", title_of(program.get(), number, row.title));
  out.set("workflow", workflow_text(program.get(), row.workflow));
  out.set("state", Value::text("ended"));
  out.set("outcome", row.outcome.empty() ? Value() : outcome_text(program.get(), process, row.outcome));
  out.set("ended_at", row.ended_at ? local_instant(reading.zones, *row.ended_at) : Value());
  out.set("open_tasks", Value::list({}));
  return Value::context(std::move(out));
}

}  // namespace chancery::service::queries
