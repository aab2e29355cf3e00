#include "engine/service/queries/submissions.h"

namespace chancery::service::queries {

namespace {

// The value that the record gave to a variable.
const Value* variable_set(const journal::Record& record, std::string_view name) {
  for (const journal::Event& event : record.events)
    if (const auto* set = std::get_if<journal::VariableSet>(&event); set != nullptr && set->name == name)
      return &set->value;
  return nullptr;
}

void add_start(std::vector<Submission>& out, const Story& story) {
  const runtime::WorkflowInfo* workflow = story.workflow();
  if (workflow == nullptr || workflow->start_node == graph::kNone) return;
  const std::string& element = story.program->processes[workflow->process]->nodes[workflow->start_node].id;
  const Value* value = variable_set(story.records.front(), element);
  if (value != nullptr && story.started.started_by.empty())
    out.push_back({0, {}, element, workflow->start_form, *value});
}

void add_task(std::vector<Submission>& out, const Story& story, std::size_t at, const journal::TaskCompleted& done) {
  const Run* run = story.find(done.instance);
  const graph::Node* node = run == nullptr ? nullptr : story.node_of(*run);
  if (node == nullptr) return;
  const graph::Process& process = story.process_of(*run);
  const runtime::NodeBinding& binding = story.program->bindings[run->process][process.node_of(run->ordinal)];
  const Value* value = variable_set(story.records[at], binding.variable.empty() ? node->id : binding.variable);
  if (value != nullptr) out.push_back({at, done.instance, node->id, binding.form, *value});
}

void add_message(std::vector<Submission>& out, const Story& story, std::size_t at,
                 const journal::SubscriptionClosed& closed) {
  const graph::Node* node = closed.received ? story.node_at(closed.instance, closed.ordinal) : nullptr;
  if (node == nullptr || node->event == nullptr) return;
  const runtime::MessageRule* rule =
      story.program->message_rule(story.find(closed.instance)->process, node->event->name);
  const Value* value = variable_set(story.records[at], node->id);
  if (rule != nullptr && value != nullptr) out.push_back({at, {}, node->id, rule->form, *value});
}

}  // namespace

std::vector<Submission> submissions_of(const Story& story) {
  std::vector<Submission> out;
  add_start(out, story);
  for (std::size_t at = 0; at < story.records.size(); ++at)
    for (const journal::Event& event : story.records[at].events) {
      if (const auto* done = std::get_if<journal::TaskCompleted>(&event)) add_task(out, story, at, *done);
      if (const auto* closed = std::get_if<journal::SubscriptionClosed>(&event)) add_message(out, story, at, *closed);
    }
  return out;
}

List case_records(const Impl& impl, const Story& story, bool entitled) {
  const Fields fields(impl, *story.program, entitled);
  List out;
  for (const Submission& s : submissions_of(story)) {
    const journal::Record& record = story.records[s.record];
    Context one;
    one.set("element", Value::text(s.element));
    one.set("title", s.form != nullptr ? pair(s.form->title) : Value::text(s.element));
    one.set("by", person_or_null(record.actor.person));
    one.set("at", local_instant(*impl.ports.zones, record.at));
    one.set("fields",
            Value::list(s.form != nullptr ? fields.of_form(*s.form, s.submitted) : fields.of_context(s.submitted)));
    out.push_back(Value::context(std::move(one)));
  }
  return out;
}

}  // namespace chancery::service::queries
