// decide: one command on one state, to events. It reads and computes; the state changes only by the events it emits into the scratch
// layer, through the same apply that replays them. An Error means that nothing of the command stands: the caller drops the scratch.
//
// Refusals that people must understand leave their reasons in Explanation. Commands that nobody called (timers, deliveries) never come
// back as an Error: what cannot go on becomes an incident (decide_or_incident).
#pragma once

#include <optional>
#include <vector>

#include "engine/duty/service.h"
#include "engine/forms/validate.h"
#include "engine/runtime/execution.h"

namespace chancery::runtime {

// A form check that was true.
struct CheckRefusal {
  std::string id;
  bool hard = false;
  Value basis;  // list of {source, article}
  forms::NamePair message;
  forms::NamePair remedy;
};

struct Explanation {
  std::optional<duty::Refusal> refusal;
  duty::Question question;  // that was refused
  CaseId case_id;
  std::optional<CheckRefusal> check;
  std::vector<forms::FieldFault> faults;
};

struct Decision {
  journal::Record record;
  std::vector<journal::CommandBody> follow_ups;  // to be decided next, in the same transaction
  TaskId task;
  bool case_ended = false;
  Value answer;
};

// `scratch` lies on the state that the command is decided on; `number` is the record's. The command is stamped.
Result<Decision> decide(State& scratch, const World& world, const journal::Command& command, EventNumber number,
                        Explanation& why);
// For the program's own commands: `fresh` gives an empty scratch layer for the second try.
Decision decide_or_incident(State& scratch, const World& world, const journal::Command& command, EventNumber number);

// What such a command becomes when it is not carried out: an incident where it was awaited, with its message; for a start that failed
// the record says so. A record without events when nobody waits for it.
Decision to_incident(State& scratch, const World& world, const journal::Command& command, EventNumber number,
                     const Error& why);

// The case a command is about, for its record; 0 when it makes one or is about none.
CaseId case_of(const State& state, const journal::CommandBody& body);

}  // namespace chancery::runtime
