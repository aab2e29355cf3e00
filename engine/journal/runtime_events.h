// Events of the state machine: what happened to cases, element instances, tasks, timers, subscriptions, incidents.
//
// Kinds 1–99. A kind keeps its number and its meaning for ever; a field added later takes a new number. Elements are named by
// their ordinal in the deployed XML, processes by their place in the package. Applied by engine/runtime/apply_*.cpp.
#pragma once

#include <string>
#include <vector>

#include "engine/base/ids.h"
#include "engine/base/instant.h"
#include "engine/value/value.h"

#define CHANCERY_EVENT_KIND(number)                \
  static constexpr std::uint32_t kKind = (number); \
  static constexpr std::uint32_t kVersion = 1;     \
  template <class Self, class Visit>               \
  static void fields([[maybe_unused]] Self& e, [[maybe_unused]] Visit&& v)

namespace chancery::journal {

// A workflow package is there; its files lie in the blob store under their hashes.
struct PackageDeployed {
  struct File {
    std::string path;
    Bytes sha256;
    template <class Self, class Visit>
    static void fields(Self& e, Visit&& v) {
      v(1, e.path);
      v(2, e.sha256);
    }
    bool operator==(const File&) const = default;
  };
  PackageId package;
  std::vector<File> files;
  PersonId deployer;
  PersonId approver;
  CHANCERY_EVENT_KIND(1) {
    v(1, e.package);
    v(2, e.files);
    v(3, e.deployer);
    v(4, e.approver);
  }
  bool operator==(const PackageDeployed&) const = default;
};

struct CaseStarted {
  PackageId package;
  std::uint32_t workflow = 0;  // place of the workflow in the package, from 1; 0 when a bare process was started
  std::uint32_t process = 0;   // place of the process in the package
  UnitId unit;
  PersonId starter;
  PersonId applicant;      // whose matter it is, when known to the directory
  std::string started_by;  // message name, "timer", or "" for a person
  std::string business_key;
  CHANCERY_EVENT_KIND(2) {
    v(1, e.package);
    v(2, e.workflow);
    v(3, e.process);
    v(4, e.unit);
    v(5, e.starter);
    v(6, e.applicant);
    v(7, e.started_by);
    v(8, e.business_key);
  }
  bool operator==(const CaseStarted&) const = default;
};

struct CaseEnded {
  std::string outcome;
  CHANCERY_EVENT_KIND(3) { v(1, e.outcome); }
  bool operator==(const CaseEnded&) const = default;
};

struct CaseTitled {
  std::string title;
  CHANCERY_EVENT_KIND(4) { v(1, e.title); }
  bool operator==(const CaseTitled&) const = default;
};

// An element instance begins. ordinal 0: the process itself (root or called). loop > 0: one instance of a multi-instance body.
struct ElementActivated {
  InstanceId instance;
  InstanceId scope;  // the instance around it; 0 for the root
  std::uint32_t process = 0;
  std::uint32_t ordinal = 0;
  std::uint32_t loop = 0;
  bool multi_body = false;
  InstanceId resumes;  // a compensation handler: the instance whose compensation goes on when this one ends
  CHANCERY_EVENT_KIND(5) {
    v(1, e.instance);
    v(2, e.scope);
    v(3, e.process);
    v(4, e.ordinal);
    v(5, e.loop);
    v(6, e.multi_body);
    v(7, e.resumes);
  }
  bool operator==(const ElementActivated&) const = default;
};

struct ElementCompleted {
  InstanceId instance;
  CHANCERY_EVENT_KIND(6) { v(1, e.instance); }
  bool operator==(const ElementCompleted&) const = default;
};

struct ElementTerminated {
  InstanceId instance;
  CHANCERY_EVENT_KIND(7) { v(1, e.instance); }
  bool operator==(const ElementTerminated&) const = default;
};

// An element that began and ended at once (gateways, events without waiting, scripts): one event instead of two.
struct ElementPassed {
  InstanceId scope;
  std::uint32_t ordinal = 0;
  CHANCERY_EVENT_KIND(8) {
    v(1, e.scope);
    v(2, e.ordinal);
  }
  bool operator==(const ElementPassed&) const = default;
};

struct FlowTaken {
  InstanceId scope;
  std::uint32_t ordinal = 0;
  CHANCERY_EVENT_KIND(9) {
    v(1, e.scope);
    v(2, e.ordinal);
  }
  bool operator==(const FlowTaken&) const = default;
};

// A token waits at a join on this flow.
struct TokenArrived {
  InstanceId scope;
  std::uint32_t flow = 0;
  CHANCERY_EVENT_KIND(10) {
    v(1, e.scope);
    v(2, e.flow);
  }
  bool operator==(const TokenArrived&) const = default;
};

// Tokens that waited at joins on these flows are taken: by the join that lets one pass, or by the end of all in the scope.
struct TokensJoined {
  InstanceId scope;
  std::vector<std::uint32_t> flows;
  CHANCERY_EVENT_KIND(11) {
    v(1, e.scope);
    v(2, e.flows);
  }
  bool operator==(const TokensJoined&) const = default;
};

struct VariableSet {
  InstanceId scope;
  std::string name;
  Value value;
  CHANCERY_EVENT_KIND(12) {
    v(1, e.scope);
    v(2, e.name);
    v(3, e.value);
  }
  bool operator==(const VariableSet&) const = default;
};

struct MultiInstancePlanned {
  InstanceId instance;
  std::uint32_t planned = 0;
  Value items;  // list, or null for a plain count
  CHANCERY_EVENT_KIND(13) {
    v(1, e.instance);
    v(2, e.planned);
    v(3, e.items);
  }
  bool operator==(const MultiInstancePlanned&) const = default;
};

struct TaskCreated {
  InstanceId instance;
  TaskId task;
  std::uint32_t duty = 0;  // place in the package's duties, from 1; 0 = none declared (bare processes)
  PersonId assignee;
  std::int64_t due_ms = 0;  // 0 = none
  // What the model says about the task and what gives nobody a right: a context of assignee (text), candidate_users and
  // candidate_groups (lists of texts), follow_up (instant in milliseconds), priority (number), name and description (when they
  // have expressions in them), each where it is said.
  Value wishes;
  CHANCERY_EVENT_KIND(20) {
    v(1, e.instance);
    v(2, e.task);
    v(3, e.duty);
    v(4, e.assignee);
    v(5, e.due_ms);
    v(6, e.wishes);
  }
  bool operator==(const TaskCreated&) const = default;
};

enum class Assignment : std::uint8_t { kClaimed, kReleased, kAssigned, kDelegated, kResolved, kTransferred };

struct TaskAssigned {
  InstanceId instance;
  Assignment how = Assignment::kClaimed;
  PersonId assignee;   // 0 after a release
  PersonId delegator;  // set while somebody acts for him
  std::string reason;
  CHANCERY_EVENT_KIND(21) {
    v(1, e.instance);
    v(2, e.how);
    v(3, e.assignee);
    v(4, e.delegator);
    v(5, e.reason);
  }
  bool operator==(const TaskAssigned&) const = default;
};

// The form was accepted. Its values follow as VariableSet.
struct TaskCompleted {
  InstanceId instance;
  PersonId person;
  PersonId on_behalf_of;
  std::string post;   // the post that made the person eligible
  std::string basis;  // of acting for another
  CHANCERY_EVENT_KIND(22) {
    v(1, e.instance);
    v(2, e.person);
    v(3, e.on_behalf_of);
    v(4, e.post);
    v(5, e.basis);
  }
  bool operator==(const TaskCompleted&) const = default;
};

struct TimerSet {
  InstanceId instance;        // that waits, or to which the boundary event is attached
  std::uint32_t timer = 0;    // counter within the case
  std::uint32_t ordinal = 0;  // the timer event
  std::int64_t due_ms = 0;
  std::uint32_t repeat_left = 0;  // cycles: further firings; 0xFFFFFFFF = no end
  std::int64_t every_ms = 0;
  std::uint32_t every_months = 0;  // instead of every_ms
  std::uint32_t day = 0;           // of the month, with every_months; a shorter month has it on its last day
  CHANCERY_EVENT_KIND(30) {
    v(1, e.instance);
    v(2, e.timer);
    v(3, e.ordinal);
    v(4, e.due_ms);
    v(5, e.repeat_left);
    v(6, e.every_ms);
    v(7, e.every_months);
    v(8, e.day);
  }
  bool operator==(const TimerSet&) const = default;
};

struct TimerEnded {
  std::uint32_t timer = 0;
  bool fired = false;
  CHANCERY_EVENT_KIND(31) {
    v(1, e.timer);
    v(2, e.fired);
  }
  bool operator==(const TimerEnded&) const = default;
};

struct SubscriptionOpened {
  InstanceId instance;
  std::uint32_t ordinal = 0;
  bool signal = false;
  std::string name;
  std::string key;         // correlation key as canonical text; "" = none
  bool condition = false;  // waits for no name: for the condition of its event
  bool holds = false;      // the condition held when it was opened
  CHANCERY_EVENT_KIND(32) {
    v(1, e.instance);
    v(2, e.ordinal);
    v(3, e.signal);
    v(4, e.name);
    v(5, e.key);
    v(6, e.condition);
    v(7, e.holds);
  }
  bool operator==(const SubscriptionOpened&) const = default;
};

struct SubscriptionClosed {
  InstanceId instance;
  std::uint32_t ordinal = 0;
  bool received = false;
  CHANCERY_EVENT_KIND(33) {
    v(1, e.instance);
    v(2, e.ordinal);
    v(3, e.received);
  }
  bool operator==(const SubscriptionClosed&) const = default;
};

// A message or signal was thrown. Receivers in other cases are records of their own that name this one as cause.
struct MessageThrown {
  std::uint32_t ordinal = 0;
  bool signal = false;
  std::string name;
  std::string key;
  Value payload;
  bool buffered = false;  // nobody waited for it yet
  CHANCERY_EVENT_KIND(34) {
    v(1, e.ordinal);
    v(2, e.signal);
    v(3, e.name);
    v(4, e.key);
    v(5, e.payload);
    v(6, e.buffered);
  }
  bool operator==(const MessageThrown&) const = default;
};

// A buffered message found its receiver.
struct BufferedTaken {
  std::string name;
  std::string key;
  CHANCERY_EVENT_KIND(35) {
    v(1, e.name);
    v(2, e.key);
  }
  bool operator==(const BufferedTaken&) const = default;
};

// What a conditional event waits for has become true or false.
struct ConditionChanged {
  InstanceId instance;
  std::uint32_t ordinal = 0;
  bool holds = false;
  CHANCERY_EVENT_KIND(36) {
    v(1, e.instance);
    v(2, e.ordinal);
    v(3, e.holds);
  }
  bool operator==(const ConditionChanged&) const = default;
};

// An escalation was thrown; the instance of the scope whose event caught it, 0 when nobody did.
struct EscalationThrown {
  std::uint32_t ordinal = 0;
  std::string code;
  InstanceId caught_in;
  CHANCERY_EVENT_KIND(37) {
    v(1, e.ordinal);
    v(2, e.code);
    v(3, e.caught_in);
  }
  bool operator==(const EscalationThrown&) const = default;
};

struct WorkCreated {
  InstanceId instance;
  std::string topic;
  Value inputs;
  CHANCERY_EVENT_KIND(40) {
    v(1, e.instance);
    v(2, e.topic);
    v(3, e.inputs);
  }
  bool operator==(const WorkCreated&) const = default;
};

// The engine did a service task itself, or asked for a delivery: topic and what it answered.
struct ServiceDone {
  std::uint32_t ordinal = 0;
  std::string topic;
  CHANCERY_EVENT_KIND(41) {
    v(1, e.ordinal);
    v(2, e.topic);
  }
  bool operator==(const ServiceDone&) const = default;
};

struct NoticeQueued {
  std::uint32_t ordinal = 0;
  Value notice;  // {to, template, data}
  CHANCERY_EVENT_KIND(42) {
    v(1, e.ordinal);
    v(2, e.notice);
  }
  bool operator==(const NoticeQueued&) const = default;
};

struct DecisionEvaluated {
  std::uint32_t ordinal = 0;
  std::string decision;
  std::vector<std::uint32_t> rules;  // matched rules, from 1, in table order
  CHANCERY_EVENT_KIND(43) {
    v(1, e.ordinal);
    v(2, e.decision);
    v(3, e.rules);
  }
  bool operator==(const DecisionEvaluated&) const = default;
};

// Something with no caller cannot go on. It waits for a person.
struct IncidentRaised {
  InstanceId instance;
  std::uint32_t timer = 0;    // the timer that met it; 0 = a worker's result
  std::uint32_t ordinal = 0;  // the waiting event whose message could not be taken; 0 = none
  std::string code;           // catalogue code
  std::vector<std::pair<std::string, std::string>> parameters;
  Value payload;  // of that message
  CHANCERY_EVENT_KIND(50) {
    v(1, e.instance);
    v(2, e.timer);
    v(3, e.code);
    v(4, e.parameters);
    v(5, e.ordinal);
    v(6, e.payload);
  }
  bool operator==(const IncidentRaised&) const = default;
};

struct IncidentResolved {
  InstanceId instance;
  std::uint32_t timer = 0;
  std::uint32_t ordinal = 0;
  CHANCERY_EVENT_KIND(51) {
    v(1, e.instance);
    v(2, e.timer);
    v(3, e.ordinal);
  }
  bool operator==(const IncidentResolved&) const = default;
};

}  // namespace chancery::journal
