// What the player may do: one function an act.
#include <algorithm>

#include "tests/simulation/player.h"
#include "tests/simulation/writer.h"

namespace chancery::simulation {

namespace {

constexpr int kService = -1;

}  // namespace

bool Player::complete_task(bool with_variables) {
  if (now_.tasks.empty()) return false;
  const OpenTask& task = dice_.one_of(now_.tasks);
  const int person = task.assignee == machine_.person(1) ? 1 : 0;
  give("complete " + task.element, journal::CompleteTask{task.id, 0, with_variables ? some_variables() : Value()},
       person);
  return true;
}

bool Player::claim_or_release() {
  if (now_.tasks.empty()) return false;
  const OpenTask& task = dice_.one_of(now_.tasks);
  const int person = dice_.below(2);
  if (!task.assignee)
    give("claim " + task.element, journal::ClaimTask{task.id, 0}, person);
  else
    give("release " + task.element, journal::ReleaseTask{task.id, 0}, person, {"runtime.not-your-task"});
  return true;
}

bool Player::work() {
  if (now_.works.empty()) return false;
  const OpenWork& work = dice_.one_of(now_.works);
  give("work at " + work.element, journal::CompleteWork{work.case_id, work.instance, Value(), "", ""}, kService);
  return true;
}

bool Player::work_fails() {
  if (now_.works.empty()) return false;
  const OpenWork& work = dice_.one_of(now_.works);
  give("failure at " + work.element, journal::CompleteWork{work.case_id, work.instance, Value(), "", kWorkFailed},
       kService);
  return true;
}

bool Player::work_throws() {
  if (now_.works.empty()) return false;
  const OpenWork& work = dice_.one_of(now_.works);
  const std::string code = "error_" + std::to_string(dice_.between(1, kNamesOfKind));
  give(code + " at " + work.element, journal::CompleteWork{work.case_id, work.instance, Value(), code, ""}, kService,
       {"runtime.uncaught-error"});
  return true;
}

bool Player::retry() {
  if (now_.incidents.empty()) return false;
  const OpenIncident& incident = dice_.one_of(now_.incidents);
  give("retry", journal::RetryIncident{incident.case_id, incident.instance, incident.timer}, 0);
  return true;
}

// As another case would, to this receiver alone.
bool Player::deliver() {
  std::vector<const OpenWait*> fit;
  for (const OpenWait& wait : now_.waits)
    if (!wait.condition) fit.push_back(&wait);
  if (fit.empty()) return false;
  const OpenWait& wait = *dice_.one_of(fit);
  give("deliver " + wait.name + " to " + wait.element,
       journal::DeliverMessage{wait.case_id, wait.instance, wait.ordinal, wait.signal, wait.name, some_variables()},
       kService);
  return true;
}

bool Player::correlate() {
  std::vector<const OpenWait*> fit;
  for (const OpenWait& wait : now_.waits)
    if (!wait.condition && !wait.signal) fit.push_back(&wait);
  const OpenWait* wait = fit.empty() ? nullptr : dice_.one_of(fit);
  const std::string name = wait != nullptr ? wait->name : "message_" + std::to_string(dice_.between(1, kNamesOfKind));
  give("message " + name, journal::CorrelateMessage{name, wait != nullptr ? wait->key : "", some_variables()}, kService,
       {"runtime.no-receiver", "runtime.several-receivers"});
  return true;
}

bool Player::broadcast() {
  const std::string name = "signal_" + std::to_string(dice_.between(1, kNamesOfKind));
  give("signal " + name, journal::BroadcastSignal{name, some_variables()}, kService);
  return true;
}

bool Player::set_variables() {
  if (now_.cases.empty()) return false;
  const CaseId id = dice_.one_of(now_.cases);
  give("set variables", journal::SetVariables{id, {}, journal::SetVariables::Where::kWhereVisible, some_variables()},
       0);
  return true;
}

// What a token waits for: its message, its signal, or values that are its own and make its condition true.
bool Player::meet_condition() {
  std::vector<const OpenWait*> fit;
  for (const OpenWait& wait : now_.waits)
    if (wait.blocks) fit.push_back(&wait);
  if (fit.empty()) return false;
  const OpenWait& wait = *dice_.one_of(fit);
  if (wait.condition)
    give("make " + wait.element + " true",
         journal::SetVariables{wait.case_id, wait.instance, journal::SetVariables::Where::kHere, one_value_for_all()},
         0);
  else
    give("deliver " + wait.name + " to " + wait.element,
         journal::DeliverMessage{wait.case_id, wait.instance, wait.ordinal, wait.signal, wait.name, Value()}, kService);
  return true;
}

bool Player::evaluate_starts() {
  give("evaluate conditions of starts", journal::EvaluateConditions{some_variables()}, kService);
  return true;
}

bool Player::end_case() {
  if (now_.cases.empty()) return false;
  give("terminate the case", journal::TerminateCase{dice_.one_of(now_.cases)}, 0);
  return true;
}

bool Player::to_next_timer() {
  if (!now_.due) return false;
  clock("the clock goes to the next timer", std::max(*now_.due, machine_.now()));
  return true;
}

// As if the machine had been off.
bool Player::leap() {
  if (!now_.due) return false;
  clock("the clock leaps",
        Instant{std::max(*now_.due, machine_.now()).ms + dice_.between(0, 8) * std::int64_t{3'600'000}});
  return true;
}

}  // namespace chancery::simulation
