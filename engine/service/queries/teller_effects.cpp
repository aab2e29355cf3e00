// What follows from what persons do, as the teller tells it.
#include "engine/journal/commands.h"
#include "engine/service/queries/meetings.h"
#include "engine/service/queries/teller.h"
#include "engine/service/queries/words.h"

namespace chancery::service::queries {

namespace {

constexpr std::string_view kRulesBetween = ", ";
// Why the directory ends a post by itself: the new holder stands beside it.
constexpr std::string_view kReplaced = "successor";

bool is_name(const Value& value) { return value.is_text() || (value.get("zh").is_text() && value.get("en").is_text()); }

bool is_withdrawal(std::string_view name) { return name == "withdraw" || name.starts_with("withdraw-"); }

// The values of a notice as its text shows them.
Context shown(const Fields& fields, const Value& data) {
  Context out;
  for (const Value& field : fields.of_context(data)) out.set(field.get_text("key"), field.get("display"));
  return out;
}

}  // namespace

const graph::Node* Teller::passing(std::uint32_t ordinal) const {
  const auto& events = record().events;
  for (std::size_t i = event_ + 1; i < events.size(); ++i) {
    if (const auto* passed = std::get_if<journal::ElementPassed>(&events[i]);
        passed != nullptr && passed->ordinal == ordinal)
      return story_.node_at(passed->scope, ordinal);
    if (const auto* completed = std::get_if<journal::ElementCompleted>(&events[i]))
      if (const Run* run = story_.find(completed->instance); run != nullptr && run->ordinal == ordinal)
        return story_.node_of(*run);
  }
  return nullptr;
}

const graph::Node* Teller::serving() const {
  const auto& events = record().events;
  for (std::size_t i = event_ + 1; i < events.size(); ++i)
    if (const auto* done = std::get_if<journal::ServiceDone>(&events[i])) return passing(done->ordinal);
  return nullptr;
}

void Teller::tell(const journal::DecisionEvaluated& e) {
  const graph::Node* node = passing(e.ordinal);
  if (e.rules.empty()) {
    add("decided", of_step("service.timeline-decided-none", node), node);
    return;
  }
  std::string rules;
  for (const std::uint32_t rule : e.rules) {
    if (!rules.empty()) rules += kRulesBetween;
    rules += std::to_string(rule);
  }
  Context words;
  words.set("step", step(node));
  words.set("rules", Value::text(rules));
  add("decided", message("service.timeline-decided", std::move(words)), node);
}

void Teller::tell(const journal::LineAppended& e) {
  const registers::Book* book = program().registers.book(e.book);
  Context words;
  words.set("book", book == nullptr ? Value::text(e.book) : pair(book->name));
  words.set("number", Value::text(e.text));
  if (!e.kind.empty()) words.set("kind", line_kind_text(e.kind));
  Context& entry = add(
      "registered",
      message(e.kind.empty() ? "service.timeline-registered" : "service.timeline-registered-kind", std::move(words)),
      serving());
  List fields = book == nullptr ? fields_.of_context(e.line) : fields_.of_register(book->fields, e.line);
  entry.set("fields", Value::list(std::move(fields)));
}

Value Teller::entity_name(const std::string& kind, const std::string& id) const {
  const Reading reading(impl_);
  const registers::Entity* entity = reading.state.registers.entity(kind, id);
  return entity != nullptr && is_name(entity->content.get("name")) ? entity->content.get("name") : Value::text(id);
}

void Teller::tell_meeting(std::string_view state) {
  const graph::Node* node = serving();
  Context words;
  words.set("step", step(node));
  if (!state.empty()) words.set("state", entity_state_text(state).get("text"));
  add("meeting",
      message(state.empty() ? "service.timeline-meeting" : "service.timeline-meeting-state", std::move(words)), node);
}

void Teller::tell(const journal::EntityCreated& e) {
  if (e.kind == kMeetingKind) return tell_meeting(e.state);
  const registers::Kind* kind = program().registers.kind(e.kind);
  Context words;
  words.set("kind", kind == nullptr ? Value::text(e.kind) : pair(kind->name));
  words.set("name", entity_name(e.kind, e.id));
  Context& entry = add("registered", message("service.timeline-entity-created", std::move(words)), serving());
  List fields = kind == nullptr ? fields_.of_context(e.content) : fields_.of_register(kind->fields, e.content);
  entry.set("fields", Value::list(std::move(fields)));
}

void Teller::tell(const journal::EntityChanged& e) {
  if (e.kind == kMeetingKind) return tell_meeting(e.state);
  const registers::Kind* kind = program().registers.kind(e.kind);
  Context words;
  words.set("kind", kind == nullptr ? Value::text(e.kind) : pair(kind->name));
  words.set("name", entity_name(e.kind, e.id));
  if (!e.state.empty()) words.set("state", entity_state_text(e.state).get("text"));
  Context& entry = add(
      "registered",
      message(e.state.empty() ? "service.timeline-entity-changed" : "service.timeline-entity-state", std::move(words)),
      serving());
  List fields = kind == nullptr ? fields_.of_context(e.changed) : fields_.of_register(kind->fields, e.changed);
  if (!fields.empty()) entry.set("fields", Value::list(std::move(fields)));
}

void Teller::tell(const journal::PostGiven& e) {
  Context words;
  words.set("post", post_text(&program(), e.terms.post));
  words.set("person", name_slot(e.terms.person));
  Context& entry = add("registered", message("service.timeline-post-given", std::move(words)), serving());
  entry.set("note", text_or_null(e.terms.basis));
}

void Teller::tell(const journal::PostEnded& e) {
  Context words;
  words.set("post", post_text(&program(), e.post));
  Context& entry = add("registered", message("service.timeline-post-ended", std::move(words)), serving());
  if (e.reason != kReplaced) entry.set("note", text_or_null(e.reason));
}

// A person, a duty or a post. The name of whoever asked at the counter is one of the values that not everybody reads.
Value Teller::recipient(const Value& to) const {
  if (const PersonId person = person_of(to)) {
    const bool hidden = person == requester() && person != story_.started.starter && !of_.seen.entitled;
    return hidden ? Value::text(masked(name_of(impl_, person))) : name_slot(person);
  }
  if (!to.is_text()) return Value::text("");
  if (program().rules->find_duty(to.as_text()) != duty::kNoDuty) return duty_text(program(), to.as_text()).get("text");
  return post_text(&program(), to.as_text());
}

void Teller::tell(const journal::NoticeQueued& e) {
  Context words;
  words.set("to", recipient(e.notice.get("to")));
  Context& entry = add("notified", message("service.timeline-notified", std::move(words)), passing(e.ordinal));
  const std::string_view text = e.notice.get_text("template");
  if (!text.empty()) entry.set("note", message(text, shown(fields_, e.notice.get("data"))));
}

void Teller::tell(const journal::MessageThrown& e) {
  const graph::Node* node = passing(e.ordinal);
  add("message", of_step("service.timeline-message-sent", node), node);
}

PersonId Teller::sender() const {
  const bool sent =
      record().command == journal::CorrelateMessage::kCommand || record().command == journal::WithdrawCase::kCommand;
  return sent ? record().actor.person : PersonId{};
}

// A withdrawal leaves its reason in the variable of the event, with or without a form.
std::string_view Teller::reason_of_withdrawal(std::string_view element) const {
  for (const journal::Event& event : record().events)
    if (const auto* set = std::get_if<journal::VariableSet>(&event); set != nullptr && set->name == element)
      return set->value.get_text("reason");
  return {};
}

void Teller::tell(const journal::SubscriptionClosed& e) {
  const graph::Node* node = e.received ? story_.node_at(e.instance, e.ordinal) : nullptr;
  if (node == nullptr || node->event == nullptr) return;
  if (node->event->kind == graph::EventKind::kConditional) {
    add("message", of_step("service.timeline-condition", node), node);
    return;
  }
  if (is_withdrawal(node->event->name)) {
    Context& entry = add("withdrawn", message("service.timeline-withdrawn"), node, sender());
    entry.set("note", text_or_null(reason_of_withdrawal(node->id)));
    return;
  }
  Context& entry = add("message", of_step("service.timeline-message-received", node), node, sender());
  if (const Submission* s = submission({}, node->id)) {
    List fields = fields_of(*s);
    entry.set("note", note_in(fields));
    entry.set("fields", Value::list(std::move(fields)));
  }
}

void Teller::tell(const journal::TimerSet& e) { timers_[e.timer] = story_.node_at(e.instance, e.ordinal); }

void Teller::tell(const journal::TimerEnded& e) {
  if (!e.fired) return;
  const auto set = timers_.find(e.timer);
  const graph::Node* node = set == timers_.end() ? nullptr : set->second;
  add("timer", of_step("service.timeline-timer", node), node);
}

const graph::Node* Teller::stopped(InstanceId instance, std::uint32_t timer, std::uint32_t ordinal) const {
  if (const auto set = timers_.find(timer); set != timers_.end()) return set->second;
  return ordinal != 0 ? story_.node_at(instance, ordinal) : task_node(instance);
}

void Teller::tell(const journal::IncidentRaised& e) {
  const graph::Node* node = stopped(e.instance, e.timer, e.ordinal);
  Context parameters;
  for (const auto& [name, value] : e.parameters) parameters.set(name, Value::text(value));
  Context& entry = add("incident", of_step("service.timeline-incident", node), node);
  entry.set("note", message(e.code, std::move(parameters)));
}

void Teller::tell(const journal::IncidentResolved& e) {
  const graph::Node* node = stopped(e.instance, e.timer, e.ordinal);
  add("retried", of_step("service.timeline-retried", node), node, record().actor.person);
}

}  // namespace chancery::service::queries
