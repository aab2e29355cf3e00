// What comes from outside a case: messages, signals, timers, workers' results, retries, withdrawal.
#include "engine/runtime/commands/context.h"
#include "engine/runtime/steps/duties.h"
#include "engine/runtime/steps/messages.h"
#include "engine/runtime/steps/scopes.h"
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

// The next firing of a cycle keeps its rhythm even when this one came late.
void repeat(Execution& ex, const Timer& timer) {
  if (timer.repeat_left == 0 || timer.every_ms <= 0) return;
  const std::uint32_t left = timer.repeat_left == 0xFFFFFFFF ? timer.repeat_left : timer.repeat_left - 1;
  ex.emit(journal::TimerSet{timer.instance, ex.next_timer(), timer.ordinal, timer.due.ms + timer.every_ms, left,
                            timer.every_ms});
}

Result<void> fire(CommandContext& c, Execution& ex, const Timer& timer) {
  ex.emit(journal::TimerEnded{timer.number, true});
  const Instance& waiting = ex.instance(timer.instance);
  const graph::Process& process = ex.process(waiting.process);
  const graph::Node& node = process.nodes[process.node_of(timer.ordinal)];
  if (node.kind == graph::ElementKind::kBoundaryEvent && !node.interrupting) repeat(ex, timer);
  TRY_VOID(steps::trigger(ex, timer.instance, timer.ordinal, Value()));
  return settle(c, ex);
}

}  // namespace

Result<void> run(CommandContext& c, const journal::CorrelateMessage& body) {
  const ReceiverList* list = c.scratch.receivers.find(receiver_key(false, body.name, body.key));
  const std::size_t waiting = list == nullptr ? 0 : list->receivers.size();
  if (waiting != 1)
    return conflict(waiting == 0 ? "runtime.no-receiver" : "runtime.several-receivers",
                    {{"message", body.name}, {"key", body.key}, {"count", std::to_string(waiting)}});
  const Receiver receiver = list->receivers.front();
  const Found found = TRY(find_case(c, receiver.case_id));
  Execution ex = execution_of(c, receiver.case_id, *found.program);
  const Instance& instance = ex.instance(receiver.instance);
  const Place place = ex.place_of(instance);
  const MessageRule* rule = found.program->message_rule(instance.process, body.name);
  if (c.actor().person && rule == nullptr) return refused("runtime.message-not-for-persons", {{"message", body.name}});
  Value payload = body.payload;
  if (rule != nullptr) {
    const steps::TaskFacts facts(ex.program(), ex.state(), *c.world.zones, ex.case_id(), ex.here(), place.scope,
                                 c.at());
    duty::Question question;
    question.entrance = duty::Entrance::kMessage;
    question.actor = c.actor().person;
    question.duty = rule->duty;
    question.element = receiver.ordinal;
    question.instance = receiver.instance;
    const duty::Standing standing = TRY(check_duty(c, ex, question, facts.facts()));
    steps::record_acts(ex, question, standing, facts.facts());
    Context with = payload.is_context() ? payload.as_context() : Context{};
    with.set("by", Value::number(static_cast<std::int64_t>(c.actor().person.value)));
    with.set("at", Value::date_time(c.world.zones->local_date_time(c.at())));
    payload = Value::context(std::move(with));
  }
  return receive(c, ex, receiver.instance, receiver.ordinal, payload);
}

Result<void> run(CommandContext& c, const journal::BroadcastSignal& body) {
  const ReceiverList* list = c.scratch.receivers.find(receiver_key(true, body.name, ""));
  if (list == nullptr) return {};  // a signal that nobody waits for is gone
  for (const Receiver& r : list->receivers)
    c.out.follow_ups.push_back(
        journal::DeliverMessage{r.case_id, r.instance, r.ordinal, true, body.name, body.payload});
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
    TRY_VOID(steps::throw_error(ex, body.instance, body.error_code));
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
