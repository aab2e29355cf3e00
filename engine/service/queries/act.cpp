// act_result: what an act left behind, from memory alone where the case goes on; it is asked after every act.
#include "engine/service/queries/case_view.h"
#include "engine/service/queries/story.h"
#include "engine/service/queries/task_view.h"
#include "engine/service/writer.h"

namespace chancery::service {

namespace {

using namespace queries;

constexpr std::size_t kOpenTasksMax = 50;

// A repeated answer says again what the first one said: the record and what followed from it are read.
Result<std::vector<Registered>> lines_of(const Impl& impl, const Outcome& outcome) {
  if (!outcome.repeated) return outcome.registered;
  Outcome again;
  const Bytes bytes = TRY(impl.ports.events->read_one(outcome.number));
  const journal::Record record = TRY(journal::decode_record(bytes));
  note_registered(again, record);
  for (const journal::Record& effect : TRY(effects_of(impl, record))) note_registered(again, effect);
  return again.registered;
}

Value registered_view(const runtime::Program* program, const std::vector<Registered>& lines) {
  List out;
  for (const Registered& line : lines) {
    const registers::Book* book = program == nullptr ? nullptr : program->registers.book(line.book);
    Context one;
    one.set("book", code_text(line.book, book == nullptr ? Value::text(line.book) : pair(book->name)));
    one.set("text", Value::text(line.text));
    out.push_back(Value::context(std::move(one)));
  }
  return Value::list(std::move(out));
}

// The task acted on while it is open; null when it is over.
Value task_now(const Reading& reading, TaskId id) {
  const runtime::TaskPlace* place = id ? reading.state.tasks.find(id) : nullptr;
  const runtime::CaseState* c = place == nullptr ? nullptr : reading.state.cases.find(place->case_id);
  const runtime::Instance* instance = c == nullptr ? nullptr : c->find(place->instance);
  const ProgramPointer program = c == nullptr ? nullptr : reading.program(c->package);
  if (instance == nullptr || !instance->task || program == nullptr) return {};
  return task_view(reading, {place->case_id, *c, *instance, *program});
}

// Of a case that ended, or that the act took out of sight: what is known of it.
Result<Value> ended_view(const Impl& impl, Viewer viewer, CaseId id, Context& out) {
  const auto seen = see_case(impl, viewer, id);
  if (!seen) {
    Context known;
    known.set("id", id_text(id));
    return Value::context(std::move(known));
  }
  const Story story = TRY(Story::load(impl, id, seen->head));
  out.set("outcome_detail", outcome_detail(story));
  const Reading reading(impl);
  return seen->live != nullptr ? live_summary(reading, id, *seen->live, viewer.person)
                               : ended_summary(reading, *seen->row);
}

}  // namespace

Result<Value> Engine::act_result(Viewer viewer, const Outcome& outcome, TaskId task) const {
  const std::vector<Registered> lines = TRY(lines_of(*impl_, outcome));
  Context out = outcome.answer.is_context() ? outcome.answer.as_context() : Context{};
  out.set("event", id_text(outcome.number));
  out.set("outcome_detail", Value());
  out.set("task", Value());
  out.set("tasks", Value::list({}));
  bool shown = false;
  {
    const Reading reading(*impl_);
    out.set("registered", registered_view(reading.latest().get(), lines));
    const runtime::CaseState* c = reading.state.cases.find(outcome.case_id);
    if (c != nullptr && Sight(reading, viewer.person).sees_case(reading, outcome.case_id, *c)) {
      shown = true;
      out.set("case", live_summary(reading, outcome.case_id, *c, viewer.person));
      out.set("task", task_now(reading, task));
      out.set("tasks", Value::list(open_tasks(reading, outcome.case_id, *c, viewer.person, kOpenTasksMax)));
    }
  }
  if (!shown && outcome.case_id) out.set("case", TRY(ended_view(*impl_, viewer, outcome.case_id, out)));
  return finish(*impl_, Value::context(std::move(out)));
}

}  // namespace chancery::service
