// case_view: one case as far as the viewer may see it: where it stands, what was handed in, what may be done from outside its steps.
#include <algorithm>

#include "engine/runtime/steps/duties.h"
#include "engine/service/queries/case_view.h"
#include "engine/service/queries/meetings.h"
#include "engine/service/queries/refusals.h"
#include "engine/service/queries/submissions.h"
#include "engine/service/queries/task_view.h"

namespace chancery::service {

namespace queries {

Value outcome_detail(const Story& story) {
  if (!story.ended_at) return {};
  for (auto record = story.records.rbegin(); record != story.records.rend(); ++record)
    for (auto event = record->events.rbegin(); event != record->events.rend(); ++event) {
      const auto* line = std::get_if<journal::LineAppended>(&*event);
      if (line == nullptr || !line->line.get("reason").is_text() || !line->line.get("reason_code").is_text()) continue;
      List basis;
      if (!line->line.get_text("source").empty())
        basis.push_back(basis_value(*story.program, line->line.get_text("source"), ""));
      Context out;
      out.set("message", line->line.get("reason"));
      out.set("basis", Value::list(std::move(basis)));
      out.set("redirect", line->line.get("redirect"));
      out.set("complaint", line->line.get("complaint"));
      return Value::context(std::move(out));
    }
  return {};
}

}  // namespace queries

namespace {

using namespace queries;

constexpr std::size_t kOpenTasksMax = 50;
constexpr std::size_t kChildrenMax = 50;

bool is_withdrawal(const runtime::Subscription& s) {
  return !s.signal && (s.name == "withdraw" || s.name.starts_with("withdraw-"));
}

// Where a running case waits for something else than a person.
Value waits(const Reading& reading, const runtime::Program& program, const runtime::CaseState& c) {
  List out;
  for (const runtime::Instance& i : c.instances) {
    if (i.task || i.body || i.ordinal == 0 || i.lifecycle == runtime::Lifecycle::kKept || c.has_children(i.id))
      continue;
    const graph::Process& process = *program.processes[i.process];
    const graph::Node& node = process.nodes[process.node_of(i.ordinal)];
    const auto timer =
        std::find_if(c.timers.begin(), c.timers.end(), [&i](const runtime::Timer& t) { return t.instance == i.id; });
    Context one;
    one.set("text", Value::text(node.name.empty() ? node.id : node.name));
    one.set("until", timer == c.timers.end() ? Value() : local_instant(reading.zones, timer->due));
    out.push_back(Value::context(std::move(one)));
  }
  return Value::list(std::move(out));
}

std::string workflow_of_process(const runtime::Program& program, std::uint32_t process) {
  for (const runtime::WorkflowInfo& workflow : program.workflows)
    if (workflow.process == process) return workflow.id;
  return {};
}

// The messages that it waits for and a person may send, each asked of duty as the sending will be.
Value messages(const Reading& reading, const runtime::Program& program, CaseId id, const runtime::CaseState& c,
               PersonId viewer) {
  List out;
  for (const runtime::Subscription& s : c.subscriptions) {
    const runtime::Instance* waiting = c.find(s.instance);
    const runtime::MessageRule* rule = s.signal ? nullptr : program.message_rule(waiting->process, s.name);
    if (rule == nullptr) continue;
    const runtime::steps::TaskFacts facts(program, reading.state, reading.zones, id, c,
                                          waiting->scope ? waiting->scope : waiting->id, reading.at);
    duty::Question question;
    question.entrance = duty::Entrance::kMessage;
    question.actor = viewer;
    question.duty = rule->duty;
    question.element = s.ordinal;
    question.instance = s.instance;
    const duty::Verdict verdict = program.duty->check(question, facts.facts());
    Context one;
    one.set("case", id_text(id));
    one.set("workflow", Value::text(workflow_of_process(program, waiting->process)));
    one.set("name", Value::text(s.name));
    one.set("key", Value::text(s.key));
    one.set("title", rule->title);
    one.set("form", rule->form == nullptr ? Value() : Value::text(rule->form->id));
    one.set("allowed", Value::boolean(verdict.allowed()));
    one.set("refusal", verdict.allowed() ? Value() : refusal_value(reading, program, c.unit, *verdict.refusal));
    out.push_back(Value::context(std::move(one)));
  }
  return Value::list(std::move(out));
}

Value verbs(const runtime::CaseState* c, PersonId viewer) {
  const bool waiting = c != nullptr && std::any_of(c->subscriptions.begin(), c->subscriptions.end(), is_withdrawal);
  const bool own = c != nullptr && (viewer == c->starter || viewer == c->applicant);
  return Value::list({verb_value("withdraw", waiting && own, std::nullopt)});
}

// Summary of a case that is related to a seen one: enough to find it; the page itself asks again.
Result<Value> related(const Impl& impl, Viewer viewer, CaseId id) {
  const auto seen = see_case(impl, viewer, id);
  if (!seen) return Value();  // not for this person to see
  const Reading reading(impl);
  return seen->live != nullptr ? live_summary(reading, id, *seen->live, viewer.person)
                               : ended_summary(reading, *seen->row);
}

// Cases are started by messages of others: the record that began this one names its cause.
Result<Value> parent(const Impl& impl, Viewer viewer, const Story& story) {
  const EventNumber cause = story.records.front().cause;
  if (!cause) return Value();
  const Bytes bytes = TRY(impl.ports.events->read_one(cause));
  const CaseId id = TRY(journal::decode_record(bytes)).case_id;
  return id && id != story.id ? related(impl, viewer, id) : Result<Value>(Value());
}

Result<Value> children(const Impl& impl, Viewer viewer, const Story& story) {
  List out;
  for (const CaseId id : TRY(started_cases(impl, story))) {
    if (out.size() >= kChildrenMax) break;
    Value child = TRY(related(impl, viewer, id));
    if (!child.is_null()) out.push_back(std::move(child));
  }
  return Value::list(std::move(out));
}

}  // namespace

Result<Value> Engine::case_view(Viewer viewer, CaseId id) const {
  const SeenCase seen = TRY(see_case(*impl_, viewer, id));
  const Story story = TRY(Story::load(*impl_, id, seen.head));
  Context out;
  {
    const Reading reading(*impl_);
    // A case that ended a moment ago is shown as it was seen.
    const runtime::CaseState* now = seen.live == nullptr ? nullptr : reading.state.cases.find(id);
    const runtime::CaseState* live = now != nullptr ? now : seen.live.get();
    out = (live != nullptr ? live_summary(reading, id, *live, viewer.person) : ended_summary(reading, *seen.row))
              .as_context();
    if (now != nullptr) out.set("open_tasks", Value::list(open_tasks(reading, id, *now, viewer.person, kOpenTasksMax)));
    out.set("version", id_text(live != nullptr ? live->head : seen.head));
    out.set("waits", now != nullptr ? waits(reading, *story.program, *now) : Value::list({}));
    out.set("verbs", verbs(now, viewer.person));
    out.set("messages", now != nullptr ? messages(reading, *story.program, id, *now, viewer.person) : Value::list({}));
    out.set("meetings", Value::list(meetings_of_case(reading, story)));
  }
  out.set("outcome_detail", outcome_detail(story));
  out.set("parent", TRY(parent(*impl_, viewer, story)));
  out.set("children", TRY(children(*impl_, viewer, story)));
  out.set("records", Value::list(case_records(*impl_, story, seen.entitled)));
  return finish(*impl_, Value::context(std::move(out)));
}

}  // namespace chancery::service
