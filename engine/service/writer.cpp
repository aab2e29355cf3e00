#include "engine/service/writer.h"

#include <chrono>

#include "engine/package/loosening.h"
#include "engine/service/projection.h"
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

void note_registered(Outcome& outcome, const journal::Record& record) {
  for (const journal::Event& event : record.events)
    if (const auto* line = std::get_if<journal::LineAppended>(&event))
      outcome.registered.push_back({line->book, line->text});
}

std::string remembered_key(const journal::Actor& actor, std::string_view key) {
  std::string out = actor.service.empty() ? std::to_string(actor.person.value) : actor.service;
  out += kKeyMark;
  out += key.substr(0, key.find(kKeyMark));
  return out;
}

std::string_view mark_of(std::string_view key) {
  const std::size_t at = key.find(kKeyMark);
  return at == key.npos ? std::string_view() : key.substr(at + 1);
}

void Writer::run() {
  std::vector<Queued> taken;
  while (wait(taken)) work(std::exchange(taken, {}));
  flush_history();
}

// Waits for commands or the next due timer. False when the engine stops and the queue is empty.
bool Writer::wait(std::vector<Queued>& taken) {
  std::unique_lock lock(impl_.queue_mutex_);
  const auto ready = [this] { return impl_.stopping_ || !impl_.queue_.empty(); };
  if (!ready()) {
    lock.unlock();
    flush_history();  // idle: readers see everything
    lock.lock();
  }
  if (!ready()) {
    // Timers are looked for once a second; the clock may jump, so no single long sleep rests on it.
    impl_.wake_.wait_for(lock, std::chrono::milliseconds(impl_.options.timers ? 250 : 1000), ready);
  }
  while (!impl_.queue_.empty() && taken.size() < impl_.options.batch_max) {
    taken.push_back(std::move(impl_.queue_.front()));
    impl_.queue_.pop_front();
  }
  return !(impl_.stopping_ && taken.empty());
}

// max(last stamp, clock): a clock that jumps backwards never makes time run backwards here.
Instant Writer::stamp() {
  const Instant now = impl_.ports.clock->now();
  if (now > impl_.last_at) impl_.last_at = now;
  return impl_.last_at;
}

void Writer::work(std::vector<Queued> taken) {
  Batch batch(&impl_.committed);
  batch.last = impl_.last;
  const Instant at = stamp();
  if (impl_.options.timers) fire_due_timers(batch, at);
  for (Queued& queued : taken) decide_one(batch, queued, at);
  if (!batch.records.empty()) commit(batch);
  for (Pending& p : batch.pending) p.handler(std::move(p.answer));
  if (impl_.since_snapshot_ >= impl_.options.snapshot_every) {
    const auto written = impl_.write_snapshot();
    if (!written && impl_.ports.log != nullptr)
      impl_.ports.log->write(ports::LogLevel::kWarning, "snapshot-failed", {{"code", written.error().code}});
  }
  const auto maintained = impl_.ports.events->maintain();
  if (!maintained && impl_.ports.log != nullptr)
    impl_.ports.log->write(ports::LogLevel::kWarning, "maintenance-failed", {{"code", maintained.error().code}});
}

// Timers due by now come first, in order of due instant, as commands of the service clock.
void Writer::fire_due_timers(Batch& batch, Instant at) {
  std::vector<journal::FireTimer> due;
  for (const auto& [when, id, number] : impl_.hot.timers) {
    if (when > at || due.size() >= kTimersPerBatch) break;
    due.push_back({id, number});
  }
  for (const journal::FireTimer& timer : due) {
    journal::Command command;
    command.actor = service_actor("clock");
    command.at = at;
    command.body = timer;
    runtime::State scratch(&batch.state);
    runtime::Decision decision =
        runtime::decide_or_incident(scratch, impl_.world, command, EventNumber{batch.last.value + 1});
    const EventNumber cause = decision.record.number;
    auto follow_ups = std::move(decision.follow_ups);
    take(batch, scratch, std::move(decision.record));
    decide_follow_ups(batch, std::move(follow_ups), cause, at);
  }
}

const FirstAnswer* Writer::seen(const Batch& batch, const std::string& key) const {
  for (const auto& [known, first] : batch.keys)
    if (known == key) return &first;
  const auto it = impl_.keys.find(key);
  return it == impl_.keys.end() ? nullptr : &it->second;
}

// Compared here and not before: another deployment of the same batch may be the one in force by now.
std::vector<Diagnostic> Writer::loosenings_of(const Queued& queued) const {
  const runtime::Program* in_force = impl_.programs.latest();
  if (queued.program == nullptr || in_force == nullptr) return {};
  return package::loosenings(*in_force, *queued.program);
}

void Writer::decide_one(Batch& batch, Queued& queued, Instant at) {
  journal::Command& command = queued.command;
  const std::string key = command.key.empty() ? std::string() : remembered_key(command.actor, command.key);
  if (!key.empty())
    if (const FirstAnswer* first = seen(batch, key)) {
      if (first->mark != mark_of(command.key)) {
        batch.pending.push_back({std::move(queued.handler), Rejection{invalid("service.key-reused"), {}, {}, {}}});
        return;
      }
      Outcome again = first->outcome;
      again.repeated = true;
      batch.pending.push_back({std::move(queued.handler), std::move(again)});
      return;
    }
  if (auto taken_away = loosenings_of(queued); !taken_away.empty()) {
    Rejection loosened{refused("service.rules-loosened", {{"count", std::to_string(taken_away.size())}}), {}, {}, {}};
    loosened.diagnostics = std::move(taken_away);
    batch.pending.push_back({std::move(queued.handler), std::move(loosened)});
    return;
  }
  command.at = at;
  runtime::State scratch(&batch.state);
  runtime::Explanation why;
  const EventNumber number{batch.last.value + 1};
  auto decision = runtime::decide(scratch, impl_.world, command, number, why);
  if (!decision) {
    {
      std::lock_guard lock(impl_.metrics_mutex_);
      ++impl_.counters.refusals;
    }
    batch.pending.push_back({std::move(queued.handler), rejection(decision.error(), why)});
    record_refusal(batch, why, command, at);
    return;
  }
  Outcome outcome;
  outcome.number = number;
  outcome.case_id = decision->record.case_id;
  outcome.task = decision->task;
  outcome.case_ended = decision->case_ended;
  outcome.answer = std::move(decision->answer);
  if (queued.program != nullptr) {
    queued.program->id = PackageId{number.value};
    batch.programs.emplace_back(queued.program->id, queued.program);
  }
  note_registered(outcome, decision->record);
  for (auto& cell : queued.personal) batch.append.personal.push_back(std::move(cell));
  auto follow_ups = std::move(decision->follow_ups);
  take(batch, scratch, std::move(decision->record));
  if (queued.program != nullptr) {
    // Commands behind this one in the batch may start its workflows already; a failed commit takes it out again.
    std::unique_lock lock(impl_.mutex_);
    impl_.programs.add(queued.program->id, queued.program);
  }
  if (!key.empty()) {
    FirstAnswer first{outcome, std::string(mark_of(command.key))};
    first.outcome.registered = {};  // read again from the record when it is asked for again
    batch.keys.emplace_back(key, std::move(first));
  }
  decide_follow_ups(batch, std::move(follow_ups), number, at, &outcome);
  batch.pending.push_back({std::move(queued.handler), std::move(outcome)});
}

void Writer::decide_follow_ups(Batch& batch, std::vector<journal::CommandBody> bodies, EventNumber cause, Instant at,
                               Outcome* outcome) {
  std::deque<journal::CommandBody> open(std::make_move_iterator(bodies.begin()), std::make_move_iterator(bodies.end()));
  for (std::size_t done = 0; !open.empty() && done < kFollowUpsMax; ++done) {
    journal::Command command;
    command.actor = service_actor("router");
    command.at = at;
    command.cause = cause;
    command.body = std::move(open.front());
    open.pop_front();
    runtime::State scratch(&batch.state);
    runtime::Decision decision =
        runtime::decide_or_incident(scratch, impl_.world, command, EventNumber{batch.last.value + 1});
    for (auto& body : decision.follow_ups) open.push_back(std::move(body));
    if (outcome != nullptr) note_registered(*outcome, decision.record);
    take(batch, scratch, std::move(decision.record));
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
    runtime::State scratch(&batch.state);
    take(batch, scratch,
         runtime::to_incident(scratch, impl_.world, command, EventNumber{batch.last.value + 1}, why).record);
  }
}

// The record joins the batch, its state the batch's layer. One that says nothing is no record.
void Writer::take(Batch& batch, runtime::State& scratch, journal::Record record) {
  if (record.events.empty()) return;
  scratch.merge_down();
  batch.last = record.number;
  ports::StoredRecord stored;
  stored.number = record.number;
  stored.case_id = record.case_id;
  stored.bytes = journal::encode_record(record);
  std::uint32_t ordinal = 0;
  for (const journal::Event& event : record.events)
    if (const auto* notice = std::get_if<journal::NoticeQueued>(&event)) {
      ByteWriter payload;
      encode(payload, notice->notice);
      batch.append.outbox.push_back({record.number, ordinal++, "notify.send", payload.take()});
    }
  batch.append.records.push_back(std::move(stored));
  batch.records.push_back(std::move(record));
}

// A refusal at an entrance is an event too; equal ones of one person on one task count once an hour.
void Writer::record_refusal(Batch& batch, const runtime::Explanation& why, const journal::Command& command,
                            Instant at) {
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
  record.number = EventNumber{batch.last.value + 1};
  record.at = at;
  record.actor = command.actor;
  record.command = journal::command_kind(command.body);
  // A case that was only about to begin does not exist.
  const runtime::CaseState* here = why.case_id ? batch.state.cases.find(why.case_id) : nullptr;
  if (here != nullptr) {
    record.case_id = why.case_id;
    record.previous = here->head;
  }
  record.events.push_back(std::move(*event));
  runtime::State scratch(&batch.state);
  runtime::apply(scratch, impl_.programs, record);
  take(batch, scratch, std::move(record));
}

void Writer::commit(Batch& batch) {
  const auto written = impl_.ports.events->append(batch.append);
  if (!written) {
    if (impl_.ports.log != nullptr)
      impl_.ports.log->write(ports::LogLevel::kError, "commit-failed", {{"code", written.error().code}});
    {
      std::unique_lock lock(impl_.mutex_);
      for (const auto& [id, program] : batch.programs) impl_.programs.remove(id);
    }
    for (Pending& p : batch.pending) p.answer = Rejection{written.error(), {}, {}, {}};
    return;
  }
  publish(batch);
  project(batch);
  remember_keys(batch);
}

void Writer::publish(Batch& batch) {
  std::vector<UnitId> units;
  {
    std::unique_lock lock(impl_.mutex_);
    for (const auto& [id, after] : batch.state.cases.own()) {
      const runtime::CaseState* before = impl_.committed.cases.find(id);
      impl_.hot.update(id, before, after.get());
      impl_.dirty_cases_[id] = after == nullptr;
      if (after == nullptr && before != nullptr) batch.ended[id] = impl_.committed.cases.share(id);
      units.push_back(after != nullptr ? after->unit : before != nullptr ? before->unit : UnitId{});
    }
    batch.state.merge_down();
    impl_.last = batch.last;
  }
  impl_.since_snapshot_ += batch.records.size();
  {
    std::lock_guard lock(impl_.metrics_mutex_);
    ++impl_.counters.commits;
    impl_.counters.records += batch.records.size();
    impl_.counters.commands += batch.pending.size();
  }
  std::lock_guard lock(impl_.listeners_mutex_);
  for (const auto& [handle, listener] : impl_.listeners) listener(impl_.last, units);
}

void Writer::project(const Batch& batch) {
  {
    std::unique_lock lock(impl_.history_mutex_);
    add_rows(batch);
  }
  if (impl_.history.size() >= kHistoryRowsMax) flush_history();
}

void Writer::add_rows(const Batch& batch) {
  for (const journal::Record& record : batch.records) {
    const runtime::CaseState* c = record.case_id ? impl_.committed.cases.find(record.case_id) : nullptr;
    if (c == nullptr)
      if (const auto it = batch.ended.find(record.case_id); it != batch.ended.end()) c = it->second.get();
    project_record(impl_.history, c, impl_.programs, record);
  }
  impl_.history.delta.mark = batch.last;
}

void Writer::flush_history() {
  if (!impl_.history.delta.mark) return;
  const auto written = impl_.ports.history->append(impl_.history.delta);  // readers may look at it meanwhile
  if (!written) {
    if (impl_.ports.log != nullptr)
      impl_.ports.log->write(ports::LogLevel::kWarning, "history-failed", {{"code", written.error().code}});
    return;  // kept, and tried again with the next batch
  }
  std::unique_lock lock(impl_.history_mutex_);
  impl_.history = {};
}

void Writer::remember_keys(Batch& batch) {
  for (auto& [key, first] : batch.keys) impl_.remember_key(impl_.last_at, std::move(key), std::move(first));
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
