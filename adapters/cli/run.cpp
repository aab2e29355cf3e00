// run: a process on the terminal, step by step, with the time under control. Nothing is stored.
#include <unistd.h>

#include <iostream>
#include <sstream>

#include "adapters/cli/demo_loader.h"
#include "adapters/cli/evaluation.h"
#include "adapters/cli/trial/session.h"
#include "adapters/cli/trial/times.h"
#include "adapters/cli/verbs.h"

namespace chancery::cli {

namespace {

constexpr const char* kPrompt = "> ";

// The commands come from a person, who may try again, or from a script, which ends at the first that cannot be done.
class Conversation {
 public:
  Conversation(trial::Session& session, std::istream& in, bool with_person, Terminal& terminal)
      : session_(session), in_(in), with_person_(with_person), terminal_(terminal) {}

  ExitCode hold() {
    std::string text;
    while (!(with_person_ && session_.is_over()) && next(text)) {
      const auto line = trial::parse_line(text, session_.moment());
      if (line && !*line) continue;
      if (!with_person_) terminal_.line(kPrompt + text);
      if (line && (**line).verb == trial::Verb::kQuit) break;
      const ExitCode code = line ? act(**line) : terminal_.fail(line.error());
      if (code != ExitCode::kOk && !with_person_) return code;
    }
    terminal_.say(session_.is_over() ? "cli.run-ended" : "cli.run-still-waits");
    return session_.is_over() ? ExitCode::kOk : ExitCode::kWaiting;
  }

 private:
  bool next(std::string& text) {
    if (with_person_) terminal_.begin_line(kPrompt);
    return static_cast<bool>(std::getline(in_, text));
  }

  ExitCode act(const trial::Line& line) {
    const trial::Refused refused = session_.act(line);
    return refused ? terminal_.fail(*refused) : ExitCode::kOk;
  }

  trial::Session& session_;
  std::istream& in_;
  const bool with_person_;
  Terminal& terminal_;
};

}  // namespace

ExitCode try_out(const RunOptions& options, Terminal& terminal) {
  const Surroundings here;
  trial::Wanted wanted{options.files, options.process, options.unit, here.now};
  if (!options.at.empty()) {
    const auto at = trial::read_instant(options.at, here.zones);
    if (!at) return terminal.fail(at.error());
    wanted.at = *at;
  }
  const auto input = read_input(options.input);
  if (!input) return terminal.fail(input.error());
  std::istringstream script;
  if (!options.script.empty()) {
    auto text = read_file(options.script);
    if (!text) return terminal.fail(text.error());
    script.str(std::move(*text));
  }
  auto model = trial::load_model(wanted, here.zones, terminal);
  if (!model) return terminal.fail(model.error());
  trial::Session session(std::move(*model), terminal);
  if (!options.account.empty()) {
    trial::Line as;
    as.verb = trial::Verb::kAs;
    as.what = options.account;
    if (const trial::Refused refused = session.act(as)) return terminal.fail(*refused);
  }
  if (const trial::Refused refused = session.begin(*input)) return terminal.fail(*refused);
  const bool with_person = options.script.empty() && ::isatty(STDIN_FILENO) == 1;
  std::istream& in = options.script.empty() ? std::cin : script;
  return Conversation(session, in, with_person, terminal).hold();
}

}  // namespace chancery::cli
