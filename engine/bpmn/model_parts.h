// The parts of a node of the BPMN model: expressions, event definitions, loops, implementations, extension data.
//
// Plain data as the modeler wrote it. An expression is kept as text, language and place; it is compiled in graph.
// Values of the extension namespaces of Camunda 7 and Operaton (one to us) stand in typed members; whatever is not
// understood is kept in Extensions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/bpmn/element_kind.h"
#include "engine/xml/xml.h"

namespace chancery::bpmn {

using SourcePosition = xml::Position;

struct Expression {
  std::string text;      // without white space at both ends; FEEL, or of the ${…} dialect, or a literal
  std::string language;  // the language attribute; "" = that of Definitions
  SourcePosition position;

  bool empty() const { return text.empty(); }
};

struct Property {
  std::string name;
  std::string value;
};

// A value of inputParameter, outputParameter or a nested list, map or script.
struct ParameterValue {
  enum class Kind : std::uint8_t { kText, kList, kMap, kScript } kind = Kind::kText;
  Expression text;                    // kText, kScript (language = scriptFormat)
  std::vector<std::string> keys;      // kMap: one for each of items
  std::vector<ParameterValue> items;  // kList, kMap
};

struct Parameter {
  std::string name;
  ParameterValue value;
  SourcePosition position;
};

// One <in> or <out> of a call activity (or of a throwing event).
struct VariableMapping {
  enum class Kind : std::uint8_t { kVariable, kExpression, kAll, kBusinessKey } kind = Kind::kVariable;
  Expression source;  // variable name (kVariable) or expression (kExpression, kBusinessKey)
  std::string target;
  bool local = false;  // local="true": the innermost scope only
  SourcePosition position;
};

// How a service, send, business rule task or a throwing message event is carried out.
struct Implementation {
  enum class Kind : std::uint8_t { kNone, kExternal, kClass, kDelegateExpression, kExpression } kind = Kind::kNone;
  // kExternal: the topic; kClass and kDelegateExpression: that text, to be taken as an external topic; kExpression:
  // to be evaluated at once.
  Expression text;
  std::string type;                    // camunda:type as written
  std::string result_variable;         // of kExpression
  std::optional<Expression> priority;  // camunda:taskPriority
};

enum class TimerKind : std::uint8_t { kNone, kDate, kDuration, kCycle };

struct EventDefinition {
  EventKind kind = EventKind::kNone;
  std::uint32_t ordinal = 0;  // of the definition's element in the deployed XML
  SourcePosition position;    // of that element
  // Message, error, signal, escalation: the id as referred to ("" when none), and what it resolves to: the name of the
  // message or signal, the code of the error or escalation ("" = none: catches all). An error reference that names no
  // <error> is itself the code. Link: code = its name. Compensation: reference = activityRef.
  std::string reference;
  std::string code;
  bool declared = false;  // reference names an element of Definitions
  TimerKind timer = TimerKind::kNone;
  Expression timer_expression;
  Expression condition;                 // conditional
  std::string variable_name;            // conditional: looked at only when this variable changes
  std::string variable_events;          // conditional: create, update, delete
  std::string code_variable;            // error, escalation: where the code caught is put
  std::string message_variable;         // error: where its message is put
  bool wait_for_completion = true;      // compensation
  Implementation implementation;        // throwing message
  std::vector<VariableMapping> inputs;  // signal: what is sent along
};

struct MultiInstance {
  bool sequential = false;
  std::optional<Expression> cardinality;
  // camunda:collection, else loopDataInputRef (then a variable name).
  std::optional<Expression> collection;
  std::string element_variable;  // camunda:elementVariable, else the name of inputDataItem
  std::optional<Expression> completion_condition;
  // chancery:outputCollection and chancery:outputElement, else loopDataOutputRef and the name of outputDataItem: each
  // instance's value of the second variable is gathered into the first.
  std::string output_collection;
  std::string output_element;
  SourcePosition position;
};

struct StandardLoop {
  bool test_before = false;
  std::optional<Expression> condition;
  std::optional<Expression> maximum;
  SourcePosition position;
};

struct AdHoc {
  bool sequential = false;
  bool cancel_remaining = true;
  std::optional<Expression> completion_condition;
};

struct UserTaskDetails {
  std::optional<Expression> assignee;
  // Each is one attribute or one resource assignment; a text may be a list separated by commas.
  std::vector<Expression> candidate_users;
  std::vector<Expression> candidate_groups;
  std::optional<Expression> due_date;
  std::optional<Expression> follow_up_date;
  std::optional<Expression> priority;
  bool assigned_twice = false;     // by the attribute and by humanPerformer
  std::optional<Expression> duty;  // chancery:duty; without it the task has the duty of its id
};

struct CallDetails {
  Expression called_element;  // process id, or an expression that gives it
  std::string binding;        // latest, deployment, version, versionTag; "" when not given
  std::string version;
  std::string version_tag;
  std::vector<VariableMapping> inputs;
  std::vector<VariableMapping> outputs;
};

struct DecisionDetails {
  Expression decision;  // decisionRef: an id, or an expression that gives it
  std::string binding;
  std::string version;
  std::string version_tag;
  std::string result_variable;
  std::string result_mapping;  // mapDecisionResult: singleEntry, singleResult, collectEntries, resultList
};

struct ScriptDetails {
  Expression script;  // language = scriptFormat
  std::string result_variable;
  std::string resource;  // camunda:resource
};

struct Extensions {
  std::vector<Parameter> inputs;   // inputOutput/inputParameter
  std::vector<Parameter> outputs;  // inputOutput/outputParameter
  std::vector<Property> properties;
  bool async_before = false;  // also async="true"
  bool async_after = false;
  // Of our namespace, without a typed place here; those on the event definition of an event too. A rule refuses names
  // that no later stage reads.
  std::vector<xml::Attribute> other_chancery;
  std::vector<xml::Attribute> other_attributes;  // of any other foreign namespace, kept
  std::vector<xml::Element> other_elements;      // of extensionElements, kept
};

}  // namespace chancery::bpmn
