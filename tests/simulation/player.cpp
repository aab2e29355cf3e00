#include "tests/simulation/player.h"

#include <algorithm>

#include "tests/simulation/writer.h"

namespace chancery::simulation {

namespace {

constexpr std::uint64_t kOtherDice = 0x5A17;  // so that a model and its play are not the same numbers

}  // namespace

Player::Player(const Model& model, Machine& machine, std::function<void(const std::string&)> say)
    : model_(model), machine_(machine), say_(std::move(say)), dice_(model.seed ^ kOtherDice) {}

Played Player::play() {
  if (std::string fault = machine_.deploy(model_); !fault.empty()) {
    fail(fault);
    return out_;
  }
  now_ = look();
  give("start " + std::string(Model::kRoot), journal::StartProcess{Model::kRoot, machine_.unit(), some_variables(), ""},
       0);
  const int at_will = dice_.between(5, 60);
  while (out_.failure.empty() && !now_.ended()) {
    if (out_.steps > kStepsMax) {
      fail("it does not end");
    } else if (out_.steps < at_will ? !anything() : !what_brings_to_an_end()) {
      fail("nothing can go on");
    }
  }
  if (out_.failure.empty())
    finish();
  else
    say_what_stands();
  return out_;
}

void Player::say_what_stands() {
  if (!say_) return;
  machine_.read([this](const runtime::State& state, const runtime::Program& program) {
    for (const auto& [id, c] : state.cases.own()) {
      say_("case " + std::to_string(id.value) + " stands at");
      for (const runtime::Instance& i : c->instances) {
        const graph::Process& process = *program.processes[i.process];
        say_("  " + std::to_string(i.id.value) + " in " + std::to_string(i.scope.value) + ": " +
             (i.ordinal == 0 ? process.id : process.nodes[process.node_of(i.ordinal)].id) +
             (i.body ? " (all of them)" : "") + (i.lifecycle == runtime::Lifecycle::kKept ? " (kept)" : "") +
             (i.compensation ? " (compensates)" : "") +
             (i.resumes ? " (for " + std::to_string(i.resumes.value) + ")" : std::string()));
      }
      for (const runtime::Token& token : c->tokens) {
        const graph::Process& process = *program.processes[c->find(token.scope)->process];
        say_("  a token on " + process.flows[process.flow_of(token.flow)].id);
      }
    }
  });
}

bool Player::anything() {
  using Act = bool (Player::*)();
  struct Choice {
    int weight;
    Act act;
  };
  constexpr Choice kChoices[] = {{5, &Player::work},
                                 {2, &Player::work_fails},
                                 {2, &Player::work_throws},
                                 {2, &Player::retry},
                                 {6, &Player::deliver},
                                 {3, &Player::correlate},
                                 {3, &Player::broadcast},
                                 {4, &Player::set_variables},
                                 {2, &Player::claim_or_release},
                                 {1, &Player::evaluate_starts},
                                 {4, &Player::to_next_timer},
                                 {1, &Player::leap}};
  if (dice_.chance(1)) return end_case() || what_brings_to_an_end();
  if (dice_.chance(25) && complete_task(true)) return true;
  for (int tries = 0; tries < 6; ++tries) {
    int at = dice_.below(35);
    for (const Choice& choice : kChoices) {
      if (at >= choice.weight) {
        at -= choice.weight;
        continue;
      }
      if ((this->*choice.act)()) return true;
      break;
    }
  }
  return complete_task(true) || what_brings_to_an_end();
}

// Nothing that could set more going than it ends.
bool Player::what_brings_to_an_end() {
  return retry() || work() || complete_task(false) || meet_condition() || to_next_timer();
}

Value Player::some_variables() {
  Context out;
  for (int i = 1; i <= kVariables; ++i)
    if (dice_.chance(60)) out.set("v" + std::to_string(i), Value::number(std::int64_t{dice_.below(kValues)}));
  return Value::context(std::move(out));
}

Value Player::one_value_for_all() {
  const Value value = Value::number(std::int64_t{out_.steps % kValues});
  Context out;
  for (int i = 1; i <= kVariables; ++i) out.set("v" + std::to_string(i), value);
  return Value::context(std::move(out));
}

Standing Player::look() const {
  Standing out;
  machine_.read(
      [&out](const runtime::State& state, const runtime::Program& program) { out = standing_of(state, program); });
  return out;
}

void Player::give(const std::string& what, journal::CommandBody body, int person,
                  std::initializer_list<const char*> allowed) {
  const std::size_t before = machine_.records().size();
  const std::string refusal = machine_.give(std::move(body), person);
  if (say_) say_(what + (refusal.empty() ? "" : ": refused, " + refusal));
  const bool fits =
      refusal.empty() || std::any_of(allowed.begin(), allowed.end(), [&](const char* code) { return refusal == code; });
  if (!fits) fail(what + " was refused: " + refusal);
  if (!refusal.empty() && machine_.records().size() != before) fail(what + " was refused and left a record");
  after_step();
}

void Player::clock(const std::string& what, Instant to) {
  machine_.move_clock(to);
  if (say_) say_(what);
  after_step();
}

void Player::after_step() {
  ++out_.steps;
  fail(machine_.check());
  const std::vector<Bytes>& records = machine_.records();
  for (; read_ < records.size(); ++read_) {
    const journal::Record record = journal::decode_record(records[read_]).value();
    fail(ledger_.add(record));
    if (say_)
      machine_.read([&](const runtime::State&, const runtime::Program& program) {
        say_("    " + trace_.text_of(record, program));
      });
  }
  machine_.read([this](const runtime::State& state, const runtime::Program&) {
    fail(fault_in(state));
    fail(ledger_.compare(state));
  });
  now_ = look();
}

// The first one stands.
void Player::fail(const std::string& why) {
  if (out_.failure.empty() && !why.empty()) out_.failure = why + " (step " + std::to_string(out_.steps) + ")";
}

// Nothing is left, and nothing comes any more.
void Player::finish() {
  out_.cases = ledger_.ended();
  machine_.read([this](const runtime::State& state, const runtime::Program&) {
    if (state.tasks.own_size() != 0 || state.receivers.own_size() != 0) fail("something waits behind the end");
    if (state.acts.cases.own_size() != 0) fail("acts of cases that have ended");
  });
  const std::size_t records = machine_.records().size();
  clock("a day passes", Instant{machine_.now().ms + std::int64_t{86'400'000}});
  if (machine_.records().size() != records) fail("something came behind the end");
}

}  // namespace chancery::simulation
