#include "engine/graph/compile.h"

#include "engine/graph/expressions.h"
#include "engine/graph/joins.h"

namespace chancery::graph {

namespace {

class ProcessCompiler {
 public:
  ProcessCompiler(const bpmn::Definitions& definitions, const bpmn::Process& model, feel::SymbolTable& symbols,
                  std::vector<Diagnostic>& diagnostics)
      : file_(definitions.file),
        model_(model),
        symbols_(symbols),
        diagnostics_(diagnostics),
        expressions_(definitions.file, symbols, diagnostics) {}

  std::shared_ptr<const Process> compile() {
    auto process = std::make_shared<Process>();
    process->id = model_.id;
    process->name = model_.name;
    process->file = file_;
    process->ordinal = model_.ordinal;
    // Names of variables first: an expression that reads one must not take it for a function of FEEL (sum, count, date).
    for (const bpmn::Node& source : model_.nodes) intern_names(source);
    for (const bpmn::Node& source : model_.nodes) process->nodes.push_back(node(source));
    for (const bpmn::Flow& source : model_.flows) process->flows.push_back(flow(source));
    link(*process);
    find_joins(*process);
    return process;
  }

 private:
  Node node(const bpmn::Node& source) {
    Node out;
    out.kind = source.kind;
    out.ordinal = source.ordinal;
    out.id = source.id;
    out.name = source.name;
    out.parent = source.parent.value_or(kNone);
    out.incoming.assign(source.incoming.begin(), source.incoming.end());
    out.outgoing.assign(source.outgoing.begin(), source.outgoing.end());
    out.default_flow = source.default_flow.value_or(kNone);
    // BPMN 2.0.2, 10.5.4: an error always interrupts.
    out.interrupting = source.cancel_activity || source.event.kind == EventKind::kError;
    out.attached_to = source.attached_to.value_or(kNone);
    if (source.event.kind != EventKind::kNone) out.event = event(source);
    if (source.multi_instance) out.multi_instance = multi_instance(*source.multi_instance);
    if (source.user_task) out.user_task = user_task(source);
    if (source.call) out.call = call(source);
    const bool decides = source.decision && !source.decision->decision.empty();
    if (source.kind == ElementKind::kServiceTask || source.kind == ElementKind::kSendTask) service(source, out);
    if (source.kind == ElementKind::kBusinessRuleTask && !decides) service(source, out);  // done by an outside worker
    if (decides) decision(source, out);
    if (source.script) script(source, out);
    out.outcome = attribute(source, "outcome");
    out.result_variable = result_variable(source, out.result_variable);
    return out;
  }

  static std::string attribute(const bpmn::Node& source, std::string_view name) {
    for (const auto& a : source.extensions.other_chancery)
      if (a.name == name) return a.value;
    return {};
  }

  static const bpmn::Property* property(const bpmn::Node& source, std::string_view name) {
    for (const auto& p : source.extensions.properties)
      if (p.name == name) return &p;
    return nullptr;
  }

  void intern_names(const bpmn::Node& source) {
    intern(source.id);
    if (source.decision) intern(source.decision->result_variable);
    if (source.script) intern(source.script->result_variable);
    intern(result_variable(source, {}));
    intern(source.event.code_variable);
    if (source.multi_instance) {
      intern(source.multi_instance->element_variable);
      intern(source.multi_instance->output_collection);
      intern(source.multi_instance->output_element);
    }
    if (source.call)
      for (const auto* mappings : {&source.call->inputs, &source.call->outputs})
        for (const bpmn::VariableMapping& m : *mappings) intern(m.target);
  }

  std::string result_variable(const bpmn::Node& source, std::string found) {
    if (!found.empty()) return found;
    for (const auto& a : source.extensions.other_attributes)
      if (a.name == "resultVariable") return a.value;
    return source.implementation.result_variable;
  }

  std::unique_ptr<EventSpec> event(const bpmn::Node& source) {
    auto out = std::make_unique<EventSpec>();
    const bpmn::EventDefinition& definition = source.event;
    out->kind = definition.kind;
    out->name = definition.code;
    out->code_variable = definition.code_variable;
    if (definition.kind == EventKind::kTimer) timer(source, *out);
    if (const auto* key = property(source, "correlationKey"))
      out->correlation_key = expressions_.property(key->value, source.position);
    if (const auto* buffer = property(source, "buffer")) out->buffered = buffer->value == "true";
    for (const auto& p : source.extensions.inputs) out->payload.push_back({p.name, expressions_.input(p)});
    return out;
  }

  void timer(const bpmn::Node& source, EventSpec& out) {
    switch (source.event.timer) {
      case bpmn::TimerKind::kDate: out.timer = TimerKind::kDate; break;
      case bpmn::TimerKind::kCycle: out.timer = TimerKind::kCycle; break;
      default: out.timer = TimerKind::kDuration; break;
    }
    out.timer_value = expressions_.input(source.event.timer_expression);
    out.working_days = attribute(source, "workingDays") == "true";
  }

  std::unique_ptr<MultiInstanceSpec> multi_instance(const bpmn::MultiInstance& source) {
    auto out = std::make_unique<MultiInstanceSpec>();
    out->sequential = source.sequential;
    if (source.cardinality) out->cardinality = Input(expressions_.expression(*source.cardinality));
    if (source.collection) out->collection = Input(expressions_.expression(*source.collection));
    out->element_variable = source.element_variable;
    if (source.completion_condition) {
      out->completion_condition = expressions_.expression(*source.completion_condition);
      out->has_completion_condition = true;
    }
    out->output_collection = source.output_collection;
    out->output_element = source.output_element;
    for (const char* name : {"loopCounter", "nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances"})
      symbols_.intern(name);
    intern(out->element_variable);
    return out;
  }

  std::unique_ptr<UserTaskSpec> user_task(const bpmn::Node& source) {
    auto out = std::make_unique<UserTaskSpec>();
    out->duty = source.user_task->duty ? source.user_task->duty->text : source.id;
    out->form = source.form_key;
    if (source.user_task->assignee) out->assignee = expressions_.input(*source.user_task->assignee);
    if (source.user_task->due_date) out->due_date = expressions_.input(*source.user_task->due_date);
    return out;
  }

  std::unique_ptr<CallSpec> call(const bpmn::Node& source) {
    auto out = std::make_unique<CallSpec>();
    out->called_element = source.call->called_element.text;
    for (const auto& m : source.call->inputs) out->inputs.push_back(mapping(m));
    for (const auto& m : source.call->outputs) out->outputs.push_back(mapping(m));
    return out;
  }

  Mapping mapping(const bpmn::VariableMapping& source) {
    Mapping out = expressions_.mapping(source);
    intern(out.target);
    return out;
  }

  void service(const bpmn::Node& source, Node& out) {
    using Kind = bpmn::Implementation::Kind;
    if (source.implementation.kind == Kind::kExpression) {
      out.script = expressions_.expression(source.implementation.text);
      out.has_script = true;
      return;
    }
    out.service = std::make_unique<ServiceSpec>();
    if (source.implementation.kind != Kind::kNone)
      out.service->topic = source.implementation.text.text;
    else if (source.kind == ElementKind::kServiceTask)
      out.service->topic = source.id;  // no implementation: work for an outside worker, under the element's id
    for (const auto& p : source.extensions.inputs) out.service->inputs.push_back({p.name, expressions_.input(p)});
  }

  void decision(const bpmn::Node& source, Node& out) {
    out.decision = source.decision->decision.text;
    out.result_variable = source.decision->result_variable;
  }

  void script(const bpmn::Node& source, Node& out) {
    out.script = expressions_.expression(source.script->script);
    out.has_script = true;
    out.result_variable = source.script->result_variable;
  }

  Flow flow(const bpmn::Flow& source) {
    Flow out;
    out.ordinal = source.ordinal;
    out.id = source.id;
    out.source = source.source.value_or(kNone);
    out.target = source.target.value_or(kNone);
    if (source.condition) {
      out.condition = expressions_.expression(*source.condition);
      out.conditional = true;
    }
    return out;
  }

  void link(Process& process) {
    for (NodeIndex i = 0; i < process.nodes.size(); ++i) {
      Node& n = process.nodes[i];
      index(process.by_ordinal, n.ordinal, i);
      intern(n.id);
      intern(n.result_variable);
      if (n.kind == ElementKind::kBoundaryEvent && n.attached_to != kNone)
        process.nodes[n.attached_to].boundary.push_back(i);
      if (n.kind != ElementKind::kStartEvent) continue;
      if (n.parent == kNone)
        process.starts.push_back(i);
      else if (n.event == nullptr)
        process.nodes[n.parent].start_inside = i;
    }
    for (FlowIndex i = 0; i < process.flows.size(); ++i) index(process.flow_by_ordinal, process.flows[i].ordinal, i);
  }

  static void index(std::vector<std::uint32_t>& table, std::uint32_t ordinal, std::uint32_t value) {
    if (table.size() <= ordinal) table.resize(ordinal + 1, kNone);
    table[ordinal] = value;
  }

  void intern(const std::string& name) {
    if (!name.empty()) symbols_.intern(name);
  }

  std::string file_;
  const bpmn::Process& model_;
  feel::SymbolTable& symbols_;
  std::vector<Diagnostic>& diagnostics_;
  ExpressionPass expressions_;
};

}  // namespace

CompileOutput compile(const bpmn::Definitions& definitions, feel::SymbolTable& symbols) {
  CompileOutput out;
  for (const bpmn::Process& process : definitions.processes)
    if (process.executable)
      out.processes.push_back(ProcessCompiler(definitions, process, symbols, out.diagnostics).compile());
  if (out.processes.empty())
    out.diagnostics.push_back(
        {definitions.file, definitions.position.line, definitions.position.column, "graph.no-executable-process", {}});
  return out;
}

}  // namespace chancery::graph
