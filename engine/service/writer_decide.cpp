// How the writer decides: each command on a layer of its own, with all that follows from it, into the open batch.
#include <algorithm>

#include "engine/package/loosening.h"
#include "engine/service/projection.h"
#include "engine/service/writer.h"
#include "engine/value/codec.h"

namespace chancery::service {

namespace {

constexpr std::size_t kFollowUpsMax = 1'000;
constexpr std::size_t kTimersPerBatch = 1'000;

journal::Actor service_actor(std::string name) { return {PersonId{}, "", std::move(name)}; }

Value text_value(const duty::Text& text) {
  Context out;
  out.set("zh", Value::text(text.zh));
  out.set("en", Value::text(text.en));
  return Value::context(std::move(out));
}
Value text_value(const journal::NamePair& text) { return text_value(duty::Text{text.zh, text.en}); }

}  // namespace

// Timers due by now come first, in order of due instant, as commands of the service clock.
void Writer::fire_due_timers(Instant at) {
  for (const DueTimer& timer : timers_due(at)) {
    // One that stands in the index may have fired or ended already, in what is not durable yet.
    if (!is_still_set(timer)) continue;
    journal::Command command;
    command.actor = service_actor("clock");
    command.at = at;
    command.body = journal::FireTimer{timer.case_id, timer.number};
    runtime::State scratch(&open_->state);
    runtime::Decision decision = runtime::decide_or_incident(scratch, impl_.world, command, next_number());
    const EventNumber cause = decision.record.number;
    auto follow_ups = std::move(decision.follow_ups);
    take(scratch, std::move(decision.record));
    decide_follow_ups(std::move(follow_ups), cause, at);
  }
}

bool Writer::is_still_set(const DueTimer& timer) const {
  if (!timer.case_id) {
    const runtime::StartTimer* start = open_->state.start_timers.find(timer.number);
    return start != nullptr && start->armed && start->due == timer.due;
  }
  const runtime::CaseState* c = open_->state.cases.find(timer.case_id);
  const runtime::Timer* set = c == nullptr ? nullptr : c->find_timer(timer.number);
  return set != nullptr && !set->stopped && set->due == timer.due;
}

std::vector<Writer::DueTimer> Writer::timers_due(Instant at) const {
  std::vector<DueTimer> due;
  for (const auto& [when, id, number] : impl_.hot.timers) {
    if (when > at || due.size() >= kTimersPerBatch) break;
    due.push_back({when, id, number});
  }
  for (const Batch* batch : {in_flight_.get(), open_.get()})
    if (batch != nullptr)
      std::copy_if(batch->timers.begin(), batch->timers.end(), std::back_inserter(due),
                   [at](const DueTimer& timer) { return timer.due <= at; });
  std::sort(due.begin(), due.end());
  due.erase(std::unique(due.begin(), due.end()), due.end());
  return due;
}

const RememberedKey* Writer::seen(std::string_view key) const {
  for (const Batch* batch : {open_.get(), in_flight_.get()})
    if (batch != nullptr)
      for (const RememberedKey& known : batch->keys)
        if (known.key() == key) return &known;
  return impl_.keys.find(key);
}

// Compared here and not before: another deployment of the same batch may be the one in force by now.
std::vector<Diagnostic> Writer::loosenings_of(const Queued& queued, Instant at) const {
  const runtime::Program* in_force = impl_.programs.latest();
  if (queued.program == nullptr || in_force == nullptr) return {};
  return package::loosenings(*in_force, *queued.program, impl_.ports.zones->local_date_time(at).date);
}

void Writer::decide_one(Queued& queued, Instant at) {
  Batch& batch = *open_;
  journal::Command& command = queued.command;
  const std::string key = command.key.empty() ? std::string() : remembered_key(command.actor, command.key);
  if (!key.empty())
    if (const RememberedKey* first = seen(key)) {
      if (first->mark() != mark_of(command.key)) {
        batch.pending.push_back({std::move(queued.handler), Rejection{invalid("service.key-reused"), {}, {}, {}}});
        return;
      }
      Outcome again = first->outcome();
      again.repeated = true;
      batch.pending.push_back({std::move(queued.handler), std::move(again)});
      return;
    }
  if (auto taken_away = loosenings_of(queued, at); !taken_away.empty()) {
    Rejection loosened{refused("service.rules-loosened", {{"count", std::to_string(taken_away.size())}}), {}, {}, {}};
    loosened.diagnostics = std::move(taken_away);
    batch.pending.push_back({std::move(queued.handler), std::move(loosened)});
    return;
  }
  command.at = at;
  runtime::State scratch(&batch.state);
  runtime::Explanation why;
  const EventNumber number = next_number();
  runtime::World world = impl_.world;
  world.deploying = queued.program.get();
  if (queued.program != nullptr) queued.program->id = PackageId{number.value};
  auto decision = runtime::decide(scratch, world, command, number, why);
  if (!decision) {
    {
      std::lock_guard lock(impl_.metrics_mutex_);
      ++impl_.counters.refusals;
    }
    batch.pending.push_back({std::move(queued.handler), rejection(decision.error(), why)});
    record_refusal(why, command, at);
    return;
  }
  Outcome outcome;
  outcome.number = number;
  outcome.case_id = decision->record.case_id;
  outcome.task = decision->task;
  outcome.case_ended = decision->case_ended;
  outcome.answer = std::move(decision->answer);
  if (queued.program != nullptr) batch.programs.emplace_back(queued.program->id, queued.program);
  note_registered(outcome, decision->record);
  for (auto& cell : queued.personal) batch.append.personal.push_back(std::move(cell));
  auto follow_ups = std::move(decision->follow_ups);
  take(scratch, std::move(decision->record));
  if (queued.program != nullptr) {
    // Commands behind this one in the batch may start its workflows already; a failed commit takes it out again.
    std::unique_lock lock(impl_.mutex_);
    impl_.programs.add(queued.program->id, queued.program);
  }
  if (!key.empty()) batch.keys.emplace_back(at, key, mark_of(command.key), outcome);
  decide_follow_ups(std::move(follow_ups), number, at, &outcome);
  batch.pending.push_back({std::move(queued.handler), std::move(outcome)});
}

void Writer::decide_follow_ups(std::vector<journal::CommandBody> bodies, EventNumber cause, Instant at,
                               Outcome* outcome) {
  std::deque<journal::CommandBody> open(std::make_move_iterator(bodies.begin()), std::make_move_iterator(bodies.end()));
  for (std::size_t done = 0; !open.empty() && done < kFollowUpsMax; ++done) {
    journal::Command command;
    command.body = std::move(open.front());
    command.actor = service_actor(std::holds_alternative<journal::StartByTimer>(command.body) ? "clock" : "router");
    command.at = at;
    command.cause = cause;
    open.pop_front();
    runtime::State scratch(&open_->state);
    runtime::Decision decision = runtime::decide_or_incident(scratch, impl_.world, command, next_number());
    for (auto& body : decision.follow_ups) open.push_back(std::move(body));
    if (outcome != nullptr) note_registered(*outcome, decision.record);
    take(scratch, std::move(decision.record));
  }
  if (open.empty()) return;
  if (impl_.ports.log != nullptr)
    impl_.ports.log->write(ports::LogLevel::kWarning, "too-many-follow-ups", {{"left", std::to_string(open.size())}});
  // Whoever waits for one of the rest finds it as an incident, to be retried.
  const Error why = too_large("service.too-many-follow-ups", {{"limit", std::to_string(kFollowUpsMax)}});
  for (journal::CommandBody& body : open) {
    journal::Command command;
    command.actor = service_actor("router");
    command.at = at;
    command.cause = cause;
    command.body = std::move(body);
    runtime::State scratch(&open_->state);
    take(scratch, runtime::to_incident(scratch, impl_.world, command, next_number(), why).record);
  }
}

// The record joins the batch, its state the batch's layer. One that says nothing is no record.
void Writer::take(runtime::State& scratch, journal::Record record) {
  if (record.events.empty()) return;
  Batch& batch = *open_;
  scratch.merge_down();
  batch.last = record.number;
  ports::StoredRecord stored;
  stored.number = record.number;
  stored.case_id = record.case_id;
  stored.bytes = journal::encode_record(record);
  std::uint32_t ordinal = 0;
  for (const journal::Event& event : record.events) {
    if (const auto* timer = std::get_if<journal::TimerSet>(&event))
      batch.timers.push_back({Instant{timer->due_ms}, record.case_id, timer->timer});
    if (const auto* notice = std::get_if<journal::NoticeQueued>(&event)) {
      ByteWriter payload;
      encode(payload, notice->notice);
      batch.append.outbox.push_back({record.number, ordinal++, "notify.send", payload.take()});
    }
  }
  batch.append.records.push_back(std::move(stored));
  batch.records.push_back(std::move(record));
}

// A refusal at an entrance is an event too; equal ones of one person on one task count once an hour.
void Writer::record_refusal(const runtime::Explanation& why, const journal::Command& command, Instant at) {
  std::optional<journal::RefusalRecorded> event;
  const runtime::Program* program = impl_.programs.latest();
  if (why.refusal && program != nullptr) {
    event = impl_.refusals_.count(why.question, *program->rules, why.case_id, *why.refusal, at);
  } else if (why.check) {
    event.emplace();
    event->person = command.actor.person;
    event->entrance = journal::Entrance::kComplete;
    event->constraint = why.check->id;
    event->refused = command.actor.person;
    event->count = 1;
  }
  if (!event) return;
  journal::Record record;
  record.number = next_number();
  record.at = at;
  record.actor = command.actor;
  record.command = journal::command_kind(command.body);
  // A case that was only about to begin does not exist.
  const runtime::CaseState* here = why.case_id ? open_->state.cases.find(why.case_id) : nullptr;
  if (here != nullptr) {
    record.case_id = why.case_id;
    record.previous = here->head;
  }
  record.events.emplace_back(std::move(*event));
  runtime::State scratch(&open_->state);
  runtime::apply(scratch, impl_.programs, record);
  take(scratch, std::move(record));
}

Rejection Writer::rejection(const Error& error, const runtime::Explanation& why) const {
  Rejection out;
  out.error = error;
  for (const forms::FieldFault& fault : why.faults)
    out.faults.push_back({fault.pointer, invalid(fault.code, fault.parameters)});
  if (why.refusal) {
    const duty::Refusal& r = *why.refusal;
    RefusalDetail detail;
    detail.constraint = r.rule();
    detail.message = r.message.zh.empty() ? Value() : text_value(r.message);
    detail.remedy = r.remedy.zh.empty() ? Value() : text_value(r.remedy);
    detail.hard = r.strength == duty::Strength::kHard;
    for (const auto& b : r.basis) detail.basis.push_back({b.source, b.article});
    for (const auto& e : r.evidence)
      detail.evidence.push_back({e.event, e.person, e.duty, std::string(act_name(e.kind)), e.at});
    detail.could_act = r.could_act;
    out.refusal = std::move(detail);
  } else if (why.check) {
    RefusalDetail detail;
    detail.constraint = why.check->id;
    detail.message = text_value(why.check->message);
    if (!why.check->remedy.zh.empty()) detail.remedy = text_value(why.check->remedy);
    detail.hard = why.check->hard;
    if (why.check->basis.is_list())
      for (const Value& b : why.check->basis.as_list())
        detail.basis.push_back({std::string(b.get_text("source")), std::string(b.get_text("article"))});
    out.refusal = std::move(detail);
  }
  return out;
}

}  // namespace chancery::service
