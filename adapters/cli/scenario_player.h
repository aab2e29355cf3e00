// ScenarioPlayer: one *.scenario file, line by line, through the engine's one door. `chancery demo` plays the demonstration cases with it,
// the scenario tests add what is to be expected and look at the state after every line.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "adapters/cli/scenario_steps.h"
#include "engine/service/engine.h"

namespace chancery::scenarios {

// Where a scenario is played: an engine whose clock is set.
class Stage {
 public:
  virtual ~Stage() = default;
  virtual service::Engine& engine() = 0;
  virtual Instant now() const = 0;
  virtual const ZoneTable& zones() const = 0;
  // Sets the clock, from one due timer to the next, and lets each fire.
  virtual void advance_to(Instant instant) = 0;
};

class ScenarioPlayer {
 public:
  ScenarioPlayer(Stage& stage, std::string file) : stage_(stage), file_(std::move(file)) {}
  virtual ~ScenarioPlayer() = default;
  // What went wrong, at the first line that did not hold; empty when the scenario holds.
  std::vector<std::string> play(std::string_view text);

 protected:
  virtual void expect(const Step& step);
  // After a line that held.
  virtual void after(const Step&) {}
  void fail(const Step& step, const std::string& what);
  TaskId find_task(const Step& step, const std::string& element);
  CaseId current(const Step& step) const;

 private:
  void run(const Step& step);
  void set_unit(const Step& step);
  void start(const Step& step);
  void task_verb(const Step& step);
  void directory_verb(const Step& step);
  void message(const Step& step);
  void name_case(const Step& step);
  void advance(const Step& step);
  void take(const Step& step, service::Answer answer);
  journal::Actor actor(const std::string& account);
  PersonId person(const std::string& account);
  Value parse(const Step& step, const std::string& json);
  Instant instant(const std::string& text) const;

  Stage& stage_;
  std::string file_;
  std::vector<std::string> faults_;
  UnitId unit_;
  CaseId current_;
  std::map<std::string, CaseId> named_;
};

// Lets every timer that is due up to `instant` fire, moving the clock with `set`. Throws when they never end.
void fire_timers_until(service::Engine& engine, Instant now, Instant instant, const std::function<void(Instant)>& set);

}  // namespace chancery::scenarios
