// Session: one model that is tried out, command by command. It acts for whoever may, or as the person that was named.
#pragma once

#include <future>
#include <optional>

#include "adapters/cli/trial/line.h"
#include "adapters/cli/trial/model.h"
#include "adapters/cli/trial/teller.h"
#include "adapters/cli/trial/waiting.h"

namespace chancery::cli::trial {

// Why a command was not done; none when it was.
using Refused = std::optional<service::Rejection>;

class Session {
 public:
  Session(Model model, Terminal& terminal);

  // Starts the process with these variables, or the workflow with this start form; then says what has happened and
  // what waits.
  Refused begin(const Value& input);
  // Does what the line says and tells what came of it. Errors besides the engine's own: not_found cli.run-nothing-
  // waits {what}, cli.account-of-nobody {account}; those of the times; too_large cli.run-timers-without-end.
  Refused act(const Line& line);
  // Whether no case is left.
  bool is_over() const;
  Moment moment() const { return {model_.engine->zones(), model_.engine->now()}; }

 private:
  Refused dispatch(const Line& line);
  Refused complete(const Line& line);
  Refused work(const Line& line);
  Refused message(const Line& line);
  Refused signal(const Line& line);
  Refused set(const Line& line);
  Refused move_to(Instant goal);
  Refused next();
  Refused retry(const Line& line);
  Refused speak_as(const std::string& account);
  void help();
  Refused report();

  Refused give(journal::CommandBody body, journal::Actor actor);
  Refused give_as_program(journal::CommandBody body);
  Refused start_workflow(const Value& form);
  std::vector<journal::Actor> everybody() const;
  journal::Actor actor_of(PersonId person) const;
  // By number or element; of the named kind alone.
  const Waiting* find(const std::string& what, WaitKind kind) const;

  Model model_;
  Terminal& terminal_;
  Teller teller_;
  std::optional<journal::Actor> speaker_;  // of `as`
  std::vector<Waiting> waiting_;           // as it was shown
};

}  // namespace chancery::cli::trial
