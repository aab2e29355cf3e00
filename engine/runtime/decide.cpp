#include "engine/runtime/decide.h"

#include "engine/runtime/commands/context.h"

namespace chancery::runtime {

namespace {

journal::Record begin_record(const State& state, const journal::Command& command, EventNumber number) {
  journal::Record record;
  record.number = number;
  record.at = command.at;
  record.cause = command.cause;
  record.actor = command.actor;
  record.key = command.key;
  record.command = journal::command_kind(command.body);
  record.occurred_at = command.occurred_at;
  record.case_id = case_of(state, command.body);
  return record;
}

// The record before this one in its case; the case's head follows at once, as replay will do it.
void link(State& scratch, journal::Record& record) {
  if (!record.case_id) return;
  const CaseState* state = scratch.cases.find(record.case_id);
  if (state == nullptr) return;
  record.previous = state->head;
  scratch.cases.edit(record.case_id).head = record.number;
}

std::vector<std::pair<std::string, std::string>> named(const Error& why) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& p : why.parameters) out.emplace_back(p.name, p.value);
  return out;
}

// Nothing begins, and nobody waits for it: the record says what was to begin where, and why it did not.
void start_failed(State& scratch, const World& world, std::uint32_t process, std::uint32_t ordinal, UnitId unit,
                  const Error& why, journal::Record& record) {
  record.case_id = {};
  journal::StartFailed event{world.programs->latest()->id, process, ordinal, unit, why.code, named(why)};
  apply(scratch, *world.programs, {record.number, record.at, {}}, event);
  record.events.emplace_back(std::move(event));
}

}  // namespace

CaseId case_of(const State& state, const journal::CommandBody& body) {
  return std::visit(
      [&state](const auto& b) -> CaseId {
        if constexpr (requires { b.case_id; }) {
          return b.case_id;
        } else if constexpr (requires { b.task; }) {
          const TaskPlace* place = state.tasks.find(b.task);
          return place == nullptr ? CaseId{} : place->case_id;
        } else {
          return CaseId{};
        }
      },
      body);
}

Result<Decision> decide(State& scratch, const World& world, const journal::Command& command, EventNumber number,
                        Explanation& why) {
  if (command.actor.person.value == 0 && command.actor.service.empty() &&
      !std::holds_alternative<journal::Found>(command.body))
    return Error{ErrorKind::kUnauthorized, "runtime.no-actor", {}};
  Decision out;
  out.record = begin_record(scratch, command, number);
  const CaseState* before = out.record.case_id ? scratch.cases.find(out.record.case_id) : nullptr;
  const EventNumber head = before == nullptr ? EventNumber{} : before->head;
  commands::CommandContext context{scratch, world, command, out, why};
  const Result<void> done =
      std::visit([&context](const auto& body) { return commands::run(context, body); }, command.body);
  if (!done) return done.error();
  out.record.previous = head;
  if (!head)
    link(scratch, out.record);  // a case found only by its message, or one that has just begun
  else if (scratch.cases.find(out.record.case_id) != nullptr)
    scratch.cases.edit(out.record.case_id).head = out.record.number;
  if (out.record.previous == out.record.number) out.record.previous = {};
  return out;
}

Decision decide_or_incident(State& scratch, const World& world, const journal::Command& command, EventNumber number) {
  Explanation why;
  Result<Decision> first = decide(scratch, world, command, number, why);
  if (first) return std::move(first).value();
  scratch.clear();
  return to_incident(scratch, world, command, number, first.error());
}

Decision to_incident(State& scratch, const World& world, const journal::Command& command, EventNumber number,
                     const Error& why) {
  Decision out;
  out.record = begin_record(scratch, command, number);
  if (const auto* start = std::get_if<journal::StartByMessage>(&command.body)) {
    start_failed(scratch, world, start->process, start->ordinal, start->unit, why, out.record);
    return out;
  }
  if (const auto* start = std::get_if<journal::StartByTimer>(&command.body)) {
    start_failed(scratch, world, start->process, start->ordinal, start->unit, why, out.record);
    return out;
  }
  journal::IncidentRaised incident;
  if (const auto* timer = std::get_if<journal::FireTimer>(&command.body)) {
    incident.timer = timer->timer;
    incident.instance = scratch.cases.find(timer->case_id)->find_timer(timer->timer)->instance;
  } else if (const auto* message = std::get_if<journal::DeliverMessage>(&command.body)) {
    const CaseState* state = scratch.cases.find(message->case_id);
    if (state == nullptr || state->find_subscription(message->instance, message->ordinal) == nullptr) return out;
    incident.instance = message->instance;
    incident.ordinal = message->ordinal;
    incident.payload = message->payload;
  } else {
    return out;
  }
  incident.code = why.code;
  incident.parameters = named(why);
  apply(scratch, *world.programs, {out.record.number, out.record.at, out.record.case_id}, incident);
  out.record.events.emplace_back(std::move(incident));
  link(scratch, out.record);
  return out;
}

}  // namespace chancery::runtime
