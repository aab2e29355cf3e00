// The executable graph: what runs. Dense arrays made once per deployment from the BPMN model; every expression compiled, every
// reference an index. Immutable, shared by all cases of a package and all threads.
//
// Events name elements by ordinal (their place in the deployed XML); node_of() turns an ordinal into an index without a search.
// Made by compile.h. It knows no state: tokens and instances are the runtime's.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/bpmn/element_kind.h"
#include "engine/feel/feel.h"

namespace chancery::graph {

using bpmn::ElementKind;
using bpmn::EventKind;
using NodeIndex = std::uint32_t;
using FlowIndex = std::uint32_t;
using feel::Symbol;
inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

struct NestedInput;

// A literal, an expression, or a list or context of such; all evaluate. Absent: evaluates to null and present() is false.
class Input {
 public:
  Input() = default;
  explicit Input(Value literal) : literal_(std::move(literal)), present_(true) {}
  explicit Input(feel::Expression expression) : expression_(std::move(expression)), present_(true), computed_(true) {}
  explicit Input(NestedInput nested);
  bool present() const { return present_; }
  // Of the ${…} dialect, or with a part that is: an error is a fault.
  bool is_strict() const;
  Value evaluate(const feel::Scope& scope, feel::EvaluationContext& context) const {
    if (nested_ != nullptr) return evaluate_nested(scope, context);
    return computed_ ? expression_.evaluate(scope, context) : literal_;
  }
  // What it gives whenever it is asked; null pointer when that depends on variables, or may.
  const Value* constant() const {
    if (nested_ != nullptr) return nullptr;
    return computed_ ? expression_.constant() : &literal_;
  }

 private:
  Value evaluate_nested(const feel::Scope& scope, feel::EvaluationContext& context) const;

  Value literal_;
  feel::Expression expression_;
  std::shared_ptr<const NestedInput> nested_;
  bool present_ = false;
  bool computed_ = false;
};

// camunda:list or camunda:map.
struct NestedInput {
  bool is_list = true;
  std::vector<std::string> keys;  // of a map, one for each of items
  std::vector<Input> items;
};

struct NamedInput {
  std::string name;
  Input input;
};

// A variable passed over a boundary of scopes: source evaluated on the giving side, set under target on the receiving side.
struct Mapping {
  Input source;
  std::string target;
  bool all = false;    // every variable that is seen from the giving scope
  bool local = false;  // only those of the innermost scope
};

// Parameters of an activity (inputOutput in other engines).
struct ParameterSpec {
  std::vector<NamedInput> inputs;   // variables of its own, each seen by the next
  std::vector<NamedInput> outputs;  // evaluated inside when it completes, set around it
};

enum class TimerKind : std::uint8_t { kDate, kDuration, kCycle };

// What an event waits for or throws.
struct EventSpec {
  EventKind kind = EventKind::kNone;
  std::uint32_t ordinal = 0;  // of the event, or of the definition when it is one of several; what waits is known by it
  std::string name;           // message or signal name; error or escalation code, "" catches every one
  feel::Expression chosen_name;  // of a message or signal whose name is an expression: instead of `name`
  std::string code_variable;
  std::string message_variable;  // of an error: where its message is put
  Input message;                 // of an error: what is said of it
  feel::Expression condition;    // of a conditional event
  std::string variable_name;     // of a conditional event: it is asked only when this variable is given or set
  bool on_create = true;         // when it is set for the first time
  bool on_update = true;         // when it is set again
  NodeIndex activity = kNone;    // of a thrown compensation: the one activity; else the whole scope
  bool waits = true;             // of a thrown compensation: for its handlers
  TimerKind timer = TimerKind::kDuration;
  Input timer_value;
  bool working_days = false;        // whole days of a duration are working days
  Input correlation_key;            // of a message
  bool buffered = false;            // a thrown message waits for its receiver
  std::vector<NamedInput> payload;  // of a thrown message or signal: the input parameters
  bool payload_all = false;         // and all variables
  std::string unit;              // of a start event that nobody calls: key of the unit it begins in; "" = the topmost
  std::string unit_kind;         // instead: every unit of this kind
  std::vector<EventSpec> parts;  // of a multiple event: its definitions
  bool all = false;              // every one of them must come, not one (parallel multiple)

  // The definitions of the event: itself, or those of a multiple one.
  std::span<const EventSpec> definitions() const {
    return kind == EventKind::kMultiple ? std::span<const EventSpec>(parts) : std::span<const EventSpec>(this, 1);
  }
};

struct MultiInstanceSpec {
  bool sequential = false;
  Input cardinality;
  Input collection;
  std::string element_variable;
  feel::Expression completion_condition;
  bool has_completion_condition = false;
  std::string output_collection;
  std::string output_element;
};

// BPMN 2.0.2, 10.3.7: run again and again, one after another.
struct StandardLoopSpec {
  bool test_before = false;
  feel::Expression condition;  // goes on while it is true
  bool has_condition = false;
  Input maximum;
};

struct AdHocSpec {
  std::vector<NodeIndex> begins;  // activities that no flow leads to
  bool sequential = false;        // one after another, in this order; else all at once
  bool cancels_rest = true;       // when the condition holds
  feel::Expression completion_condition;
  bool has_completion_condition = false;
};

struct UserTaskSpec {
  std::string duty;  // without chancery:duty the element's id
  std::string form;
  std::string description;  // the documentation of the element
  Input title;              // the name, when it has expressions of the dialect in it
  Input described;          // the documentation, when it has
  Input assignee;
  std::vector<Input>
      candidate_users;  // each a text, a list of texts separated by commas, or an expression that gives one
  std::vector<Input> candidate_groups;
  Input due_date;
  Input follow_up_date;
  Input priority;
};

struct ServiceSpec {
  std::string topic;  // "" = runs through at once
  std::vector<NamedInput> inputs;
};

// What a business rule task gives of the rows that a decision answers.
enum class ResultMapping : std::uint8_t {
  kValue,           // the value of the decision as it is
  kSingleEntry,     // the one entry of the one row
  kSingleResult,    // the one row
  kCollectEntries,  // the one entry of every row
  kResultList       // every row
};

// A decision, or a process to call: named when the package is deployed, or by an expression when the token comes. Then
// `candidates` are those that it may name; empty = all of a package of bare processes.
struct Reference {
  std::string id;
  feel::Expression chosen;
  std::vector<std::string> candidates;
  bool is_fixed() const { return !chosen; }
};

struct DecisionSpec {
  Reference decision;
  ResultMapping mapping = ResultMapping::kValue;
};

struct CallSpec {
  Reference process;
  std::vector<Mapping> inputs;
  std::vector<Mapping> outputs;
};

// BPMN 2.0.2, 10.6.5 and 13.4.5. The names that its expressions read beside the variables: of each incoming flow, by its id, the number of
// tokens that wait on it.
struct ComplexSpec {
  feel::Expression activation;
  std::vector<Symbol> flows;  // as incoming; 0xFFFFFFFF: without id
  Symbol activation_count = 0;
  Symbol waiting_for_start = 0;
};

struct Node {
  ElementKind kind = ElementKind::kTask;
  std::uint32_t ordinal = 0;
  std::string id;
  std::string name;
  NodeIndex parent = kNone;  // the sub-process around it
  std::vector<FlowIndex> incoming;
  std::vector<FlowIndex> outgoing;
  FlowIndex default_flow = kNone;
  bool interrupting = true;         // boundary event, start event of an event sub-process
  bool triggered_by_event = false;  // event sub-process
  NodeIndex attached_to = kNone;    // boundary event
  std::vector<NodeIndex> boundary;  // boundary events attached to this activity
  std::unique_ptr<EventSpec> event;
  std::unique_ptr<MultiInstanceSpec> multi_instance;
  std::unique_ptr<StandardLoopSpec> loop;
  std::unique_ptr<AdHocSpec> ad_hoc;
  std::unique_ptr<ComplexSpec> complex;  // complex gateway with several incoming flows
  std::unique_ptr<UserTaskSpec> user_task;
  std::unique_ptr<ServiceSpec> service;
  std::unique_ptr<CallSpec> call;
  std::unique_ptr<DecisionSpec> decision;  // business rule task
  std::unique_ptr<ParameterSpec> parameters;
  feel::Expression script;  // script task, or a service task with an expression
  bool has_script = false;
  std::string result_variable;
  std::string outcome;             // end event: chancery:outcome
  NodeIndex start_inside = kNone;  // sub-process: its none start event; event sub-process: the event that triggers it
  std::vector<NodeIndex> event_sub_processes;  // directly inside, but for the one that compensates
  NodeIndex compensating = kNone;              // sub-process: the event sub-process inside that compensates it
  NodeIndex compensation_handler = kNone;      // activity: what its compensation boundary event leads to
  NodeIndex link_target = kNone;               // throwing link event
  FlowIndex begun_over = kNone;    // an event by which an instantiating gateway begins the process: the flow to it
  std::vector<NodeIndex> awaited;  // such an event: the others that must come as well (parallel)

  bool is_repeated() const { return multi_instance != nullptr || loop != nullptr; }
};

struct Flow {
  std::uint32_t ordinal = 0;
  std::string id;
  NodeIndex source = kNone;
  NodeIndex target = kNone;
  feel::Expression condition;
  bool conditional = false;
};

// For one inclusive or complex join and one of its incoming flows: the nodes from which that flow can be reached without passing the join.
// BPMN 2.0.2, 13.4.3 (Inclusive Gateway): the join is enabled when some incoming flow holds a token and, for every token in the
// scope that could still reach an empty incoming flow, that token could also reach a flow that already holds one.
struct JoinReach {
  NodeIndex join = kNone;
  std::vector<std::vector<bool>> from;  // [position in incoming][node]
};

struct Process {
  std::string id;
  std::string name;
  std::string file;
  std::uint32_t ordinal = 0;
  std::vector<Node> nodes;
  std::vector<Flow> flows;
  std::vector<NodeIndex> starts;               // start events of the process itself, and what else begins it
  std::vector<NodeIndex> event_sub_processes;  // directly in the process
  std::vector<JoinReach> joins;

  NodeIndex node_of(std::uint32_t element_ordinal) const {
    return element_ordinal < by_ordinal.size() ? by_ordinal[element_ordinal] : kNone;
  }
  FlowIndex flow_of(std::uint32_t element_ordinal) const {
    return element_ordinal < flow_by_ordinal.size() ? flow_by_ordinal[element_ordinal] : kNone;
  }
  NodeIndex find(std::string_view element_id) const;
  const JoinReach* reach_of(NodeIndex join) const;

  std::vector<NodeIndex> by_ordinal;
  std::vector<FlowIndex> flow_by_ordinal;
};

}  // namespace chancery::graph
