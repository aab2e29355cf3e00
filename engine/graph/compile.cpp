#include "engine/graph/compile.h"

#include <algorithm>

#include "engine/base/name_list.h"
#include "engine/bpmn/compensation.h"
#include "engine/bpmn/entries.h"
#include "engine/bpmn/input_output.h"
#include "engine/feel/dialect.h"
#include "engine/graph/expressions.h"
#include "engine/graph/joins.h"
#include "engine/graph/message_flows.h"

namespace chancery::graph {

namespace {

class ProcessCompiler {
 public:
  ProcessCompiler(const bpmn::Definitions& definitions, const bpmn::Process& model, feel::SymbolTable& symbols,
                  std::vector<Diagnostic>& diagnostics)
      : definitions_(definitions),
        file_(definitions.file),
        errors_(definitions.errors),
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
    out.interrupting = always_interrupts(source) || (source.kind == ElementKind::kStartEvent && !source.parent) ||
                       (source.kind == ElementKind::kStartEvent ? source.is_interrupting : source.cancel_activity);
    out.triggered_by_event = source.triggered_by_event;
    out.attached_to = source.attached_to.value_or(kNone);
    if (source.event.kind != EventKind::kNone) out.event = event(source);
    out.parameters = parameters(source);
    send_along(source, out);
    if (source.multi_instance) out.multi_instance = multi_instance(*source.multi_instance);
    if (source.standard_loop) out.loop = standard_loop(*source.standard_loop);
    if (source.ad_hoc) out.ad_hoc = ad_hoc(*source.ad_hoc);
    if (source.activation_condition && source.incoming.size() > 1) out.complex = complex(source);
    if (source.user_task) out.user_task = user_task(source);
    if (source.call) out.call = call(source);
    const bool decides = source.decision && !source.decision->decision.empty();
    if (source.kind == ElementKind::kServiceTask || source.kind == ElementKind::kSendTask ||
        (source.kind == ElementKind::kBusinessRuleTask && !decides))  // done by an outside worker
      service(source, source.implementation, out);
    if (source.event.implementation.kind != bpmn::Implementation::Kind::kNone)
      service(source, source.event.implementation, out);
    if (decides) decision(source, out);
    if (source.script) script(source, out);
    out.outcome = attribute(source, "outcome");
    out.result_variable = result_variable(source, out.result_variable);
    return out;
  }

  // BPMN 2.0.2, 10.5.4: an error always does; so does what leaves nothing behind to go on with.
  static bool always_interrupts(const bpmn::Node& source) {
    return std::any_of(source.events.begin(), source.events.end(), [](const bpmn::EventDefinition& event) {
      return event.kind == EventKind::kError || event.kind == EventKind::kCancel ||
             event.kind == EventKind::kCompensation;
    });
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
    if (source.kind == ElementKind::kComplexGateway) {
      for (const char* name : {"activationCount", "waitingForStart"}) symbols_.intern(name);
      for (const bpmn::Index flow : source.incoming) intern(model_.flows[flow].id);
    }
    if (source.decision) intern(source.decision->result_variable);
    if (source.script) intern(source.script->result_variable);
    intern(result_variable(source, {}));
    for (const bpmn::EventDefinition& event : source.events) {
      intern(event.code_variable);
      intern(event.message_variable);
    }
    if (source.multi_instance) {
      intern(source.multi_instance->element_variable);
      intern(source.multi_instance->output_collection);
      intern(source.multi_instance->output_element);
    }
    for (const auto* parameters : {&source.extensions.inputs, &source.extensions.outputs})
      for (const bpmn::Parameter& p : *parameters) intern(p.name);
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
    if (source.events.size() < 2) {
      auto out = std::make_unique<EventSpec>(definition(source, source.event));
      out->ordinal = source.ordinal;
      return out;
    }
    auto out = std::make_unique<EventSpec>();
    out->kind = EventKind::kMultiple;
    out->ordinal = source.ordinal;
    out->all = source.parallel_multiple;
    for (const bpmn::EventDefinition& one : source.events) out->parts.push_back(definition(source, one));
    return out;
  }

  EventSpec definition(const bpmn::Node& source, const bpmn::EventDefinition& definition) {
    EventSpec out;
    out.kind = definition.kind;
    out.ordinal = definition.ordinal;
    out.name = definition.code;
    if (definition.kind == EventKind::kMessage || definition.kind == EventKind::kSignal) name(definition, out);
    out.message_variable = definition.message_variable;
    if (definition.kind == EventKind::kError) out.message = error_message(definition);
    for (const bpmn::VariableMapping& m : definition.inputs) {
      Mapping mapped = mapping(m);
      out.payload_all = out.payload_all || mapped.all;
      if (!mapped.all) out.payload.push_back({mapped.target, std::move(mapped.source)});
    }
    out.unit = attribute(source, "unit");
    out.unit_kind = attribute(source, "unitKind");
    out.code_variable = definition.code_variable;
    if (definition.kind == EventKind::kTimer) timer(source, definition, out);
    if (definition.kind == EventKind::kConditional) out.condition = expressions_.expression(definition.condition);
    variable_events(definition, out);
    out.waits = definition.wait_for_completion;
    if (definition.kind == EventKind::kCompensation)
      out.activity = bpmn::node_named(model_, definition.reference).value_or(kNone);
    if (const auto* key = property(source, "correlationKey"))
      out.correlation_key = expressions_.property(key->value, source.position);
    if (const auto* buffer = property(source, "buffer")) out.buffered = buffer->value == "true";
    if (bpmn::sends_inputs(source))
      for (NamedInput& input : inputs(source.extensions.inputs)) out.payload.push_back(std::move(input));
    return out;
  }

  // "create, update, delete"; none named = all. No variable is ever deleted.
  static void variable_events(const bpmn::EventDefinition& definition, EventSpec& out) {
    out.variable_name = definition.variable_name;
    if (definition.variable_events.empty()) return;
    const std::vector<std::string_view> names = split_names(definition.variable_events);
    out.on_create = std::find(names.begin(), names.end(), "create") != names.end();
    out.on_update = std::find(names.begin(), names.end(), "update") != names.end();
  }

  // What the <error> says of it.
  Input error_message(const bpmn::EventDefinition& definition) {
    for (const bpmn::RootItem& error : errors_)
      if (!error.message.empty() && error.id == definition.reference)
        return expressions_.input(bpmn::Expression{error.message, "", error.position});
    return {};
  }

  // An expression over literals alone is a name like any other.
  void name(const bpmn::EventDefinition& definition, EventSpec& out) {
    const bpmn::Expression text{definition.code, "", definition.position};
    if (!ExpressionPass::is_expression(text)) return;
    out.chosen_name = expressions_.expression(text);
    const Value* constant = out.chosen_name.constant();
    if (constant == nullptr || !constant->is_text()) return;
    out.name = constant->as_text();
    out.chosen_name = {};
  }

  void timer(const bpmn::Node& source, const bpmn::EventDefinition& definition, EventSpec& out) {
    switch (definition.timer) {
      case bpmn::TimerKind::kDate: out.timer = TimerKind::kDate; break;
      case bpmn::TimerKind::kCycle: out.timer = TimerKind::kCycle; break;
      default: out.timer = TimerKind::kDuration; break;
    }
    out.timer_value = expressions_.input(definition.timer_expression);
    out.working_days = attribute(source, "workingDays") == "true";
  }

  std::unique_ptr<StandardLoopSpec> standard_loop(const bpmn::StandardLoop& source) {
    auto out = std::make_unique<StandardLoopSpec>();
    out->test_before = source.test_before;
    out->has_condition = source.condition.has_value();
    if (source.condition) out->condition = expressions_.expression(*source.condition);
    if (source.maximum) out->maximum = Input(expressions_.expression(*source.maximum));
    return out;
  }

  std::unique_ptr<AdHocSpec> ad_hoc(const bpmn::AdHoc& source) {
    auto out = std::make_unique<AdHocSpec>();
    out->sequential = source.sequential;
    out->cancels_rest = source.cancel_remaining;
    out->has_completion_condition = source.completion_condition.has_value();
    if (source.completion_condition) out->completion_condition = expressions_.expression(*source.completion_condition);
    return out;
  }

  std::unique_ptr<ComplexSpec> complex(const bpmn::Node& source) {
    auto out = std::make_unique<ComplexSpec>();
    for (const bpmn::Index flow : source.incoming) {
      const std::string& id = model_.flows[flow].id;
      out->flows.push_back(id.empty() ? kNone : symbols_.intern(id));
    }
    out->activation_count = symbols_.intern("activationCount");
    out->waiting_for_start = symbols_.intern("waitingForStart");
    out->activation = expressions_.expression(*source.activation_condition);
    return out;
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
    if (source.user_task->follow_up_date) out->follow_up_date = expressions_.input(*source.user_task->follow_up_date);
    if (source.user_task->priority) out->priority = expressions_.input(*source.user_task->priority);
    for (const bpmn::Expression& users : source.user_task->candidate_users)
      out->candidate_users.push_back(expressions_.input(users));
    for (const bpmn::Expression& groups : source.user_task->candidate_groups)
      out->candidate_groups.push_back(expressions_.input(groups));
    out->description = source.documentation;
    out->title = dialect_text(source.name, source.position);
    out->described = dialect_text(source.documentation, source.position);
    return out;
  }

  Input dialect_text(const std::string& text, bpmn::SourcePosition position) {
    return feel::is_dialect(text) ? expressions_.property(text, position) : Input();
  }

  std::unique_ptr<CallSpec> call(const bpmn::Node& source) {
    auto out = std::make_unique<CallSpec>();
    out->process = reference(source, source.call->called_element);
    for (const auto& m : source.call->inputs) out->inputs.push_back(mapping(m));
    for (const auto& m : source.call->outputs) out->outputs.push_back(mapping(m));
    return out;
  }

  Mapping mapping(const bpmn::VariableMapping& source) {
    Mapping out = expressions_.mapping(source);
    intern(out.target);
    return out;
  }

  void service(const bpmn::Node& source, const bpmn::Implementation& implementation, Node& out) {
    using Kind = bpmn::Implementation::Kind;
    if (implementation.kind == Kind::kExpression) {
      out.script = expressions_.expression(implementation.text);
      out.has_script = true;
      return;
    }
    out.service = std::make_unique<ServiceSpec>();
    if (implementation.kind != Kind::kNone)
      out.service->topic = implementation.text.text;
    else if (source.kind == ElementKind::kServiceTask)
      out.service->topic = source.id;  // no implementation: work for an outside worker, under the element's id
    if (out.parameters == nullptr) out.service->inputs = inputs(source.extensions.inputs);
  }

  std::vector<NamedInput> inputs(const std::vector<bpmn::Parameter>& parameters) {
    std::vector<NamedInput> out;
    out.reserve(parameters.size());
    for (const bpmn::Parameter& p : parameters) out.push_back({p.name, expressions_.input(p.value)});
    return out;
  }

  // Work that hands nothing out needs no variables of its own: it is given its inputs and no more.
  std::unique_ptr<ParameterSpec> parameters(const bpmn::Node& source) {
    const bpmn::Extensions& all = source.extensions;
    if (!bpmn::maps_parameters(source)) return nullptr;
    if (all.outputs.empty() && (all.inputs.empty() || bpmn::works_on_inputs(source))) return nullptr;
    auto out = std::make_unique<ParameterSpec>();
    out->inputs = inputs(all.inputs);
    out->outputs = inputs(all.outputs);
    return out;
  }

  void decision(const bpmn::Node& source, Node& out) {
    out.decision = std::make_unique<DecisionSpec>();
    out.decision->decision = reference(source, source.decision->decision);
    out.decision->mapping = result_mapping(source);
    out.result_variable = source.decision->result_variable;
  }

  Reference reference(const bpmn::Node& source, const bpmn::Expression& text) {
    Reference out;
    if (!ExpressionPass::is_expression(text)) {
      out.id = text.text;
      return out;
    }
    out.chosen = expressions_.expression(text);
    if (const bpmn::Property* candidates = property(source, "candidates"))
      for (const std::string_view name : split_names(candidates->value)) out.candidates.emplace_back(name);
    return out;
  }

  ResultMapping result_mapping(const bpmn::Node& source) {
    const std::string& name = source.decision->result_mapping;
    if (name.empty()) return ResultMapping::kValue;
    if (name == "singleEntry") return ResultMapping::kSingleEntry;
    if (name == "singleResult") return ResultMapping::kSingleResult;
    if (name == "collectEntries") return ResultMapping::kCollectEntries;
    if (name != "resultList")
      diagnostics_.push_back({file_,
                              source.position.line,
                              source.position.column,
                              "graph.unknown-mapping",
                              {{"id", source.id}, {"mapping", name}}});
    return ResultMapping::kResultList;
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
      if (n.event != nullptr)
        for (const EventSpec& one : n.event->definitions()) index(process.by_ordinal, one.ordinal, i);
      if (n.kind == ElementKind::kBoundaryEvent && n.attached_to != kNone) link_boundary(process, i);
      if (n.kind == ElementKind::kStartEvent) link_start(process, i);
      link_instantiating(process, i);
      if (bpmn::begins_ad_hoc(model_, model_.nodes[i])) process.nodes[n.parent].ad_hoc->begins.push_back(i);
      if (n.event != nullptr && n.event->kind == EventKind::kLink) n.link_target = link_target(process, n);
    }
    for (NodeIndex i = 0; i < process.nodes.size(); ++i)
      if (process.nodes[i].triggered_by_event) link_event_sub_process(process, i);
    for (FlowIndex i = 0; i < process.flows.size(); ++i) index(process.flow_by_ordinal, process.flows[i].ordinal, i);
  }

  void link_boundary(Process& process, NodeIndex i) {
    Node& activity = process.nodes[process.nodes[i].attached_to];
    activity.boundary.push_back(i);
    if (model_.nodes[i].event.kind == EventKind::kCompensation)
      activity.compensation_handler = bpmn::compensation_handler(model_, model_.nodes[i]).value_or(kNone);
  }

  // What begins the process without being a start event: an instantiating receive task, the events behind such a gateway.
  void link_instantiating(Process& process, NodeIndex i) {
    const bpmn::Node& source = model_.nodes[i];
    if (bpmn::is_instantiating_task(source)) process.starts.push_back(i);
    const auto gateway = bpmn::instantiating_gateway(model_, source);
    if (!gateway) return;
    process.starts.push_back(i);
    process.nodes[i].begun_over = process.nodes[i].incoming.front();
    if (!model_.nodes[*gateway].parallel_events) return;
    for (const FlowIndex flow : process.nodes[*gateway].outgoing)
      if (process.flows[flow].target != i) process.nodes[i].awaited.push_back(process.flows[flow].target);
  }

  static void link_start(Process& process, NodeIndex i) {
    const Node& start = process.nodes[i];
    if (start.parent == kNone)
      process.starts.push_back(i);
    else if (start.event == nullptr || process.nodes[start.parent].triggered_by_event)
      process.nodes[start.parent].start_inside = i;
  }

  static NodeIndex link_target(const Process& process, const Node& from) {
    for (NodeIndex i = 0; i < process.nodes.size(); ++i) {
      const Node& n = process.nodes[i];
      if (n.kind == ElementKind::kIntermediateCatchEvent && n.parent == from.parent && n.event != nullptr &&
          n.event->kind == EventKind::kLink && n.event->name == from.event->name)
        return i;
    }
    return kNone;
  }

  // One that compensates waits for nothing: it is looked for when the scope around it is compensated.
  static void link_event_sub_process(Process& process, NodeIndex i) {
    const Node& inside = process.nodes[i];
    const Node& start = process.nodes[inside.start_inside];
    const bool compensates = start.event->kind == EventKind::kCompensation;
    if (compensates && inside.parent != kNone) process.nodes[inside.parent].compensating = i;
    if (compensates) return;
    auto& list =
        inside.parent == kNone ? process.event_sub_processes : process.nodes[inside.parent].event_sub_processes;
    list.push_back(i);
  }

  static void index(std::vector<std::uint32_t>& table, std::uint32_t ordinal, std::uint32_t value) {
    if (table.size() <= ordinal) table.resize(ordinal + 1, kNone);
    table[ordinal] = value;
  }

  void intern(const std::string& name) {
    if (!name.empty()) symbols_.intern(name);
  }

  // Said by a message flow only: kept for its receiver, as a letter in the post is.
  void send_along(const bpmn::Node& source, Node& out) {
    const bool sends = source.kind == ElementKind::kSendTask || source.kind == ElementKind::kIntermediateThrowEvent ||
                       source.kind == ElementKind::kEndEvent;
    const bool has_own = source.event.kind != EventKind::kMessage && source.kind != ElementKind::kSendTask;
    if (!sends || has_own || !source.event.reference.empty()) return;
    const std::string name = message_along(definitions_, source.id);
    if (name.empty()) return;
    if (out.event == nullptr) out.event = event(source);
    out.event->kind = EventKind::kMessage;
    out.event->name = name;
    out.event->buffered = true;
  }

  const bpmn::Definitions& definitions_;
  std::string file_;
  const std::vector<bpmn::RootItem>& errors_;
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
