// The BPMN model as plain data: what a file says, with references resolved to indices and every place kept.
//
// Invariant: nodes and flows of a process stand in document order; indices are into the arrays of the same process; a
// node comes after its parent. Filled by the reader only; read by the rules here and by graph, which compiles it.
// Diagrams are not kept: the console reads the file itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/bpmn/model_parts.h"

namespace chancery::bpmn {

using Index = std::uint32_t;

inline constexpr const char* kBpmnNamespace = "http://www.omg.org/spec/BPMN/20100524/MODEL";

struct Node {
  std::uint32_t ordinal = 0;  // of its element in the deployed XML, in document order; events name the node by it
  ElementKind kind = ElementKind::kTask;
  std::string id;
  std::string name;
  SourcePosition position;
  std::optional<Index> parent;  // the sub-process around it; none = the process itself
  std::vector<Index> incoming;  // flows, in document order
  std::vector<Index> outgoing;
  std::string default_ref;            // the default attribute as written
  std::optional<Index> default_flow;  // a flow of this process; a rule sees that it leaves this node
  std::string attached_ref;           // boundary event: attachedToRef as written
  std::optional<Index> attached_to;
  bool cancel_activity = true;      // boundary event: interrupting
  bool is_interrupting = true;      // start event of an event sub-process
  bool triggered_by_event = false;  // event sub-process
  bool is_for_compensation = false;
  bool instantiate = false;                        // receive task, event-based gateway
  bool parallel_events = false;                    // event-based gateway: eventGatewayType="Parallel"
  std::optional<Expression> activation_condition;  // complex gateway
  // Events: their definition. Send and receive tasks: kind kMessage with the message, or kNone without one.
  EventDefinition event;
  std::vector<EventDefinition> events;  // of an event: all its definitions; several give event.kind = kMultiple
  bool parallel_multiple = false;       // all of them must come, not one
  std::optional<MultiInstance> multi_instance;
  std::optional<StandardLoop> standard_loop;
  std::optional<AdHoc> ad_hoc;
  Implementation implementation;
  std::optional<UserTaskDetails> user_task;
  std::optional<CallDetails> call;
  std::optional<DecisionDetails> decision;  // business rule task
  std::optional<ScriptDetails> script;
  std::string form_key;   // user task, start event
  std::string initiator;  // start event: variable that takes the starter
  std::string documentation;
  Extensions extensions;
};

struct Flow {
  std::uint32_t ordinal = 0;
  std::string id;  // may be ""
  std::string name;
  std::string source_ref;
  std::string target_ref;
  std::optional<Index> source;  // none when the reference dangles (a fault)
  std::optional<Index> target;
  std::optional<Index> parent;  // the sub-process it is written in
  std::optional<Expression> condition;
  SourcePosition position;
};

// What joins a compensation boundary event to its handler (and texts to anything).
struct Association {
  std::string source_ref;
  std::string target_ref;
  SourcePosition position;
};

struct Lane {
  std::string id;
  std::string name;
  std::vector<std::string> node_refs;
  SourcePosition position;
};

struct Process {
  std::uint32_t ordinal = 0;
  std::string id;
  std::string name;
  bool executable = false;
  std::string version_tag;
  SourcePosition position;
  std::string documentation;
  std::vector<Node> nodes;
  std::vector<Flow> flows;
  std::vector<Lane> lanes;
  std::vector<Association> associations;
  Extensions extensions;
};

// A message, error, signal or escalation declared beside the processes.
struct RootItem {
  std::string id;
  std::string name;
  std::string code;     // error, escalation
  std::string message;  // error: camunda:errorMessage
  SourcePosition position;
};

struct Participant {
  std::string id;
  std::string name;
  std::string process_ref;
  SourcePosition position;
};

struct MessageFlow {
  std::string id;
  std::string name;
  std::string source_ref;  // a node or a participant
  std::string target_ref;
  std::string message_ref;
  SourcePosition position;
};

struct Import {
  std::string type;
  std::string location;  // never opened
  std::string ns;
};

// An id of the file, for the rule that each stands once.
struct IdUse {
  std::string id;
  SourcePosition position;
};

// An element of the BPMN namespace where the reader expected none of that name.
struct UnknownElement {
  std::string tag;
  SourcePosition position;
};

struct Definitions {
  std::string file;
  std::string id;
  std::string name;
  std::string target_namespace;
  std::string expression_language;
  SourcePosition position;
  std::vector<RootItem> messages;
  std::vector<RootItem> errors;
  std::vector<RootItem> signals;
  std::vector<RootItem> escalations;
  std::vector<Process> processes;
  std::vector<Participant> participants;
  std::vector<MessageFlow> message_flows;
  std::vector<Import> imports;
  std::vector<IdUse> ids;
  std::vector<UnknownElement> unknown;
};

}  // namespace chancery::bpmn
