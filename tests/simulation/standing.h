// What stands at a moment, as the driver needs it to choose what to do next.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/runtime/program.h"
#include "engine/runtime/state.h"

namespace chancery::simulation {

struct OpenTask {
  TaskId id;
  PersonId assignee;
  std::string element;
};
struct OpenWork {
  CaseId case_id;
  InstanceId instance;
  std::string element;
};
struct OpenIncident {
  CaseId case_id;
  InstanceId instance;
  std::uint32_t timer = 0;
};
struct OpenWait {
  CaseId case_id;
  InstanceId instance;
  std::uint32_t ordinal = 0;
  bool signal = false;
  bool condition = false;
  bool blocks = false;  // a token waits here; else an event on a border or of an event sub-process
  std::string name;
  std::string key;
  std::string element;
};

struct Standing {
  std::vector<CaseId> cases;
  std::vector<OpenTask> tasks;
  std::vector<OpenWork> works;
  std::vector<OpenIncident> incidents;
  std::vector<OpenWait> waits;
  std::optional<Instant> due;

  bool ended() const { return cases.empty() && !due; }
};

Standing standing_of(const runtime::State& state, const runtime::Program& program);

}  // namespace chancery::simulation
