// Facts: what stands in an engine, by the ids of the model's elements, as both suites compare it.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/conformance/bpmn/memory_engine.h"

namespace chancery::conformance {

using Ids = std::vector<std::string>;  // a multiset: sorted

struct Facts {
  Ids tasks, task_names;  // open user tasks
  Ids services;           // work that waits, but for that of receive tasks
  Ids waiting;            // receive tasks, catch events, event-based gateways
  Ids joins;              // one for every token that waits at a gateway
  Ids timers;             // elements with a timer that runs
  Ids subscriptions;      // "message:name@element", "signal:…", "conditional:…", start events of the deployment too
  Ids scopes;             // processes and sub-processes that run
  std::map<std::string, std::int64_t> instances;  // processes that run, by id
  bool ended = true;
};

// One element instance of a case, with what is needed to name it.
struct Seen {
  CaseId case_id;
  const runtime::CaseState& state;
  const runtime::Program& program;
  const runtime::Instance& instance;

  const graph::Process& process() const { return *program.processes[instance.process]; }
  // Null for the instance of a process.
  const graph::Node* node() const {
    return instance.ordinal == 0 ? nullptr : &process().nodes[process().node_of(instance.ordinal)];
  }
  // The element of that ordinal in the instance's process.
  const graph::Node& element(std::uint32_t ordinal) const { return process().nodes[process().node_of(ordinal)]; }
};

// Every instance of every case, by case, then in order of activation.
void for_each_instance(const MemoryEngine& engine, const std::function<void(const Seen&)>& each);

Facts facts_of(const MemoryEngine& engine);

// Null pointer when the instance has no variable of that name itself.
const Value* own_variable(const runtime::Program& program, const runtime::Instance& instance, std::string_view name);
// The variable as an expression in that instance would see it; null pointer when there is none.
const Value* visible_variable(const Seen& seen, std::string_view name);

// "a, b"
std::string join_text(const Ids& ids);

}  // namespace chancery::conformance
