// Player: starts the root process of a model on a machine and does, by the dice of the seed, what people, workers and
// other systems might: for a while anything, then only what brings the cases to their ends. After every step the
// machine is checked, and what must always hold.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>

#include "tests/simulation/dice.h"
#include "tests/simulation/invariants.h"
#include "tests/simulation/machine.h"
#include "tests/simulation/standing.h"
#include "tests/simulation/trace.h"

namespace chancery::simulation {

inline constexpr int kStepsMax = 3000;

struct Played {
  std::string failure;  // "" when all was well
  int steps = 0;
  std::size_t cases = 0;
};

class Player {
 public:
  // `say` hears of every step, for people; it may be empty.
  Player(const Model& model, Machine& machine, std::function<void(const std::string&)> say = {});
  Played play();

 private:
  // Each does one thing and says whether there was something to do.
  bool anything();
  bool what_brings_to_an_end();
  bool complete_task(bool with_variables);
  bool claim_or_release();
  bool work();
  bool work_fails();
  bool work_throws();
  bool retry();
  bool deliver();
  bool correlate();
  bool broadcast();
  bool set_variables();
  bool meet_condition();
  bool evaluate_starts();
  bool end_case();
  bool to_next_timer();
  bool leap();

  // One step; whatever is refused with none of `allowed` is a failure.
  void give(const std::string& what, journal::CommandBody body, int person,
            std::initializer_list<const char*> allowed = {});
  void clock(const std::string& what, Instant to);
  void after_step();
  void fail(const std::string& why);
  void finish();
  void say_what_stands();
  Value some_variables();
  Value one_value_for_all();
  Standing look() const;

  const Model& model_;
  Machine& machine_;
  std::function<void(const std::string&)> say_;
  Dice dice_;
  Ledger ledger_;
  Trace trace_;
  std::size_t read_ = 0;  // records that the ledger has
  Standing now_;
  Played out_;
};

}  // namespace chancery::simulation
