// Player: a scenario as a test. It knows what a line may expect, and after every line the bench restarts and compares.
#pragma once

#include "tests/scenarios/bench.h"

namespace chancery::scenarios {

class Player final : public ScenarioPlayer {
 public:
  Player(Bench& bench, std::string file) : ScenarioPlayer(bench, std::move(file)), bench_(bench) {}

 protected:
  void expect(const Step& step) override;
  void after(const Step& step) override;

 private:
  Bench& bench_;
};

}  // namespace chancery::scenarios
