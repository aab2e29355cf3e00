#include "tests/simulation/bare_machine.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <stdexcept>

#include "engine/base/hash.h"
#include "engine/directory/snapshot.h"
#include "engine/journal/layer_codec.h"
#include "engine/package/package.h"

namespace chancery::simulation {

namespace {

constexpr int kRoundsMax = 200;  // of timers in one step
constexpr std::size_t kFollowUpsMax = 1000;

journal::Actor service_actor(std::string name) { return {PersonId{}, "", std::move(name)}; }

Value names_of(const char* zh, const char* en) {
  Context out;
  out.set("zh", Value::text(zh));
  out.set("en", Value::text(en));
  return Value::context(std::move(out));
}

// A personal value is a reference in the state; nobody looks it up here.
Value name_of(const char* person) { return Value::personal({person, "name", {}}); }

std::vector<package::File> files_of(const Model& model) {
  std::vector<package::File> out = {{"workflows/model.bpmn", model.bpmn}};
  if (!model.dmn.empty()) out.push_back({"workflows/model.dmn", model.dmn});
  return out;
}

}  // namespace

BareMachine::BareMachine()
    : runs_(std::make_unique<runtime::State>()),
      restored_(std::make_unique<runtime::State>()),
      replays_(std::make_unique<runtime::State>()) {
  if (!zones_.set_default_zone("UTC")) throw std::runtime_error("no UTC");
  world_.programs = &programs_;
  world_.zones = &zones_;
}

UnitId BareMachine::unit() const { return runs_->directory.last_numbers().root; }

void BareMachine::read(const std::function<void(const runtime::State&, const runtime::Program&)>& look) const {
  look(*runs_, *programs_.latest());
}

EventNumber BareMachine::next_number(const Done& done) const { return {last_ + done.records.size() + 1}; }

// One that says nothing is no record.
void BareMachine::take(runtime::State& scratch, journal::Record record, Done& done) {
  if (record.events.empty()) return;
  scratch.merge_down();
  done.records.push_back(std::move(record));
}

// What nobody called: what cannot be becomes an incident.
std::vector<journal::CommandBody> BareMachine::decide_own(runtime::State& state, const journal::Command& command,
                                                          Done& done) const {
  runtime::State scratch(&state);
  runtime::Decision decision = runtime::decide_or_incident(scratch, world_, command, next_number(done));
  take(scratch, std::move(decision.record), done);
  return std::move(decision.follow_ups);
}

void BareMachine::follow(runtime::State& state, std::vector<journal::CommandBody> bodies, EventNumber cause,
                         Done& done) const {
  std::deque<journal::CommandBody> open(std::make_move_iterator(bodies.begin()), std::make_move_iterator(bodies.end()));
  for (std::size_t followed = 0; !open.empty(); ++followed) {
    if (followed > kFollowUpsMax) throw std::runtime_error("follow-ups without end");
    journal::Command next;
    next.cause = cause;
    next.body = std::move(open.front());
    next.actor = service_actor(std::holds_alternative<journal::StartByTimer>(next.body) ? "clock" : "router");
    next.at = now_;
    open.pop_front();
    for (journal::CommandBody& body : decide_own(state, next, done)) open.push_back(std::move(body));
  }
}

void BareMachine::decide_given(runtime::State& state, const journal::Command& command, Done& done) const {
  runtime::State scratch(&state);
  runtime::Explanation why;
  const EventNumber number = next_number(done);
  auto decision = runtime::decide(scratch, world_, command, number, why);
  if (!decision) {
    done.refusal = decision.error().code;
    return;
  }
  take(scratch, std::move(decision->record), done);
  follow(state, std::move(decision->follow_ups), number, done);
}

namespace {

struct Due {
  Instant at;
  CaseId case_id;
  std::uint32_t number = 0;
  auto operator<=>(const Due&) const = default;
};

std::vector<Due> all_due(const runtime::State& state, Instant now) {
  std::vector<Due> out;
  for (const auto& [id, c] : state.cases.own())
    for (const runtime::Timer& timer : c->timers)
      if (!timer.stopped && timer.due <= now) out.push_back({timer.due, id, timer.number});
  for (const auto& [number, timer] : state.start_timers.own())
    if (timer->armed && timer->due <= now) out.push_back({timer->due, CaseId{}, number});
  std::sort(out.begin(), out.end());
  return out;
}

bool is_still_set(const runtime::State& state, const Due& due) {
  if (!due.case_id) {
    const runtime::StartTimer* start = state.start_timers.find(due.number);
    return start != nullptr && start->armed && start->due == due.at;
  }
  const runtime::CaseState* c = state.cases.find(due.case_id);
  const runtime::Timer* timer = c == nullptr ? nullptr : c->find_timer(due.number);
  return timer != nullptr && !timer->stopped && timer->due == due.at;
}

}  // namespace

// In rounds, as the writer does: what a firing sets comes in the next one.
void BareMachine::fire_due(runtime::State& state, Done& done) const {
  for (int round = 0; round < kRoundsMax; ++round) {
    const std::vector<Due> due = all_due(state, now_);
    if (due.empty()) return;
    for (const Due& timer : due) {
      if (!is_still_set(state, timer)) continue;
      journal::Command command;
      command.actor = service_actor("clock");
      command.at = now_;
      command.body = journal::FireTimer{timer.case_id, timer.number};
      const EventNumber number = next_number(done);
      follow(state, decide_own(state, command, done), number, done);
    }
  }
  throw std::runtime_error("timers without end");
}

std::string BareMachine::on_both(const Work& work) {
  Done done;
  work(*runs_, done);
  Done again;
  work(*restored_, again);
  if (done.refusal != again.refusal)
    wrong_ = "a restored state refuses otherwise: " + done.refusal + " and " + again.refusal;
  if (done.records.size() != again.records.size()) wrong_ = "a restored state writes another number of records";
  for (std::size_t i = 0; i < done.records.size(); ++i) {
    Bytes bytes = journal::encode_record(done.records[i]);
    if (i < again.records.size() && journal::encode_record(again.records[i]) != bytes)
      wrong_ = "a restored state writes another record " + std::to_string(done.records[i].number.value);
    runtime::apply(*replays_, programs_, journal::decode_record(bytes).value());
    records_.push_back(std::move(bytes));
  }
  last_ += done.records.size();
  return done.refusal;
}

std::string BareMachine::give(journal::CommandBody body, int person) {
  journal::Command command;
  command.actor =
      person < 0 ? service_actor("simulation") : journal::Actor{persons_[person], person == 0 ? "first" : "second", ""};
  command.at = now_;
  command.body = std::move(body);
  return on_both([&](runtime::State& state, Done& done) {
    decide_given(state, command, done);
    fire_due(state, done);
  });
}

void BareMachine::move_clock(Instant to) {
  now_ = to;
  on_both([this](runtime::State& state, Done& done) { fire_due(state, done); });
}

void BareMachine::found() {
  journal::Command command;
  command.at = now_;
  command.body =
      journal::Found{"demo", names_of("示范", "demo"), {"first", name_of("first")}, {"second", name_of("second")}};
  const std::string refusal = on_both([&](runtime::State& state, Done& done) { decide_given(state, command, done); });
  if (!refusal.empty()) throw std::runtime_error("not founded: " + refusal);
  persons_[0] = runs_->directory.person_of_account("first");
  persons_[1] = runs_->directory.person_of_account("second");
}

std::string BareMachine::deploy(const Model& model) {
  found();
  const std::vector<package::File> files = files_of(model);
  const PackageId id{last_ + 1};
  package::Checked checked = package::check(files, id);
  if (checked.program == nullptr) {
    std::string out = "not deployed:";
    for (const Diagnostic& d : checked.diagnostics) {
      out += "\n  " + std::to_string(d.line) + ":" + std::to_string(d.column) + " " + d.code;
      for (const MessageParameter& p : d.parameters) out += " " + p.name + "=" + p.value;
    }
    return out;
  }
  journal::DeployPackage body;
  body.approver = persons_[1];
  for (const package::File& file : files) {
    const Sha256 hash = sha256({reinterpret_cast<const std::uint8_t*>(file.bytes.data()), file.bytes.size()});
    body.files.push_back({file.path, Bytes(hash.begin(), hash.end())});
  }
  world_.deploying = checked.program.get();
  programs_.add(id, checked.program);
  records_.clear();
  const std::string refusal = give(std::move(body), 0);
  world_.deploying = nullptr;
  return refusal;
}

// Reads the saved bytes of the running state into an empty one, with the tables that are made from its cases.
std::string BareMachine::restore() {
  auto state = std::make_unique<runtime::State>();
  ByteWriter out;
  journal::write_layer(out, runs_->cases);
  journal::write_layer(out, runs_->buffered);
  journal::write_layer(out, runs_->packages);
  journal::write_layer(out, runs_->start_timers);
  journal::write_layer(out, runs_->acts.cases);
  journal::write_layer(out, runs_->acts.objects);
  directory::write_snapshot(out, runs_->directory);
  registers::write_snapshot(out, runs_->registers);
  const Bytes bytes = out.take();
  ByteReader in(bytes);
  const auto read = [&]() -> Result<void> {
    TRY_VOID(journal::read_layer(in, state->cases));
    TRY_VOID(journal::read_layer(in, state->buffered));
    TRY_VOID(journal::read_layer(in, state->packages));
    TRY_VOID(journal::read_layer(in, state->start_timers));
    TRY_VOID(journal::read_layer(in, state->acts.cases));
    TRY_VOID(journal::read_layer(in, state->acts.objects));
    TRY_VOID(directory::read_snapshot(in, state->directory));
    return registers::read_snapshot(in, state->registers);
  }();
  if (!read) return "what was saved cannot be read: " + read.error().debug_text();
  for (const auto& [id, c] : state->cases.own()) {
    for (const runtime::Instance& i : c->instances)
      if (i.task) state->tasks.set(i.task->id, {id, i.id});
    for (const runtime::Subscription& s : c->subscriptions)
      if (!s.condition)
        state->receivers.edit(runtime::receiver_key(s.signal, s.name, s.key))
            .receivers.push_back({id, s.instance, s.ordinal});
  }
  restored_ = std::move(state);
  return {};
}

std::string BareMachine::check() {
  if (!wrong_.empty()) return wrong_;
  const std::string bytes = saved(*runs_);
  if (saved(*restored_) != bytes) return "a restored state went on otherwise";
  if (saved(*replays_) != bytes) return "the journal replays to another state";
  if (std::string unreadable = restore(); !unreadable.empty()) return unreadable;
  if (saved(*restored_) != bytes) return "what was saved is restored otherwise";
  return {};
}

}  // namespace chancery::simulation
