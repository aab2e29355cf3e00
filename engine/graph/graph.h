// The executable graph: what runs. Dense arrays made once per deployment from the BPMN model; every expression compiled, every
// reference an index. Immutable, shared by all cases of a package and all threads.
//
// Events name elements by ordinal (their place in the deployed XML); node_of() turns an ordinal into an index without a search.
// Made by compile.h. It knows no state: tokens and instances are the runtime's.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
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

// A literal or an expression; both evaluate. Absent: evaluates to null and present() is false.
class Input {
 public:
  Input() = default;
  explicit Input(Value literal) : literal_(std::move(literal)), present_(true) {}
  explicit Input(feel::Expression expression) : expression_(std::move(expression)), present_(true), computed_(true) {}
  bool present() const { return present_; }
  Value evaluate(const feel::Scope& scope, feel::EvaluationContext& context) const {
    return computed_ ? expression_.evaluate(scope, context) : literal_;
  }
  // What it gives whenever it is asked; null pointer when that depends on variables.
  const Value* constant() const { return computed_ ? expression_.constant() : &literal_; }

 private:
  Value literal_;
  feel::Expression expression_;
  bool present_ = false;
  bool computed_ = false;
};

struct NamedInput {
  std::string name;
  Input input;
};

// A variable passed over a boundary of scopes: source evaluated on the giving side, set under target on the receiving side.
struct Mapping {
  Input source;
  std::string target;
  bool all = false;  // every variable of the giving scope
};

enum class TimerKind : std::uint8_t { kDate, kDuration, kCycle };

// What an event waits for or throws.
struct EventSpec {
  EventKind kind = EventKind::kNone;
  std::string name;  // message or signal name, error code ("" catches every error)
  std::string code_variable;
  TimerKind timer = TimerKind::kDuration;
  Input timer_value;
  bool working_days = false;        // whole days of a duration are working days
  Input correlation_key;            // of a message
  bool buffered = false;            // a thrown message waits for its receiver
  std::vector<NamedInput> payload;  // of a thrown message or signal: the input parameters
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

struct UserTaskSpec {
  std::string duty;  // without chancery:duty the element's id
  std::string form;
  Input assignee;
  Input due_date;
};

struct ServiceSpec {
  std::string topic;  // "" = runs through at once
  std::vector<NamedInput> inputs;
};

struct CallSpec {
  std::string called_element;
  std::vector<Mapping> inputs;
  std::vector<Mapping> outputs;
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
  bool interrupting = true;         // boundary event
  NodeIndex attached_to = kNone;    // boundary event
  std::vector<NodeIndex> boundary;  // boundary events attached to this activity
  std::unique_ptr<EventSpec> event;
  std::unique_ptr<MultiInstanceSpec> multi_instance;
  std::unique_ptr<UserTaskSpec> user_task;
  std::unique_ptr<ServiceSpec> service;
  std::unique_ptr<CallSpec> call;
  std::string decision;     // business rule task
  feel::Expression script;  // script task, or a service task with an expression
  bool has_script = false;
  std::string result_variable;
  std::string outcome;             // end event: chancery:outcome
  NodeIndex start_inside = kNone;  // sub-process: its none start event
};

struct Flow {
  std::uint32_t ordinal = 0;
  std::string id;
  NodeIndex source = kNone;
  NodeIndex target = kNone;
  feel::Expression condition;
  bool conditional = false;
};

// For one inclusive join and one of its incoming flows: the nodes from which that flow can be reached without passing the join.
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
  std::vector<NodeIndex> starts;  // start events of the process itself
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
