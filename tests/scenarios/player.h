// Player: one *.scenario file, line by line (engine/docs/package-format.md). After every line the bench restarts and compares.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/scenarios/bench.h"

namespace chancery::scenarios {

struct Step {
  int line = 0;
  std::string verb;                // start, complete, refuse, expect …
  std::vector<std::string> words;  // after the verb, up to the JSON or a keyword
  std::string json;                // the {…} or […] or literal after the words
  std::string as;                  // account
  std::string because;
  std::string in;  // case name
  bool refused = false;
};

class Player {
 public:
  Player(Bench& bench, std::string file) : bench_(bench), file_(std::move(file)) {}
  // All that went wrong; empty when the scenario holds.
  std::vector<std::string> play(std::string_view text);

 private:
  void run(const Step& step);
  void set_unit(const Step& step);
  void start(const Step& step);
  void task_verb(const Step& step);
  void directory_verb(const Step& step);
  void message(const Step& step);
  void expect(const Step& step);
  void advance(const Step& step);
  void take(const Step& step, service::Answer answer);
  void fail(const Step& step, const std::string& what);
  TaskId find_task(const Step& step, const std::string& element);
  CaseId current(const Step& step) const;
  journal::Actor actor(const std::string& account);
  PersonId person(const std::string& account);
  Value parse(const Step& step, const std::string& json);
  Instant instant(const std::string& text) const;

  Bench& bench_;
  std::string file_;
  std::vector<std::string> faults_;
  UnitId unit_;
  CaseId current_;
  std::map<std::string, CaseId> named_;
};

Result<std::vector<Step>> parse_scenario(std::string_view text);

}  // namespace chancery::scenarios
