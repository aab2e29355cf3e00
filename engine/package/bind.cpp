// The binding passes of Checker: references become pointers and indices; whatever is not there is a diagnostic.
#include <algorithm>

#include "engine/base/excerpt.h"
#include "engine/package/checker.h"
#include "engine/runtime/steps/due.h"
#include "engine/runtime/topics/topics.h"

namespace chancery::package {

namespace {

bool waits_for_condition(const graph::Node& node) {
  if (node.event == nullptr) return false;
  const auto definitions = node.event->definitions();
  return std::any_of(definitions.begin(), definitions.end(),
                     [](const graph::EventSpec& event) { return event.kind == graph::EventKind::kConditional; });
}

}  // namespace

void Checker::bind() {
  runtime::Program& p = *program_;
  p.objects.resize(p.processes.size());
  p.messages.resize(p.processes.size());
  for (std::uint32_t i = 0; i < p.processes.size(); ++i) {
    const WorkflowFile* home =
        homes_[i].workflow < 0 ? nullptr : &workflows_[static_cast<std::size_t>(homes_[i].workflow)];
    bind_objects(i, home);
    bind_messages(i, home);
    auto& bindings = p.bindings.emplace_back(p.processes[i]->nodes.size());
    for (graph::NodeIndex n = 0; n < bindings.size(); ++n) {
      bind_node(i, n, bindings[n]);
      p.has_conditions = p.has_conditions || waits_for_condition(p.processes[i]->nodes[n]);
    }
    for (const graph::NodeIndex start : p.processes[i]->starts)
      if (const graph::EventSpec* event = p.processes[i]->nodes[start].event.get())
        for (std::uint32_t d = 0; d < event->definitions().size(); ++d) bind_event_start({i, start, d});
  }
  bind_workflows();
  if (p.rules == nullptr) return;
  Context posts;
  for (std::size_t i = 0; i < p.rules->post_count(); ++i) {
    const duty::Post& post = p.rules->post(static_cast<duty::PostIndex>(i));
    Context name;
    name.set("zh", Value::text(post.name.zh));
    name.set("en", Value::text(post.name.en));
    posts.set(post.id, Value::context(std::move(name)));
  }
  p.posts = Value::context(std::move(posts));
}

// No case is there when a timer is set: its expression must give a time from nothing but now.
void Checker::bind_event_start(runtime::EventStart start) {
  const graph::Node& node = program_->processes[start.process]->nodes[start.node];
  const graph::EventSpec& event = node.event->definitions()[start.definition];
  program_->event_starts.push_back(start);
  // Asked from outside, and for bare processes only (journal::EvaluateConditions).
  if (event.kind == graph::EventKind::kConditional && homes_[start.process].workflow >= 0)
    report(process_paths_[start.process], "package.conditional-start", {{"element", node.id}});
  if (event.kind != graph::EventKind::kTimer) return;
  const ZoneTable zones;
  feel::EvaluationContext context(zones, Instant{});
  const Value value = event.timer_value.evaluate(feel::LocalScope(), context);
  if (!runtime::steps::due_of({Instant{}, program_->calendar, zones}, event, value))
    report(process_paths_[start.process], "package.bad-timer-start",
           {{"element", node.id}, {"found", excerpt(feel::to_text(value))}});
}

const forms::FormSchema* Checker::find_form(int workflow, const std::string& form) const {
  if (workflow < 0) return nullptr;
  const auto it = program_->forms.find(workflows_[static_cast<std::size_t>(workflow)].id + "/" + form);
  return it == program_->forms.end() ? nullptr : it->second.get();
}

void Checker::bind_node(std::uint32_t process, graph::NodeIndex index, runtime::NodeBinding& out) {
  const graph::Node& node = program_->processes[process]->nodes[index];
  const std::string& path = process_paths_[process];
  const int home = homes_[process].workflow;
  out.in_workflow = home >= 0;
  out.variable = node.result_variable;
  if (node.call) bind_call(process, node, out);
  if (node.decision) bind_decision(process, node, out);
  if (node.service) out.topic = runtime::topics::find_topic(node.service->topic);
  if (out.topic != nullptr) check_inputs(path, node);
  if (!node.user_task) return;
  out.duty = duty_of(node.user_task->duty);
  if (!knows_duty(node.user_task->duty))
    report(path, "package.unknown-duty", {{"element", node.id}, {"duty", node.user_task->duty}});
  if (out.variable.empty()) out.variable = node.id;
  if (home < 0 || node.user_task->form.empty()) return;
  out.form = find_form(home, node.user_task->form);
  if (out.form == nullptr) report(path, "package.unknown-form", {{"element", node.id}, {"form", node.user_task->form}});
}

// What is chosen at run time must name its candidates, so that all that may run has been seen when it was deployed; bare processes may
// choose whatever their package has.
void Checker::check_candidates(std::uint32_t process, const graph::Node& node, const graph::Reference& reference) {
  if (!reference.is_fixed() && reference.candidates.empty() && homes_[process].workflow >= 0)
    report(process_paths_[process], "package.candidates-missing", {{"element", node.id}});
}

// A workflow that lacks something cannot run. Bare processes come as they are in other engines, which look for a decision or a called process
// when the token comes: there it is a warning, and the step that needs it is refused.
void Checker::report_missing(std::uint32_t process, std::string code, std::vector<MessageParameter> parameters) {
  report(process_paths_[process], std::move(code), std::move(parameters));
  if (homes_[process].workflow < 0) diagnostics_.back().severity = Severity::kWarning;
}

void Checker::bind_decision(std::uint32_t process, const graph::Node& node, runtime::NodeBinding& out) {
  const graph::Reference& reference = node.decision->decision;
  check_candidates(process, node, reference);
  const auto find = [&](const std::string& id) {
    const dmn::Element* found = program_->find_decision(id);
    if (found == nullptr) report_missing(process, "package.unknown-decision", {{"element", node.id}, {"decision", id}});
    return found;
  };
  for (const std::string& candidate : reference.candidates) find(candidate);
  if (reference.is_fixed()) out.decision = find(reference.id);
}

void Checker::bind_call(std::uint32_t process, const graph::Node& node, runtime::NodeBinding& out) {
  const graph::Reference& reference = node.call->process;
  check_candidates(process, node, reference);
  if (reference.is_fixed()) {
    out.called = called_process(process, node, reference.id);
    return;
  }
  for (const std::string& candidate : reference.candidates)
    out.candidates.push_back(called_process(process, node, candidate));
  if (!reference.candidates.empty()) return;
  for (std::uint32_t i = 0; i < program_->processes.size(); ++i)
    if (is_callable(*program_->processes[i])) out.candidates.push_back(i);
}

// A call puts its token on the none start event; a process without one cannot be called.
bool Checker::is_callable(const graph::Process& process) {
  return std::any_of(process.starts.begin(), process.starts.end(),
                     [&process](graph::NodeIndex start) { return process.nodes[start].event == nullptr; });
}

std::uint32_t Checker::called_process(std::uint32_t process, const graph::Node& node, const std::string& id) {
  const std::string& path = process_paths_[process];
  const auto called = program_->process_by_id.find(id);
  if (called == program_->process_by_id.end()) {
    report_missing(process, "package.unknown-process", {{"element", node.id}, {"process", id}});
    return graph::kNone;
  }
  if (!is_callable(*program_->processes[called->second])) report(path, "package.no-none-start", {{"process", id}});
  return called->second;
}

void Checker::bind_objects(std::uint32_t process, const WorkflowFile* source) {
  if (source == nullptr) return;
  for (const ObjectEntry& entry : source->objects) {
    runtime::ObjectDeclaration object;
    object.name = entry.name;
    object.symbol = program_->symbols.intern(entry.name);
    object.kind = entry.kind;
    object.id = expression(source->path, "/objects/" + entry.name + "/id", entry.id);
    if (program_->registers.kind(entry.kind) == nullptr)
      report(source->path, "package.unknown-kind", {{"name", entry.name}, {"kind", entry.kind}});
    program_->object_symbols[object.symbol] = true;
    program_->objects[process].push_back(std::move(object));
  }
}

void Checker::bind_messages(std::uint32_t process, const WorkflowFile* source) {
  if (source == nullptr) return;
  for (const MessageEntry& entry : source->messages) {
    runtime::MessageRule rule;
    rule.name = entry.name;
    rule.title = entry.title;
    rule.duty = duty_of(entry.duty);
    if (!knows_duty(entry.duty))
      report(source->path, "package.unknown-duty", {{"element", entry.name}, {"duty", entry.duty}});
    if (!entry.form.empty()) {
      rule.form = find_form(homes_[process].workflow, entry.form);
      if (rule.form == nullptr)
        report(source->path, "package.unknown-form", {{"element", entry.name}, {"form", entry.form}});
    }
    program_->messages[process].push_back(std::move(rule));
  }
}

void Checker::bind_workflows() {
  for (const WorkflowFile& source : workflows_) bind_workflow(source, program_->workflows.emplace_back());
}

void Checker::bind_workflow(const WorkflowFile& source, runtime::WorkflowInfo& out) {
  out.id = source.id;
  out.name = source.name;
  out.summary = source.summary;
  out.startable = source.startable;
  out.counter = source.counter;
  if (!source.title.empty()) out.title = expression(source.path, "/title", source.title);
  const auto process = program_->process_by_id.find(source.process);
  if (process == program_->process_by_id.end())
    return report(source.path, "package.unknown-process", {{"element", source.id}, {"process", source.process}});
  out.process = process->second;
  out.file = process_paths_[out.process];
  const graph::Process& graph = *program_->processes[out.process];
  for (const graph::NodeIndex start : graph.starts)
    if (graph.nodes[start].event == nullptr) out.start_node = start;
  if (!source.startable) return;
  if (out.start_node == graph::kNone)
    return report(source.path, "package.no-none-start", {{"process", source.process}});
  out.start_duty = duty_of(source.start_duty);
  if (!knows_duty(source.start_duty))
    report(source.path, "package.unknown-duty", {{"element", source.id}, {"duty", source.start_duty}});
  if (source.start_form.empty()) return;
  out.start_form = find_form(homes_[out.process].workflow, source.start_form);
  if (out.start_form == nullptr)
    report(source.path, "package.unknown-form", {{"element", source.id}, {"form", source.start_form}});
}

}  // namespace chancery::package
