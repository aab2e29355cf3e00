#include "adapters/cli/trial/picture.h"

#include "adapters/cli/trial/names.h"
#include "adapters/cli/trial/times.h"
#include "engine/json/json.h"

namespace chancery::cli::trial {

namespace {

// Who may complete the task, in words.
std::string who(const Waiting& task, const memory::EngineInMemory& engine, const Terminal& terminal) {
  if (task.anybody) return terminal.text("cli.run-anybody");
  std::string out;
  for (const PersonId person : task.persons)
    out += (out.empty() ? "" : ", ") + engine.engine().person_name(person).value_or(std::to_string(person.value));
  return out.empty() ? terminal.text("cli.run-nobody") : out;
}

std::string waiting_text(const Waiting& w, const memory::EngineInMemory& engine, const Terminal& terminal) {
  std::vector<MessageParameter> given{{"element", w.label}};
  const char* code = "cli.run-waits-task";
  switch (w.kind) {
    case WaitKind::kTask: given.push_back({"who", who(w, engine, terminal)}); break;
    case WaitKind::kWork:
      code = w.name.empty() ? "cli.run-waits-step" : "cli.run-waits-work";
      given.push_back({"topic", w.name});
      break;
    case WaitKind::kMessage:
      code = w.key.empty() ? "cli.run-waits-message" : "cli.run-waits-message-key";
      given.insert(given.end(), {{"name", w.name}, {"key", w.key}});
      break;
    case WaitKind::kSignal:
      code = "cli.run-waits-signal";
      given.push_back({"name", w.name});
      break;
    case WaitKind::kJoin:
      code = "cli.run-waits-join";
      given.push_back({"name", w.name});
      break;
    case WaitKind::kCondition: code = "cli.run-waits-condition"; break;
    case WaitKind::kTimer: code = "cli.run-waits-timer"; break;
    case WaitKind::kStartTimer: code = "cli.run-waits-start-timer"; break;
    case WaitKind::kIncident:
      code = "cli.run-waits-incident";
      given.push_back({"problem", terminal.text(w.code, w.parameters)});
      break;
  }
  if (w.kind == WaitKind::kTimer || w.kind == WaitKind::kStartTimer)
    given.push_back({"due", instant_text(w.due, engine.zones())});
  std::string out = terminal.text(code, std::move(given));
  if (w.kind == WaitKind::kTask && w.due != Instant{})
    out += terminal.text("cli.run-due", {{"due", instant_text(w.due, engine.zones())}});
  if (!w.details.is_null()) out += " " + json::write_json(w.details);
  return out;
}

// One case: every instance below the one around it, with what it knows.
class Tree {
 public:
  Tree(const runtime::Program& program, const runtime::CaseState& state, std::vector<std::string>& lines)
      : program_(program), state_(state), lines_(lines) {}
  void draw(InstanceId scope, const std::string& indent) {
    for (const runtime::Instance& i : state_.instances) {
      if (i.scope != scope || i.lifecycle == runtime::Lifecycle::kKept) continue;
      const graph::Node* node = node_of(program_, i);
      std::string name = node == nullptr ? label(process_of(program_, i)) : label(*node);
      if (i.loop > 0) name += " [" + std::to_string(i.loop) + "]";
      lines_.push_back(indent + name);
      for (const runtime::Variable& v : i.variables) {
        const std::string called(v.symbol == runtime::kUnnamed ? v.own_name() : program_.symbols.name(v.symbol));
        lines_.push_back(indent + "  " + called + " = " + json::write_json(v.value));
      }
      for (const runtime::Token& token : state_.tokens)
        if (token.scope == i.id) draw(token, process_of(program_, i), indent + "  ");
      draw(i.id, indent + "  ");
    }
  }

 private:
  void draw(const runtime::Token& token, const graph::Process& process, const std::string& indent) {
    const graph::Flow& flow = process.flows[process.flow_of(token.flow)];
    lines_.push_back(indent + flow.id + " → " + label(process.nodes[flow.target]));
  }

  const runtime::Program& program_;
  const runtime::CaseState& state_;
  std::vector<std::string>& lines_;
};

}  // namespace

void show_waiting(const std::vector<Waiting>& waiting, const memory::EngineInMemory& engine, Terminal& terminal) {
  if (waiting.empty()) return;
  terminal.say("cli.run-waiting", {{"at", instant_text(engine.now(), engine.zones())}});
  std::size_t number = 0;
  for (const Waiting& w : waiting)
    terminal.line("  " + std::to_string(++number) + "  " + waiting_text(w, engine, terminal));
}

void show_tree(const memory::EngineInMemory& engine, Terminal& terminal) {
  terminal.say("cli.run-clock", {{"at", instant_text(engine.now(), engine.zones())}});
  std::vector<std::string> lines;
  engine.read([&lines](const runtime::State& state, const runtime::Programs& programs) {
    state.cases.for_each([&](CaseId, const runtime::CaseState& c) {
      Tree(*programs.find(c.package), c, lines).draw(InstanceId{}, "  ");
      return true;
    });
  });
  for (const std::string& line : lines) terminal.line(line);
}

}  // namespace chancery::cli::trial
