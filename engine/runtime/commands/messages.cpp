// A message from outside: one receiver gets it, or one start event begins a case by it; else it is refused.
#include <algorithm>

#include "engine/runtime/commands/context.h"
#include "engine/runtime/steps/duties.h"
#include "engine/runtime/steps/starts.h"
#include "engine/runtime/steps/variables.h"
#include "engine/runtime/steps/waiting.h"

namespace chancery::runtime::commands {

namespace {

Error not_one(const journal::CorrelateMessage& body, std::size_t count) {
  return conflict(count == 0 ? "runtime.no-receiver" : "runtime.several-receivers",
                  {{"message", body.name}, {"key", body.key}, {"count", std::to_string(count)}});
}

// Whether the case is one that the message means.
bool is_meant(const CommandContext& c, const Receiver& receiver, const journal::CorrelateMessage& body) {
  if (body.business_key.empty() && !body.correlate.is_context()) return true;
  const CaseState& state = *c.scratch.cases.find(receiver.case_id);
  if (!body.business_key.empty() && state.business_key != body.business_key) return false;
  if (!body.correlate.is_context()) return true;
  const Program& program = *c.world.programs->find(state.package);
  const Instance* at = state.find(receiver.instance);
  while (at->ordinal != 0) at = state.find(at->scope);
  const auto& wanted = body.correlate.as_context();
  return std::all_of(wanted.begin(), wanted.end(), [&](const auto& entry) {
    const Value* found = steps::find_variable(program, *at, entry.name);
    return found != nullptr && *found == entry.value;
  });
}

// Asks the duty of a message that a person may send; what goes with it says who sent it.
Result<Value> from_person(CommandContext& c, Execution& ex, const MessageRule& rule, const Receiver& receiver,
                          const Value& payload) {
  const InstanceId scope = ex.instance(receiver.instance).scope;
  const steps::TaskFacts facts(ex.program(), ex.state(), *c.world.zones, ex.case_id(), ex.here(), scope, c.at());
  duty::Question question;
  question.entrance = duty::Entrance::kMessage;
  question.actor = c.actor().person;
  question.duty = rule.duty;
  question.element = receiver.ordinal;
  question.instance = receiver.instance;
  const duty::Standing standing = TRY(check_duty(c, ex, question, facts.facts()));
  steps::record_acts(ex, question, standing, facts.facts());
  Context with = payload.is_context() ? payload.as_context() : Context{};
  with.set("by", Value::number(static_cast<std::int64_t>(c.actor().person.value)));
  with.set("at", Value::date_time(c.world.zones->local_date_time(c.at())));
  return Value::context(std::move(with));
}

// A start event is asked only when nobody waits.
Result<void> start_by(CommandContext& c, const journal::CorrelateMessage& body) {
  const auto starts = body.correlate.is_context()
                          ? std::vector<EventStart>{}
                          : steps::starts_of(*c.world.programs, graph::EventKind::kMessage, body.name);
  if (starts.size() != 1 || !body.key.empty()) return not_one(body, body.key.empty() ? starts.size() : 0);
  if (c.actor().person) return refused("runtime.message-not-for-persons", {{"message", body.name}});
  const graph::EventSpec& event = steps::event_of(*c.world.programs->latest(), starts.front());
  const auto units = steps::units_of(c.scratch.directory, event, c.scratch.directory.last_numbers().root);
  if (units.size() != 1) return not_one(body, units.size());
  return run(c, journal::StartByMessage{starts.front().process, event.ordinal, units.front(), body.name, body.payload,
                                        body.business_key});
}

}  // namespace

Result<void> run(CommandContext& c, const journal::CorrelateMessage& body) {
  std::vector<Receiver> meant;
  if (const ReceiverList* list = c.scratch.receivers.find(receiver_key(false, body.name, body.key)))
    std::copy_if(list->receivers.begin(), list->receivers.end(), std::back_inserter(meant),
                 [&](const Receiver& receiver) { return is_meant(c, receiver, body); });
  if (meant.empty()) return start_by(c, body);
  if (meant.size() > 1) return not_one(body, meant.size());
  const Receiver receiver = meant.front();
  const Found found = TRY(find_case(c, receiver.case_id));
  c.out.record.case_id = receiver.case_id;
  Execution ex(c.scratch, c.world, *found.program, c.out.record);
  const MessageRule* rule = found.program->message_rule(ex.instance(receiver.instance).process, body.name);
  if (c.actor().person && rule == nullptr) return refused("runtime.message-not-for-persons", {{"message", body.name}});
  const Value payload = rule == nullptr ? body.payload : TRY(from_person(c, ex, *rule, receiver, body.payload));
  TRY_VOID(steps::receive(ex, receiver.instance, receiver.ordinal, payload));
  return settle(c, ex);
}

}  // namespace chancery::runtime::commands
