#include "adapters/cli/scenario_player.h"

#include <future>
#include <stdexcept>

#include "engine/json/json.h"
#include "engine/runtime/scope.h"
#include "engine/runtime/steps/duties.h"
#include "engine/service/impl.h"

namespace chancery::scenarios {

namespace {
constexpr int kStopsMax = 1000;
}

std::vector<std::string> ScenarioPlayer::play(std::string_view text) {
  for (const Step& step : parse_scenario(text)) {
    run(step);
    if (faults_.empty()) after(step);
    if (!faults_.empty()) break;  // what follows would only repeat it
  }
  return faults_;
}

void ScenarioPlayer::expect(const Step& step) { fail(step, "nothing is expected here"); }

void ScenarioPlayer::fail(const Step& step, const std::string& what) {
  faults_.push_back(file_ + ":" + std::to_string(step.line) + ": " + step.verb + ": " + what);
  const auto& impl = stage_.engine().impl();
  std::shared_lock lock(impl.mutex_);
  const runtime::CaseState* c = impl.committed.cases.find(current(step));
  if (c == nullptr) return;
  std::string& out = faults_.back();
  for (const runtime::Instance& i : c->instances) {
    const graph::Process& process = *impl.programs.find(c->package)->processes[i.process];
    out += i.ordinal == 0 ? "\n  in " + process.id : " " + process.nodes[process.node_of(i.ordinal)].id;
    for (const runtime::Variable& v : i.variables)
      if (v.symbol != runtime::kUnnamed && std::getenv("SCENARIO_VARIABLES") != nullptr)
        out += "\n    " + impl.programs.find(c->package)->symbols.name(v.symbol) + " = " + feel::to_text(v.value);
  }
}

journal::Actor ScenarioPlayer::actor(const std::string& account) { return {person(account), account, ""}; }
PersonId ScenarioPlayer::person(const std::string& account) {
  return stage_.engine().person_of_account(account).value_or(PersonId{});
}

Instant ScenarioPlayer::instant(const std::string& text) const {
  const auto parsed = parse_rfc3339(text.find('T') == std::string::npos ? text + "T00:00:00+08:00" : text);
  return parsed ? *parsed : Instant{};
}

Value ScenarioPlayer::parse(const Step& step, const std::string& json) {
  auto value = json::parse_json(json.empty() ? "{}" : json);
  if (value) return std::move(value).value();
  fail(step, "bad JSON: " + value.error().debug_text());
  return Value();
}

CaseId ScenarioPlayer::current(const Step& step) const {
  const auto it = named_.find(step.in);
  return step.in.empty() || it == named_.end() ? current_ : it->second;
}

void ScenarioPlayer::run(const Step& step) {
  if (step.verb == "unit") return set_unit(step);
  if (step.verb == "start") return start(step);
  if (step.verb == "advance") return advance(step);
  if (step.verb == "expect") return expect(step);
  if (step.verb == "message") return message(step);
  if (step.verb == "absence" || step.verb == "acting" || step.verb == "appoint") return directory_verb(step);
  if (step.verb == "case") return name_case(step);
  task_verb(step);
}

void ScenarioPlayer::name_case(const Step& step) {
  if (step.words.size() > 1) {
    const auto& impl = stage_.engine().impl();
    std::shared_lock lock(impl.mutex_);
    impl.committed.cases.for_each([&](CaseId id, const runtime::CaseState& c) {
      const auto* workflow = impl.programs.find(c.package)->workflow(c.workflow);
      if (workflow != nullptr && workflow->id == step.words[1]) current_ = id;
      return true;
    });
  } else if (const auto it = named_.find(step.words[0]); it != named_.end()) {
    current_ = it->second;
  }
  named_[step.words[0]] = current_;
}

void ScenarioPlayer::set_unit(const Step& step) {
  unit_ = stage_.engine().unit_by_key(step.words[0]).value_or(UnitId{});
  if (!unit_) fail(step, "no such unit");
  stage_.advance_to(instant(step.words[2]));
}

void ScenarioPlayer::advance(const Step& step) {
  const auto by = DaysTimeDuration::parse(step.words[0]);
  if (!by) return fail(step, "bad duration");
  stage_.advance_to(Instant{stage_.now().ms + by->seconds * 1000});
}

// Holds an answer against what the line says of it.
void ScenarioPlayer::take(const Step& step, service::Answer answer) {
  if (const auto* outcome = std::get_if<service::Outcome>(&answer)) {
    if (step.refused) return fail(step, "was done, should be refused because " + step.because);
    if (outcome->case_id && step.verb == "start") current_ = outcome->case_id;
    return;
  }
  const auto& rejection = std::get<service::Rejection>(answer);
  std::string why = rejection.error.debug_text();
  if (rejection.refusal) why += " rule=" + rejection.refusal->constraint;
  for (const auto& fault : rejection.faults) why += " " + fault.pointer + ":" + fault.error.debug_text();
  if (!step.refused) return fail(step, "refused: " + why);
  bool fits =
      rejection.error.code == step.because || (rejection.refusal && rejection.refusal->constraint == step.because);
  for (const auto& fault : rejection.faults) fits = fits || fault.error.code == step.because;
  if (!fits) fail(step, "refused because " + why + ", expected " + step.because);
}

void ScenarioPlayer::start(const Step& step) {
  take(step, stage_.engine().start_case(actor(step.as), "", step.words[0], unit_, parse(step, step.json)));
}

TaskId ScenarioPlayer::find_task(const Step& step, const std::string& element) {
  const auto& impl = stage_.engine().impl();
  std::shared_lock lock(impl.mutex_);
  TaskId found;
  const auto look = [&](CaseId, const runtime::CaseState& c) {
    for (const runtime::Instance& i : c.instances) {
      if (!i.task || (found && c.find(i.id)->task->assignee != person(step.as))) continue;
      const graph::Process& process = *impl.programs.find(c.package)->processes[i.process];
      if (process.nodes[process.node_of(i.ordinal)].id == element) found = i.task->id;
    }
    return true;
  };
  if (const runtime::CaseState* c = impl.committed.cases.find(current(step))) look(current(step), *c);
  return found;
}

void ScenarioPlayer::task_verb(const Step& step) {
  const std::string element = step.words.empty() ? std::string() : step.words[0];
  const TaskId task = find_task(step, element);
  if (!task) return fail(step, "no open task " + element);
  if (step.verb == "complete") {
    auto form = parse(step, step.json);
    std::promise<service::Answer> promise;
    stage_.engine().complete_task(actor(step.as), "", task, 0, form,
                                  [&](service::Answer a) { promise.set_value(std::move(a)); });
    return take(step, promise.get_future().get());
  }
  journal::Command command;
  command.actor = actor(step.as);
  if (step.verb == "claim")
    command.body = journal::ClaimTask{task, 0};
  else if (step.verb == "release")
    command.body = journal::ReleaseTask{task, 0};
  else if (step.words.size() > 2)
    command.body = journal::HandTask{task, 0,
                                     step.verb == "assign"     ? journal::Assignment::kAssigned
                                     : step.verb == "delegate" ? journal::Assignment::kDelegated
                                                               : journal::Assignment::kTransferred,
                                     person(step.words[2]), "scenario"};
  else
    return fail(step, "unknown step");
  take(step, stage_.engine().execute(std::move(command)));
}

void ScenarioPlayer::directory_verb(const Step& step) {
  const auto word_after = [&](std::string_view name) {
    for (std::size_t i = 0; i + 1 < step.words.size(); ++i)
      if (step.words[i] == name) return step.words[i + 1];
    return std::string();
  };
  journal::Command command;
  command.actor = actor(step.as);
  if (step.verb == "absence")
    command.body = journal::RecordAbsence{person(step.words[0]), instant(word_after("from")),
                                          instant(word_after("until")), "scenario"};
  else if (step.verb == "acting")
    command.body = journal::OpenActing{
        unit_,     word_after("for"), person(step.words[0]), instant(word_after("from")), instant(word_after("until")),
        "scenario"};
  else
    command.body = journal::ProposePost{person(step.words[0]),
                                        step.words[1],
                                        unit_,
                                        step.words.size() > 2 ? step.words[2] : "",
                                        stage_.now(),
                                        {},
                                        false,
                                        false,
                                        "scenario"};
  take(step, stage_.engine().execute(std::move(command)));
}

void ScenarioPlayer::message(const Step& step) {
  Context payload = parse(step, step.json).as_context();
  journal::CorrelateMessage body;
  body.name = step.words[0];
  if (const Value* key = payload.find("key")) {
    body.key = std::string(key->as_text());
    if (body.key.starts_with("=")) {
      const auto& impl = stage_.engine().impl();
      std::shared_lock lock(impl.mutex_);
      const runtime::CaseState* c = impl.committed.cases.find(current(step));
      if (c == nullptr) return fail(step, "no case");
      const runtime::Program& program = *impl.programs.find(c->package);
      feel::SymbolTable symbols = program.symbols;
      const auto compiled = feel::compile_expression(std::string_view(body.key).substr(1), symbols);
      feel::EvaluationContext context(stage_.zones(), stage_.now());
      Value found;
      for (const runtime::Instance& i : c->instances)
        if (i.ordinal == 0 && found.is_null())
          found = compiled.expression.evaluate(
              runtime::CaseScope(program, impl.committed, current(step), *c, i.id, stage_.now(), stage_.zones()),
              context);
      body.key = feel::to_text(found);
    }
    payload.remove("key");
  }
  body.payload = Value::context(std::move(payload));
  journal::Command command;
  command.actor = actor(step.as);
  command.body = std::move(body);
  take(step, stage_.engine().execute(std::move(command)));
}

void fire_timers_until(service::Engine& engine, Instant now, Instant instant, const std::function<void(Instant)>& set) {
  // One timer may set another that is due as well, so the clock stops at each.
  for (int stop = 0; stop < kStopsMax; ++stop) {
    Instant next = instant;
    {
      const service::Engine::Impl& impl = engine.impl();
      std::shared_lock lock(impl.mutex_);
      if (!impl.hot.timers.empty()) next = std::min(next, std::max(std::get<0>(*impl.hot.timers.begin()), now));
    }
    set(now = next);
    journal::Command tick;
    tick.actor.service = "clock";
    tick.body = journal::BroadcastSignal{"tick", Value()};
    engine.execute(std::move(tick));
    std::shared_lock lock(engine.impl().mutex_);
    const auto& timers = engine.impl().hot.timers;
    if (next == instant && (timers.empty() || std::get<0>(*timers.begin()) > instant)) return;
  }
  throw std::runtime_error("timers that never end");
}

}  // namespace chancery::scenarios
