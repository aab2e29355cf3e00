#include "tests/unit/runtime/stand.h"

#include <gtest/gtest.h>

#include <shared_mutex>
#include <stdexcept>

#include "engine/json/json.h"
#include "engine/service/impl.h"
#include "tests/support/state_slices.h"

namespace chancery::test {

namespace {

constexpr int kTimersMax = 1000;  // firings of one step
const Instant kFounded = *parse_rfc3339("2026-03-02T09:00:00+08:00");

Value parse(std::string_view text) {
  auto value = json::parse_json(text);
  if (!value) throw std::runtime_error("bad JSON: " + value.error().debug_text());
  return std::move(value).value();
}

}  // namespace

Stand::Stand(const std::string& bpmn) : Stand(std::vector<service::PackageFile>{{"workflows/model.bpmn", bpmn}}) {}

Stand::Stand(const std::vector<service::PackageFile>& files) : stores_(kFounded) {
  open();
  const Value name = parse(R"({"zh": "示范", "en": "demo"})");
  const auto founded = engine_->found("demo", name, {"first", "First"}, {"second", "Second"});
  if (std::holds_alternative<service::Rejection>(founded)) throw std::runtime_error("not founded");
  persons_[0] = engine_->person_of_account("first").value_or(PersonId{});
  persons_[1] = engine_->person_of_account("second").value_or(PersonId{});
  deploy(files);
}

void Stand::deploy(const std::vector<service::PackageFile>& files) {
  const auto deployed = engine_->deploy({persons_[0], "first", ""}, "", files, persons_[1]);
  if (const auto* no = std::get_if<service::Rejection>(&deployed)) {
    std::string faults = no->error.debug_text();
    for (const Diagnostic& d : no->diagnostics)
      faults += "\n" + d.file + ":" + std::to_string(d.line) + ":" + std::to_string(d.column) + " " + d.code;
    throw std::runtime_error("not deployed: " + faults);
  }
  fire_due();
  settle("");
}

std::string Stand::refused(const std::vector<service::PackageFile>& files) {
  const auto deployed = engine_->deploy({persons_[0], "first", ""}, "", files, persons_[1]);
  const auto* no = std::get_if<service::Rejection>(&deployed);
  return settle(no == nullptr ? std::string() : no->error.code);
}

void Stand::open() {
  auto opened = service::Engine::open(stores_.ports(), memory::Stores::options());
  if (!opened) throw std::runtime_error("engine: " + opened.error().debug_text());
  engine_ = std::move(opened).value();
}

// Every slice of the committed state as bytes, and the timers that the writer would look at.
std::map<std::string, std::string> Stand::slices() const {
  const service::Engine::Impl& impl = engine_->impl();
  std::shared_lock lock(impl.mutex_);
  std::map<std::string, std::string> out = slices_of(impl.committed);
  for (const auto& [due, id, number] : impl.hot.timers)
    out["timers"] += std::to_string(due.ms) + " " + std::to_string(id.value) + " " + std::to_string(number) + "\n";
  return out;
}

void Stand::compare(const std::string& how) {
  const std::map<std::string, std::string> after = slices();
  for (const auto& [name, bytes] : before_) {
    const auto it = after.find(name);
    if (it == after.end() || it->second != bytes) ADD_FAILURE() << name << " differ " << how;
  }
  EXPECT_EQ(after.size(), before_.size()) << how;
}

std::string Stand::settle(const std::string& code) {
  if (code.empty())
    before_ = slices();
  else
    compare("after a refusal: " + code);
  engine_->stop();
  engine_.reset();
  open();
  compare("when read back from the snapshot");
  engine_->stop();
  engine_.reset();
  if (!stores_.events.drop_snapshot()) throw std::runtime_error("the snapshot could not be dropped");
  open();
  compare("when replayed from the journal");
  return code;
}

std::string Stand::execute(journal::CommandBody body, journal::Actor actor) {
  journal::Command command;
  command.actor = std::move(actor);
  command.body = std::move(body);
  const auto answer = engine_->execute(std::move(command));
  fire_due();
  const auto* no = std::get_if<service::Rejection>(&answer);
  if (no == nullptr && std::get<service::Outcome>(answer).case_id) case_ = std::get<service::Outcome>(answer).case_id;
  return settle(no == nullptr ? std::string() : no->error.code);
}

std::string Stand::give_as(int person, journal::CommandBody body) {
  journal::Actor actor;
  if (person >= 0) actor = {persons_[person], person == 0 ? "first" : "second", ""};
  return execute(std::move(body), std::move(actor));
}

std::string Stand::give_as_service(journal::CommandBody body) {
  const CaseId stays = case_;
  std::string code = execute(std::move(body), {PersonId{}, "", "stand"});
  case_ = stays;
  return code;
}

std::string Stand::start(std::string_view process, std::string_view variables) {
  return give(journal::StartProcess{std::string(process), unit(), parse(variables), ""});
}

std::string Stand::complete(std::string_view element, std::string_view form, CaseId id) {
  const CaseId stays = case_;
  std::string code = complete_task(task(element, id), form);
  case_ = stays;
  return code;
}

std::string Stand::complete_task(TaskId task, std::string_view form) {
  return give(journal::CompleteTask{task, 0, parse(form)});
}

std::string Stand::work(std::string_view element, std::string_view variables) {
  return give_as_service(journal::CompleteWork{case_, instance(element), parse(variables), "", ""});
}

std::string Stand::work_error(std::string_view element, std::string_view error_code) {
  return give_as_service(journal::CompleteWork{case_, instance(element), Value(), std::string(error_code), ""});
}

std::string Stand::work_fails(std::string_view element, std::string_view code) {
  return give_as_service(journal::CompleteWork{case_, instance(element), Value(), "", std::string(code)});
}

std::string Stand::message(std::string_view name, std::string_view key, std::string_view payload) {
  return give_as_service(journal::CorrelateMessage{std::string(name), std::string(key), parse(payload)});
}

std::string Stand::signal(std::string_view name, std::string_view payload) {
  return give_as_service(journal::BroadcastSignal{std::string(name), parse(payload)});
}

std::string Stand::retry(std::size_t incident) {
  const runtime::Incident found = state().incidents.at(incident);
  return give(journal::RetryIncident{case_, found.instance, found.timer});
}

Instant Stand::after(std::string_view duration) const {
  const DaysTimeDuration parsed = *DaysTimeDuration::parse(duration);
  return {stores_.clock.now().ms + parsed.seconds * 1000 + parsed.nanoseconds / 1'000'000};
}

Instant Stand::next_due() const {
  const service::Engine::Impl& impl = engine_->impl();
  std::shared_lock lock(impl.mutex_);
  return impl.hot.timers.empty() ? Instant{INT64_MAX} : std::get<0>(*impl.hot.timers.begin());
}

// The writer fires what is due before it looks at a command; this one says nothing.
void Stand::tick() {
  journal::Command command;
  command.actor.service = "clock";
  command.body = journal::BroadcastSignal{"tick", Value()};
  engine_->execute(std::move(command));
}

void Stand::wait(std::string_view duration) {
  const Instant goal = after(duration);
  // One timer may set another that is due as well, so the clock stops at each.
  for (int stop = 0; stop < kTimersMax && stores_.clock.now() < goal; ++stop) {
    stores_.clock.set(std::min(goal, std::max(next_due(), stores_.clock.now())));
    tick();
  }
  sleep("PT0S");
}

void Stand::sleep(std::string_view duration) {
  stores_.clock.set(after(duration));
  fire_due();
  settle("");
}

void Stand::fire_due() {
  for (int round = 0; round < kTimersMax && next_due() <= stores_.clock.now(); ++round) tick();
  if (next_due() <= stores_.clock.now()) ADD_FAILURE() << "timers that never end";
}

std::string fault_of(const std::string& bpmn) {
  for (const Diagnostic& d : service::Engine::check_package({{"workflows/model.bpmn", bpmn}}))
    if (d.severity == Severity::kError) return d.code;
  return {};
}

}  // namespace chancery::test
