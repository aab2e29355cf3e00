// Program: a checked package in the form the state machine runs: graphs, forms, duties, registers, decisions, with every reference of
// a node bound to a pointer or an index, so that no step looks a name up. Made by package; immutable; shared by all threads.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar/calendar.h"
#include "engine/dmn/model.h"
#include "engine/duty/rules.h"
#include "engine/duty/service.h"
#include "engine/feel/feel.h"
#include "engine/forms/schema.h"
#include "engine/graph/graph.h"
#include "engine/meeting/rules.h"
#include "engine/register/catalogue.h"

namespace chancery::runtime {

class Execution;
struct Place;

// A service task that the engine does itself: a function of state (runtime/topics). `inputs` is a context.
using Topic = Result<Value> (*)(Execution& ex, const Place& place, const Value& inputs);

// What a node refers to, found once.
struct NodeBinding {
  std::uint32_t called = graph::kNone;    // process of a call activity; none when it is chosen at run time
  std::vector<std::uint32_t> candidates;  // then: the processes that may be chosen
  const forms::FormSchema* form = nullptr;
  duty::DutyIndex duty = duty::kNoDuty;
  const dmn::Element* decision =
      nullptr;  // of a business rule task, unless it is chosen: a decision or a decision service
  Topic topic = nullptr;
  std::string variable;      // where a form, a decision or a service puts its result; "" = nowhere
  bool in_workflow = false;  // of a declared workflow: its ends name an outcome
};

// A correlated object that a workflow declares: its name in expressions stands for the entity.
struct ObjectDeclaration {
  std::string name;
  feel::Symbol symbol = 0;
  std::string kind;
  feel::Expression id;
};

struct WorkflowInfo {
  std::string id;
  Value name;     // {zh, en}
  Value summary;  // {zh, en} or null
  std::uint32_t process = 0;
  bool startable = false;
  bool counter = false;  // may be typed in for somebody else
  duty::DutyIndex start_duty = duty::kNoDuty;
  const forms::FormSchema* start_form = nullptr;
  graph::NodeIndex start_node = graph::kNone;
  feel::Expression title;
  std::string file;  // path of its BPMN file in the package
};

// What begins a process by a message, a signal, an instant or a condition: one definition of a start event, or of what stands in its place.
struct EventStart {
  std::uint32_t process = 0;
  graph::NodeIndex node = 0;
  std::uint32_t definition = 0;  // its place among those of the event
};

// A message that a person may send to a case of this workflow: through a duty, with a form.
struct MessageRule {
  std::string name;
  duty::DutyIndex duty = duty::kNoDuty;
  const forms::FormSchema* form = nullptr;
  Value title;  // {zh, en}
};

struct WellKnown {
  feel::Symbol case_ = 0, unit = 0, catalogue = 0;
  feel::Symbol loop_counter = 0, nr_of_instances = 0, nr_of_active = 0, nr_of_completed = 0;
  feel::Symbol first_loop = 0, last_loop = 0, last_special = 0;
  feel::Symbol form = 0, person = 0, result = 0;
};

struct Program {
  PackageId id;
  feel::SymbolTable symbols;
  WellKnown known;
  std::vector<std::shared_ptr<const graph::Process>> processes;
  std::map<std::string, std::uint32_t, std::less<>> process_by_id;
  std::vector<std::vector<NodeBinding>> bindings;       // [process][node]
  std::vector<std::vector<ObjectDeclaration>> objects;  // [process]
  std::vector<std::vector<MessageRule>> messages;       // [process]
  std::map<feel::Symbol, bool> object_symbols;
  std::vector<WorkflowInfo> workflows;
  std::map<std::string, std::shared_ptr<const forms::FormSchema>, std::less<>> forms;  // "seal-use/apply"
  std::optional<dmn::DecisionModel> decisions;  // of all files; none when there are none
  std::shared_ptr<const duty::DutyRules> rules;
  std::unique_ptr<duty::DutyService> duty;
  registers::RegisterCatalogue registers;
  meeting::MeetingRules meetings;
  calendar::WorkingCalendar calendar;
  Value catalogue;  // {retained: […], prohibited: […]}
  Value posts;      // context: post id → {zh, en}
  Value laws;       // context: id of a source → {title: {zh, en}, articles: context no → {zh, en}}
  std::vector<EventStart> event_starts;
  bool has_conditions = false;                            // some event waits for a condition
  std::map<std::string, std::string, std::less<>> files;  // path → text, for the console (BPMN, forms)

  // From 1, as it stands in a case; nullptr for 0.
  const WorkflowInfo* workflow(std::uint32_t number) const {
    return number == 0 || number > workflows.size() ? nullptr : &workflows[number - 1];
  }
  std::uint32_t find_workflow(std::string_view workflow_id) const;     // from 1; 0 when there is none
  const dmn::Element* find_decision(std::string_view decision) const;  // or a decision service
  const MessageRule* message_rule(std::uint32_t process, std::string_view name) const;
};

// The programs of a database by package number.
class Programs {
 public:
  const Program* find(PackageId id) const;
  const Program* latest() const { return programs_.empty() ? nullptr : programs_.rbegin()->second.get(); }
  void add(PackageId id, std::shared_ptr<const Program> program) { programs_[id] = std::move(program); }
  void remove(PackageId id) { programs_.erase(id); }
  const std::map<PackageId, std::shared_ptr<const Program>>& all() const { return programs_; }

 private:
  std::map<PackageId, std::shared_ptr<const Program>> programs_;
};

}  // namespace chancery::runtime
