// Waiting: all that an engine waits for, numbered as the terminal shows it. The same state gives the same numbers.
#pragma once

#include <string>
#include <vector>

#include "adapters/memory/engine_in_memory.h"

namespace chancery::cli::trial {

enum class WaitKind : unsigned char {
  kTask,
  kWork,
  kMessage,
  kSignal,
  kCondition,
  kTimer,
  kStartTimer,
  kJoin,
  kIncident
};

struct Waiting {
  WaitKind kind = WaitKind::kTask;
  CaseId case_id;
  InstanceId instance;
  std::string element;  // id of the element at which it waits
  std::string label;    // and what a person calls it
  std::string name;     // of a message or signal; topic of work; the flow that has come to a join
  std::string key;      // correlation key
  Value details;        // inputs of work; what the model says of a task besides
  Instant due;          // of a timer, of a task; 0 = none
  TaskId task;
  std::uint32_t timer = 0;
  // Of a task: who may complete it, best first. By duty; when anybody may, the one whose case it is.
  std::vector<PersonId> persons;
  bool anybody = false;
  std::string code;  // of an incident
  std::vector<MessageParameter> parameters;
};

// By case, then in the order in which the elements were entered.
std::vector<Waiting> waiting_in(const memory::EngineInMemory& engine);

}  // namespace chancery::cli::trial
