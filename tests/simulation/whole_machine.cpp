#include "tests/simulation/whole_machine.h"

#include <shared_mutex>
#include <stdexcept>

#include "engine/service/impl.h"

namespace chancery::simulation {

namespace {

constexpr int kRoundsMax = 200;  // of timers in one step

Value names_of(const char* zh, const char* en) {
  Context out;
  out.set("zh", Value::text(zh));
  out.set("en", Value::text(en));
  return Value::context(std::move(out));
}

}  // namespace

WholeMachine::WholeMachine() : stores_(kFounded) {
  if (!stores_.zones.set_default_zone("UTC")) throw std::runtime_error("no UTC");
  open();
  const auto founded = engine_->found("demo", names_of("示范", "demo"), {"first", "First"}, {"second", "Second"});
  if (std::holds_alternative<service::Rejection>(founded)) throw std::runtime_error("not founded");
  persons_[0] = engine_->person_of_account("first").value_or(PersonId{});
  persons_[1] = engine_->person_of_account("second").value_or(PersonId{});
  read_ = engine_->last_number();
}

void WholeMachine::open() {
  auto opened = service::Engine::open(stores_.ports(), memory::Stores::options());
  if (!opened) throw std::runtime_error("engine: " + opened.error().debug_text());
  engine_ = std::move(opened).value();
}

void WholeMachine::reopen() {
  engine_->stop();
  engine_.reset();
  open();
}

UnitId WholeMachine::unit() const { return engine_->unit_by_key("demo").value_or(UnitId{}); }

void WholeMachine::read(const std::function<void(const runtime::State&, const runtime::Program&)>& look) const {
  const service::Engine::Impl& impl = engine_->impl();
  std::shared_lock lock(impl.mutex_);
  look(impl.committed, *impl.programs.latest());
}

// The state, and the timers that the writer would look at.
std::string WholeMachine::bytes() const {
  const service::Engine::Impl& impl = engine_->impl();
  std::shared_lock lock(impl.mutex_);
  std::string out = saved(impl.committed);
  for (const auto& [due, id, number] : impl.hot.timers)
    out += std::to_string(due.ms) + " " + std::to_string(id.value) + " " + std::to_string(number) + "\n";
  return out;
}

// The writer fires what is due before it looks at a command; this one says nothing.
void WholeMachine::settle() {
  const auto is_due = [this] {
    const service::Engine::Impl& impl = engine_->impl();
    std::shared_lock lock(impl.mutex_);
    return !impl.hot.timers.empty() && std::get<0>(*impl.hot.timers.begin()) <= stores_.clock.now();
  };
  for (int round = 0; is_due(); ++round) {
    if (round == kRoundsMax) throw std::runtime_error("timers without end");
    journal::Command command;
    command.actor.service = "clock";
    command.body = journal::BroadcastSignal{"tick", Value()};
    engine_->execute(std::move(command));
  }
  const auto read = stores_.events.read_after(read_, [this](EventNumber number, BytesView bytes) {
    records_.emplace_back(bytes.begin(), bytes.end());
    read_ = number;
    return true;
  });
  if (!read) throw std::runtime_error("the journal cannot be read");
}

std::string WholeMachine::deploy(const Model& model) {
  std::vector<service::PackageFile> files = {{"workflows/model.bpmn", model.bpmn}};
  if (!model.dmn.empty()) files.push_back({"workflows/model.dmn", model.dmn});
  const auto answer = engine_->deploy({persons_[0], "first", ""}, "", files, persons_[1]);
  settle();
  const auto* no = std::get_if<service::Rejection>(&answer);
  return no == nullptr ? std::string() : no->error.debug_text();
}

std::string WholeMachine::give(journal::CommandBody body, int person) {
  journal::Command command;
  command.actor = person < 0 ? journal::Actor{PersonId{}, "", "simulation"}
                             : journal::Actor{persons_[person], person == 0 ? "first" : "second", ""};
  command.body = std::move(body);
  const auto answer = engine_->execute(std::move(command));
  settle();
  const auto* no = std::get_if<service::Rejection>(&answer);
  return no == nullptr ? std::string() : no->error.code;
}

void WholeMachine::move_clock(Instant to) {
  stores_.clock.set(to);
  settle();
}

std::string WholeMachine::check() {
  const std::string before = bytes();
  reopen();
  if (bytes() != before) return "the state read back from the snapshot is another";
  engine_->stop();
  engine_.reset();
  if (!stores_.events.drop_snapshot()) throw std::runtime_error("the snapshot could not be dropped");
  open();
  return bytes() == before ? std::string() : "the state replayed from the journal is another";
}

}  // namespace chancery::simulation
