// Machine: what the driver plays a model on. Two of them: the state machine alone (bare_machine.h), fast enough for
// every seed, and the whole engine (whole_machine.h). Both give the same records for the same steps.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/journal/commands.h"
#include "engine/runtime/program.h"
#include "engine/runtime/state.h"
#include "tests/simulation/generator.h"

namespace chancery::simulation {

class Machine {
 public:
  virtual ~Machine() = default;

  // Founds, deploys; "" when it was done, else the faults.
  virtual std::string deploy(const Model& model) = 0;
  // One step: a command as a person (0 or 1) or as a service (-1), and every timer that is due then. The code of the
  // refusal.
  virtual std::string give(journal::CommandBody body, int person) = 0;
  // Moves the clock; what is due fires.
  virtual void move_clock(Instant to) = 0;
  // Saves, restores and replays; what was not the same, "" when all was.
  virtual std::string check() = 0;

  virtual void read(const std::function<void(const runtime::State&, const runtime::Program&)>& look) const = 0;
  virtual Instant now() const = 0;
  // Bytes of all records since the deployment; the deployment's own is the first.
  virtual const std::vector<Bytes>& records() const = 0;
  virtual PersonId person(int number) const = 0;
  virtual UnitId unit() const = 0;
};

inline constexpr Instant kFounded{1'772'413'200'000};  // 2026-03-02T09:00+08:00

// Every slice of the state as bytes: what a snapshot holds, and the tables that are made from it.
std::string saved(const runtime::State& state);
// The first timer that is due, of cases and of start events.
std::optional<Instant> next_due(const runtime::State& state);

}  // namespace chancery::simulation
