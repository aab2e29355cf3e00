// What comes from outside a case: signals, timers, workers' results, retries, withdrawal.
#include "engine/runtime/commands/context.h"
#include "engine/runtime/steps/catching.h"
#include "engine/runtime/steps/duties.h"
#include "engine/runtime/steps/messages.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/starts.h"
#include "engine/runtime/steps/variables.h"
#include "engine/runtime/steps/waiting.h"

namespace chancery::runtime::commands {

namespace {

Execution execution_of(CommandContext& c, CaseId id, const Program& program) {
  c.out.record.case_id = id;
  return Execution(c.scratch, c.world, program, c.out.record);
}

Result<void> receive(CommandContext& c, Execution& ex, InstanceId instance, std::uint32_t ordinal,
                     const Value& payload) {
  TRY_VOID(steps::receive(ex, instance, ordinal, payload));
  return settle(c, ex);
}

Result<void> fire(CommandContext& c, Execution& ex, const Timer& timer) {
  TRY_VOID(steps::fall_due(ex, timer));
  return settle(c, ex);
}

}  // namespace

Result<void> run(CommandContext& c, const journal::BroadcastSignal& body) {
  // A signal that nobody waits for is gone.
  if (const ReceiverList* list = c.scratch.receivers.find(receiver_key(true, body.name, "")))
    for (const Receiver& r : list->receivers)
      c.out.follow_ups.emplace_back(
          journal::DeliverMessage{r.case_id, r.instance, r.ordinal, true, body.name, body.payload});
  const UnitId root = c.scratch.directory.last_numbers().root;
  for (const EventStart& start : steps::starts_of(*c.world.programs, graph::EventKind::kSignal, body.name)) {
    const graph::EventSpec& event = steps::event_of(*c.world.programs->latest(), start);
    for (const UnitId unit : steps::units_of(c.scratch.directory, event, root))
      c.out.follow_ups.emplace_back(
          journal::StartByMessage{start.process, event.ordinal, unit, body.name, body.payload});
  }
  return {};
}

Result<void> run(CommandContext& c, const journal::DeliverMessage& body) {
  const CaseState* state = c.scratch.cases.find(body.case_id);
  if (state == nullptr || state->find_subscription(body.instance, body.ordinal) == nullptr)
    return {};  // gone meanwhile
  const Found found = TRY(find_case(c, body.case_id));
  Execution ex = execution_of(c, body.case_id, *found.program);
  return receive(c, ex, body.instance, body.ordinal, body.payload);
}

Result<void> run(CommandContext& c, const journal::FireTimer& body) {
  if (!body.case_id) return fire_start_timer(c, body.timer);
  const CaseState* state = c.scratch.cases.find(body.case_id);
  if (state == nullptr) return {};
  const Timer* timer = state->find_timer(body.timer);
  if (timer == nullptr || timer->stopped || timer->due > c.at()) return {};  // ended, stopped or set anew meanwhile
  const Found found = TRY(find_case(c, body.case_id));
  Execution ex = execution_of(c, body.case_id, *found.program);
  return fire(c, ex, Timer(*timer));
}

Result<void> run(CommandContext& c, const journal::RetryIncident& body) {
  const Found found = TRY(find_case(c, body.case_id));
  Execution ex = execution_of(c, body.case_id, *found.program);
  for (const Incident& incident : found.state->incidents) {
    if (incident.instance != body.instance || incident.timer != body.timer) continue;
    const Incident copy = incident;
    ex.emit(journal::IncidentResolved{copy.instance, copy.timer, copy.ordinal});
    if (copy.timer != 0) return fire(c, ex, Timer(*ex.here().find_timer(copy.timer)));
    if (copy.ordinal != 0) return receive(c, ex, copy.instance, copy.ordinal, copy.payload);
    return {};  // a worker's: its work is open again
  }
  return not_found("runtime.no-incident", {{"case", std::to_string(body.case_id.value)}});
}

Result<void> run(CommandContext& c, const journal::CompleteWork& body) {
  const Found found = TRY(find_case(c, body.case_id));
  const Instance* waiting = found.state->find(body.instance);
  if (waiting == nullptr || !waiting->work)
    return not_found("runtime.no-work", {{"case", std::to_string(body.case_id.value)}});
  if (waiting->lifecycle == Lifecycle::kIncident) return conflict("runtime.work-has-incident");
  Execution ex = execution_of(c, body.case_id, *found.program);
  if (!body.failure.empty()) {
    journal::IncidentRaised incident;
    incident.instance = body.instance;
    incident.code = body.failure;
    ex.emit(std::move(incident));
    return {};
  }
  const std::string& variable = ex.binding(ex.place_of(*waiting)).variable;
  if (variable.empty())
    TRY_VOID(steps::assign_all(ex, body.instance, body.variables));
  else
    TRY_VOID(steps::assign_variable(ex, body.instance, variable, body.variables));
  if (!body.error_code.empty())
    TRY_VOID(steps::throw_error(ex, body.instance, body.error_code,
                                body.error_message.empty() ? Value() : Value::text(body.error_message)));
  else
    TRY_VOID(steps::complete(ex, body.instance));
  return settle(c, ex);
}

// The applicant or the starter takes it back, as long as the workflow waits for the message "withdraw" of the case.
Result<void> run(CommandContext& c, const journal::WithdrawCase& body) {
  const Found found = TRY(find_case(c, body.case_id));
  const PersonId person = c.actor().person;
  if (person != found.state->applicant && person != found.state->starter)
    return refused("runtime.not-your-case", {{"case", std::to_string(body.case_id.value)}});
  if (body.reason.empty()) return invalid("runtime.reason-missing");
  Execution ex = execution_of(c, body.case_id, *found.program);
  for (const Subscription& s : found.state->subscriptions) {
    if (s.signal || (s.name != "withdraw" && !s.name.starts_with("withdraw-"))) continue;
    Context payload;
    payload.set("reason", Value::text(body.reason));
    payload.set("by", Value::number(static_cast<std::int64_t>(person.value)));
    payload.set("at", Value::date_time(c.world.zones->local_date_time(c.at())));
    const Subscription copy = s;
    return receive(c, ex, copy.instance, copy.ordinal, Value::context(std::move(payload)));
  }
  return conflict("runtime.cannot-withdraw", {{"case", std::to_string(body.case_id.value)}});
}

}  // namespace chancery::runtime::commands
