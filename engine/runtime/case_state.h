// CaseState: everything the engine remembers of one running case tree (a case and the processes it called). Plain data, written by
// apply only; no names of elements, only ordinals; no personal value, only references. A hundred thousand of them wait at a time: what
// few of them have stands apart.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/boxed.h"
#include "engine/base/ids.h"
#include "engine/base/instant.h"
#include "engine/feel/symbol_table.h"
#include "engine/runtime/lifecycle.h"
#include "engine/value/value.h"

namespace chancery::runtime {

inline constexpr feel::Symbol kUnnamed = 0xFFFFFFFF;

struct Variable {
  feel::Symbol symbol = kUnnamed;  // in the package's table
  Boxed<std::string> name;         // only when no expression of the package knows the name
  Value value;

  static Variable of_symbol(feel::Symbol symbol, Value value) { return {symbol, {}, std::move(value)}; }
  static Variable of_name(const std::string& name, Value value) {
    return {kUnnamed, name.empty() ? Boxed<std::string>() : Boxed<std::string>(name), std::move(value)};
  }
  std::string_view own_name() const { return name ? std::string_view(*name) : std::string_view(); }
  // `symbol` is what the package's table knows of the name.
  bool is(std::optional<feel::Symbol> known, std::string_view called) const {
    return known ? symbol == *known : symbol == kUnnamed && own_name() == called;
  }
  bool operator==(const Variable&) const = default;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.symbol);
    v(2, s.name);
    v(3, s.value);
  }
};

struct Task {
  TaskId id;
  std::uint32_t duty = 0;  // place in the package's duties, from 1; 0 = none
  PersonId assignee;
  PersonId delegator;
  Instant due;  // 0 = none
  Instant created;
  std::uint32_t version = 1;  // grows with every change; what a stale tab is recognised by
  Value wishes;               // what the model says besides, as in journal::TaskCreated
  bool operator==(const Task&) const = default;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.id);
    v(2, s.duty);
    v(3, s.assignee);
    v(4, s.delegator);
    v(5, s.due);
    v(6, s.created);
    v(7, s.version);
    v(8, s.wishes);
  }
};

// The body of a multi-instance activity.
struct Loop {
  std::uint32_t planned = 0;
  std::uint32_t started = 0;
  std::uint32_t completed = 0;
  Value items;
  bool operator==(const Loop&) const = default;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.planned);
    v(2, s.started);
    v(3, s.completed);
    v(4, s.items);
  }
};

// Work of an outside worker.
struct Work {
  std::string topic;
  Value inputs;
  bool operator==(const Work&) const = default;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.topic);
    v(2, s.inputs);
  }
};

// What an instance that compensates has still before it.
struct Compensation {
  std::vector<std::uint64_t> pending;  // numbers of compensable activities, ascending; the last comes first
  bool cancels = false;
  bool operator==(const Compensation&) const = default;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.pending);
    v(2, s.cancels);
  }
};

// A completed activity that can be compensated, as long as the scope in which it was done is there.
struct Compensable {
  std::uint64_t number = 0;
  InstanceId scope;
  std::uint32_t ordinal = 0;
  InstanceId kept;
  std::uint64_t together = 0;
  bool operator==(const Compensable&) const = default;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.number);
    v(2, s.scope);
    v(3, s.ordinal);
    v(4, s.kept);
    v(5, s.together);
  }
};

struct Instance {
  InstanceId id;
  InstanceId scope;           // the instance around it; 0 for the root
  std::uint32_t process = 0;  // place in the package
  std::uint32_t ordinal = 0;  // 0: a process (the root, or one that was called)
  std::uint32_t loop = 0;     // > 0: which instance of a multi-instance body
  Lifecycle lifecycle = Lifecycle::kNone;
  std::uint16_t begun = 0;  // activities of a sequential ad-hoc sub-process
  std::vector<Variable> variables;
  Boxed<Task> task;
  Boxed<Loop> body;
  Boxed<Work> work;
  InstanceId resumes;                // a compensation handler: what goes on when it ends
  Boxed<Compensation> compensation;  // it compensates
  bool operator==(const Instance&) const = default;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.id);
    v(2, s.scope);
    v(3, s.process);
    v(4, s.ordinal);
    v(5, s.loop);
    v(6, s.lifecycle);
    v(7, s.variables);
    v(8, s.task);
    v(9, s.body);
    v(10, s.work);
    v(11, s.resumes);
    v(12, s.compensation);
    v(13, s.begun);
  }
};

struct Token {
  InstanceId scope;
  std::uint32_t flow = 0;  // ordinal; the token waits at the join this flow leads to
  bool operator==(const Token&) const = default;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.scope);
    v(2, s.flow);
  }
};

// A complex gateway that was activated and waits for reset.
struct Activated {
  InstanceId scope;
  std::uint32_t ordinal = 0;
  std::vector<std::uint32_t> flows;  // ordinals: over which a token was taken already
  bool operator==(const Activated&) const = default;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.scope);
    v(2, s.ordinal);
    v(3, s.flows);
  }
};

struct Timer {
  std::uint32_t number = 0;
  InstanceId instance;
  std::uint32_t ordinal = 0;
  Instant due;
  std::uint32_t repeat_left = 0;
  std::int64_t every_ms = 0;
  bool stopped = false;  // by an incident, until it is retried
  std::uint32_t every_months = 0;
  std::uint32_t day = 0;
  bool operator==(const Timer&) const = default;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.number);
    v(2, s.instance);
    v(3, s.ordinal);
    v(4, s.due);
    v(5, s.repeat_left);
    v(6, s.every_ms);
    v(7, s.stopped);
    v(8, s.every_months);
    v(9, s.day);
  }
};

struct Subscription {
  InstanceId instance;
  std::uint32_t ordinal = 0;
  bool signal = false;
  std::string name;
  std::string key;
  bool condition = false;  // of a conditional event: no name
  bool holds = false;      // the condition, when it was last looked at
  bool operator==(const Subscription&) const = default;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.instance);
    v(2, s.ordinal);
    v(3, s.signal);
    v(4, s.name);
    v(5, s.key);
    v(6, s.condition);
    v(7, s.holds);
  }
};

struct Incident {
  InstanceId instance;
  std::uint32_t timer = 0;
  std::uint32_t ordinal = 0;  // of the subscription whose message could not be taken
  std::string code;
  std::vector<std::pair<std::string, std::string>> parameters;
  Value payload;
  Instant at;
  bool operator==(const Incident&) const = default;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.instance);
    v(2, s.timer);
    v(3, s.ordinal);
    v(4, s.code);
    v(5, s.parameters);
    v(6, s.payload);
    v(7, s.at);
  }
};

struct CaseState {
  PackageId package;
  std::uint32_t workflow = 0;
  std::uint32_t next_timer = 1;
  UnitId unit;
  PersonId starter;
  PersonId applicant;
  Boxed<std::string> business_key;  // never of an empty one
  std::string title;
  Instant started_at;
  EventNumber head;  // last record of the case
  std::uint64_t next_instance = 1;
  std::vector<Instance> instances;  // ascending ids; the first is the root
  std::vector<Token> tokens;
  std::vector<Timer> timers;
  std::vector<Subscription> subscriptions;
  std::vector<Incident> incidents;
  std::uint64_t next_compensable = 1;
  std::vector<Compensable> compensables;    // ascending numbers
  Boxed<std::vector<Activated>> activated;  // never of an empty one

  const Instance* find(InstanceId id) const;
  Instance* find(InstanceId id);
  const Timer* find_timer(std::uint32_t number) const;
  const Activated* find_activated(InstanceId scope, std::uint32_t ordinal) const;
  const Subscription* find_subscription(InstanceId instance, std::uint32_t ordinal) const;
  // Of those that were kept for compensation none counts.
  bool has_children(InstanceId scope) const;
  bool operator==(const CaseState&) const = default;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.package);
    v(2, s.workflow);
    v(3, s.unit);
    v(4, s.starter);
    v(5, s.applicant);
    v(6, s.business_key);
    v(7, s.title);
    v(8, s.started_at);
    v(9, s.head);
    v(10, s.next_instance);
    v(11, s.next_timer);
    v(12, s.instances);
    v(13, s.tokens);
    v(14, s.timers);
    v(15, s.subscriptions);
    v(16, s.incidents);
    v(17, s.next_compensable);
    v(18, s.compensables);
    v(19, s.activated);
  }
};

}  // namespace chancery::runtime
