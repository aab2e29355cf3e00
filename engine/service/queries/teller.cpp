#include "engine/service/queries/teller.h"

#include <algorithm>

#include "engine/service/queries/past_refusal.h"
#include "engine/service/queries/words.h"

namespace chancery::service::queries {

namespace {

// What forms call the decision that was made, and the reason or remark that was given with it.
constexpr std::string_view kDecision = "decision";
constexpr std::string_view kNotes[] = {"reason", "remarks", "opinion"};

// The words of a filled-in field; null when it is not there, or not for this reader.
Value display_of(const List& fields, std::string_view key) {
  for (const Value& field : fields)
    if (field.get_text("key") == key && !field.get("masked").is_true() && !field.get("erased").is_true())
      return field.get("display");
  return {};
}

Value acting_value(PersonId person, Value basis) {
  Context out;
  out.set("person", person_ref(person));
  out.set("basis", std::move(basis));
  return Value::context(std::move(out));
}

struct Handing {
  std::string_view kind;
  std::string_view code;
};
Handing handing(journal::Assignment how) {
  switch (how) {
    case journal::Assignment::kClaimed: return {"claimed", "service.timeline-claimed"};
    case journal::Assignment::kAssigned: return {"assigned", "service.timeline-assigned"};
    case journal::Assignment::kDelegated: return {"delegated", "service.timeline-delegated"};
    case journal::Assignment::kTransferred: return {"transferred", "service.timeline-transferred"};
    case journal::Assignment::kReleased:
    case journal::Assignment::kResolved: break;
  }
  return {"released", "service.timeline-released"};
}

}  // namespace

Result<std::vector<Told>> tell(const Impl& impl, const CaseStory& of) { return Teller(impl, of).run(); }

Teller::Teller(const Impl& impl, const CaseStory& of)
    : impl_(impl),
      of_(of),
      story_(of.story),
      fields_(impl, *of.story.program, of.seen.entitled),
      submissions_(submissions_of(of.story)) {}

Result<std::vector<Told>> Teller::run() {
  for (at_ = 0; at_ < story_.records.size(); ++at_) {
    told_of_record_ = 0;
    for (event_ = 0; event_ < record().events.size(); ++event_) {
      const journal::Event& event = record().events[event_];
      if (const auto* refused = std::get_if<journal::RefusalRecorded>(&event))
        TRY_VOID(tell_refusal(*refused));
      else
        std::visit([this](const auto& e) { tell(e); }, event);
    }
  }
  return std::move(told_);
}

Context& Teller::add(std::string_view kind, Value text, const graph::Node* node, PersonId person) {
  std::string number = std::to_string(record().number.value);
  if (++told_of_record_ > 1) number += "." + std::to_string(told_of_record_);
  Context& out = told_.emplace_back(Told{record().number, {}}).entry;
  out.set("event", Value::text(number));
  out.set("at", local_instant(*impl_.ports.zones, record().at));
  out.set("occurred_at", instant_or_null(*impl_.ports.zones, record().occurred_at));
  out.set("kind", Value::text(kind));
  out.set("text", std::move(text));
  out.set("person", person_or_null(person));
  out.set("post", post_used(person));
  out.set("acting_for", Value());
  out.set("case", id_text(story_.id));
  out.set("task", Value());
  out.set("element", node == nullptr ? Value() : Value::text(node->id));
  out.set("element_name", node == nullptr ? Value() : text_or_null(node->name));
  out.set("note", Value());
  return out;
}

Value Teller::post_used(PersonId person) const {
  if (!person) return {};
  for (const journal::Event& event : record().events)
    if (const auto* act = std::get_if<journal::ActRecorded>(&event))
      if (act->person == person && !act->post.empty()) return post_text(&program(), act->post);
  return {};
}

Value Teller::step(const graph::Node* node) const {
  if (node != nullptr) return Value::text(node->name.empty() ? node->id : node->name);
  const runtime::WorkflowInfo* workflow = story_.workflow();
  return workflow != nullptr ? workflow->name : Value::text(program().processes[story_.started.process]->id);
}

Value Teller::of_step(std::string_view code, const graph::Node* node) const {
  Context words;
  words.set("step", step(node));
  return message(code, std::move(words));
}

const graph::Node* Teller::task_node(InstanceId instance) const {
  const Run* run = story_.find(instance);
  return run == nullptr ? nullptr : story_.node_of(*run);
}

const Submission* Teller::submission(InstanceId instance, std::string_view element) const {
  const auto found = std::find_if(submissions_.begin(), submissions_.end(), [&](const Submission& s) {
    return s.record == at_ && s.instance == instance && s.element == element;
  });
  return found == submissions_.end() ? nullptr : &*found;
}

List Teller::fields_of(const Submission& s) const {
  return s.form != nullptr ? fields_.of_form(*s.form, s.submitted) : fields_.of_context(s.submitted);
}

Value Teller::note_in(const List& fields) {
  for (const std::string_view key : kNotes)
    if (Value note = display_of(fields, key); !note.is_null()) return note;
  return {};
}

PersonId Teller::requester() const {
  for (const journal::Event& event : story_.records.front().events)
    if (const auto* act = std::get_if<journal::ActRecorded>(&event))
      if (act->kind == journal::ActKind::kRequested) return act->person;
  return story_.started.starter;
}

void Teller::tell(const journal::CaseStarted& e) {
  Context words;
  words.set("workflow", step(nullptr));
  if (!e.started_by.empty()) {
    const bool by_timer = record().command == journal::StartByTimer::kCommand;
    add("started",
        message(by_timer ? "service.timeline-started-by-timer" : "service.timeline-started-by-message",
                std::move(words)),
        nullptr);
    return;
  }
  const runtime::WorkflowInfo* workflow = story_.workflow();
  const graph::Node* start = workflow == nullptr || workflow->start_node == graph::kNone
                                 ? nullptr
                                 : &program().processes[workflow->process]->nodes[workflow->start_node];
  Context& entry = add("started", message("service.timeline-started", std::move(words)), start, e.starter);
  // Typed in at the counter: for whom is one of the values that not everybody reads.
  if (const PersonId person = requester(); person != e.starter && of_.seen.entitled)
    entry.set("acting_for", acting_value(person, message("service.timeline-at-the-counter")));
  if (start == nullptr) return;
  if (const Submission* s = submission({}, start->id)) {
    List fields = fields_of(*s);
    entry.set("note", note_in(fields));
    entry.set("fields", Value::list(std::move(fields)));
  }
}

void Teller::tell(const journal::TaskCreated& e) {
  const graph::Node* node = task_node(e.instance);
  Context words;
  words.set("step", step(node));
  if (e.assignee) words.set("person", name_slot(e.assignee));
  Context& entry =
      add("created",
          message(e.assignee ? "service.timeline-created-for" : "service.timeline-created", std::move(words)), node);
  entry.set("task", id_text(e.task));
}

void Teller::tell(const journal::TaskAssigned& e) {
  const Run* run = story_.find(e.instance);
  const graph::Node* node = task_node(e.instance);
  if (e.how == journal::Assignment::kDelegated) delegated_because_[e.instance] = e.reason;
  const Handing how = handing(e.how);
  Context words;
  words.set("step", step(node));
  if (e.assignee && e.assignee != record().actor.person) words.set("person", name_slot(e.assignee));
  Context& entry = add(how.kind, message(how.code, std::move(words)), node, record().actor.person);
  entry.set("task", run == nullptr ? Value() : id_or_null(run->task));
  entry.set("note", text_or_null(e.reason));
}

void Teller::tell(const journal::TaskCompleted& e) {
  const Run* run = story_.find(e.instance);
  const graph::Node* node = task_node(e.instance);
  const Submission* s = node == nullptr ? nullptr : submission(e.instance, node->id);
  List fields = s == nullptr ? List{} : fields_of(*s);
  const Value decision = display_of(fields, kDecision);
  Context words;
  words.set("step", step(node));
  if (!decision.is_null()) words.set("decision", decision);
  Context& entry = add(
      "completed",
      message(decision.is_null() ? "service.timeline-completed" : "service.timeline-completed-with", std::move(words)),
      node, e.person);
  entry.set("task", run == nullptr ? Value() : id_or_null(run->task));
  if (!e.post.empty()) entry.set("post", post_text(&program(), e.post));
  entry.set("acting_for", acting_for(e, s == nullptr ? "" : s->submitted.get_text("acting_for")));
  entry.set("note", note_in(fields));
  if (!fields.empty()) entry.set("fields", Value::list(std::move(fields)));
}

// For whom: the one who delegated the task; else the holder of the post that `post` says was acted for.
Value Teller::acting_for(const journal::TaskCompleted& e, std::string_view post) const {
  if (e.on_behalf_of) {
    const auto because = delegated_because_.find(e.instance);
    return acting_value(e.on_behalf_of, Value::text(because == delegated_because_.end() ? e.basis : because->second));
  }
  if (post.empty()) return {};
  const Reading reading(impl_);
  const UnitId unit = story_.started.unit;
  const auto holders = reading.directory().holders(unit, post, record().at);
  if (holders.empty()) return {};
  const directory::ActingPeriod* period = reading.directory().acting_period(unit, post, record().at);
  Context words;
  words.set("post", post_text(&program(), post));
  return acting_value(holders.front().holding->terms.person,
                      period != nullptr && period->person == e.person
                          ? Value::text(period->basis)
                          : message("service.timeline-stand-in", std::move(words)));
}

Result<void> Teller::tell_refusal(const journal::RefusalRecorded& e) {
  PastRefusal past = TRY(past_refusal(impl_, story_, record(), e));
  Context words;
  words.set("step", step(past.node));
  if (e.target) words.set("person", name_slot(e.target));
  Context& entry =
      add("refused", message(e.target ? "service.timeline-refused-hand" : "service.timeline-refused", std::move(words)),
          past.node, e.person);
  entry.set("task", past.task == nullptr ? Value() : id_or_null(past.task->task));
  entry.set("refusal", std::move(past.refusal));
  entry.set("repeated", integer(e.count));
  return {};
}

void Teller::tell(const journal::CaseEnded& e) {
  if (e.outcome.empty()) {
    add("ended", message("service.timeline-ended"), nullptr);
    return;
  }
  Context words;
  words.set("outcome", outcome_text(&program(), story_.started.process, e.outcome).get("text"));
  add("ended", message("service.timeline-ended-with", std::move(words)), nullptr);
}

}  // namespace chancery::service::queries
