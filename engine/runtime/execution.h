// Execution: one command at work on one case. It emits events; each is applied at once to the scratch layer, so that everything after
// it reads the state as it will be. Behaviors and steps see the state const and change it by emit() only.
//
// Tokens on their way stand in an agenda (first in, first out) and never outlive the command: settle() runs until every token waits
// in an instance or at a join. An Error from anywhere ends the command; its scratch layer is dropped by the caller.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "engine/journal/commands.h"
#include "engine/runtime/apply.h"
#include "engine/runtime/limits.h"
#include "engine/runtime/program.h"
#include "engine/runtime/scope.h"
#include "engine/runtime/state.h"

namespace chancery::runtime {

// Where a token is: a node of a process, in a scope. `instance` is set once the node has one of its own.
struct Place {
  std::uint32_t process = 0;
  graph::NodeIndex node = 0;
  InstanceId scope;
  InstanceId instance;
  graph::FlowIndex flow = graph::kNone;  // over which it came
  InstanceId resumes;                    // a compensation handler: the instance whose compensation goes on behind it
};

struct World {
  const Programs* programs = nullptr;
  const ZoneTable* zones = nullptr;
  const Program* deploying = nullptr;  // of a DeployPackage: its program, which is not among the programs yet
};

class Execution {
 public:
  // `scratch` is the command's own layer; `record` gets the events and has number, at and case already.
  Execution(State& scratch, const World& world, const Program& program, journal::Record& record);

  // ---- reading
  const Program& program() const { return program_; }
  const State& state() const { return state_; }
  const World& world() const { return world_; }
  const journal::Record& record() const { return record_; }
  CaseId case_id() const { return record_.case_id; }
  Instant at() const { return record_.at; }
  const CaseState& here() const;  // the case; asserts that it runs
  bool ended() const { return ended_; }
  const Instance& instance(InstanceId id) const;
  const graph::Process& process(std::uint32_t index) const { return *program_.processes[index]; }
  const graph::Node& node(const Place& place) const { return process(place.process).nodes[place.node]; }
  const NodeBinding& binding(const Place& place) const { return program_.bindings[place.process][place.node]; }
  Place place_of(const Instance& instance) const;

  // ---- evaluating, in the scope of an instance. A strict expression (of the ${…} dialect) that fails makes settle() refuse.
  Value evaluate(const feel::Expression& expression, InstanceId scope, const feel::Scope* extra = nullptr) const;
  Value evaluate(const graph::Input& input, InstanceId scope, const feel::Scope* extra = nullptr) const;
  // Whether the condition of an event holds: what cannot be evaluated does not.
  bool holds(const feel::Expression& expression, InstanceId scope) const;
  // For conditions: refuses what is no boolean (runtime.condition-not-boolean {element}).
  Result<bool> test(const feel::Expression& expression, InstanceId scope, std::string_view element,
                    const feel::Scope* extra = nullptr) const;
  CaseScope scope_of(InstanceId instance, const feel::Scope* extra = nullptr) const;

  // ---- writing
  void emit(journal::Event event);
  // A variable that was set since the conditions were looked at; `created`: for the first time in its scope.
  struct Change {
    std::size_t event = 0;  // place of its VariableSet in the record
    bool created = false;
  };
  InstanceId next_instance() const { return InstanceId{here().next_instance}; }
  std::uint32_t next_timer() const { return here().next_timer; }
  Result<TaskId> next_task();
  // What has to happen elsewhere because of this command, in its transaction.
  void follow_up(journal::CommandBody body);
  const std::vector<journal::CommandBody>& follow_ups() const { return follow_ups_; }

  // ---- tokens
  void enter(const Place& place) { agenda_.push_back({Step::kEnter, place}); }
  void check_scope(InstanceId scope);
  // The compensation of this instance goes on when it is its turn.
  void resume(InstanceId compensating);
  bool is_on_its_way(InstanceId scope) const;
  bool resumes_on_its_way(InstanceId compensating) const;  // a handler of it
  // Tokens of this scope that are still on their way are gone: all in it has been ended.
  void drop_on_their_way(InstanceId scope);
  // Those of them that are no handlers, without an end to anything: nothing more is to begin here.
  void drop_entering(InstanceId scope);
  // The same of handlers that this compensation has begun.
  void drop_handlers_on_their_way(InstanceId compensating);
  // How often that has happened in this command.
  std::uint32_t times_cleared(InstanceId scope) const;
  Result<void> settle();
  void mark_ended() { ended_ = true; }

 private:
  enum class Step : std::uint8_t { kEnter, kCheckScope, kResume };
  struct Item {
    Step step;
    Place place;
  };

  Result<void> do_step(const Item& item);
  Result<void> run_agenda();
  // Keeps the first fault of a strict expression.
  void note(bool strict, const feel::EvaluationContext& context) const;
  Result<void> look_at_conditions();
  Result<void> check_instances() const;

  State& state_;
  const World& world_;
  const Program& program_;
  journal::Record& record_;
  Envelope envelope_;
  std::deque<Item> agenda_;
  std::vector<journal::CommandBody> follow_ups_;
  std::size_t steps_ = 0;
  std::uint32_t tasks_ = 0;
  std::map<InstanceId, std::uint32_t> cleared_;
  std::vector<Change> changes_;
  mutable std::optional<Error> fault_;  // of a strict expression; settle() answers it
  bool ended_ = false;
};

}  // namespace chancery::runtime
