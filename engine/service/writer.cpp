#include "engine/service/writer.h"

#include <algorithm>
#include <chrono>

#include "engine/service/projection.h"

namespace chancery::service {

void note_registered(Outcome& outcome, const journal::Record& record) {
  for (const journal::Event& event : record.events)
    if (const auto* line = std::get_if<journal::LineAppended>(&event))
      outcome.registered.push_back({line->book, line->text});
}

Writer::Writer(Engine::Impl& impl) : impl_(impl), committer_([this] { wake(); }) {
  open_ = std::make_unique<Batch>(&impl_.committed);
  open_->last = impl_.last;
}

// On the committer's thread: the writer either has not looked yet whether the job is done, or waits and is told.
void Writer::wake() {
  { const std::lock_guard lock(impl_.queue_mutex_); }
  impl_.wake_.notify_all();
}

void Writer::run() {
  std::vector<Queued> taken;
  while (wait(taken)) work(std::exchange(taken, {}));
  settle();
}

// Waits for commands, for the disk or for the next due timer. False when the engine stops and the queue is empty.
bool Writer::wait(std::vector<Queued>& taken) {
  std::unique_lock lock(impl_.queue_mutex_);
  const std::size_t room = impl_.options.batch_max - std::min(impl_.options.batch_max, open_->pending.size());
  const auto ready = [&] {
    const bool more = !impl_.queue_.empty();
    return (more ? room > 0 : impl_.stopping_) || (has_job_ && committer_.is_idle());
  };
  // Timers are looked for once a second; the clock may jump, so no single long sleep rests on it. Rows that the tables lack are not
  // waited with for long, nor written while somebody waits for the next commit: readers find them in memory.
  const bool rows_wait = impl_.history.delta.mark && !has_job_ && !history_failed_;
  const auto span = std::chrono::milliseconds(rows_wait ? 5 : impl_.options.timers ? 250 : 1000);
  is_idle_ = !impl_.wake_.wait_for(lock, span, ready);
  while (!impl_.queue_.empty() && taken.size() < room) {
    taken.push_back(std::move(impl_.queue_.front()));
    impl_.queue_.pop_front();
  }
  if (!taken.empty() || !has_job_) history_failed_ = false;  // time to try again
  return !(impl_.stopping_ && taken.empty() && impl_.queue_.empty());
}

// max(last stamp, clock): a clock that jumps backwards never makes time run backwards here.
Instant Writer::stamp() {
  const Instant now = impl_.ports.clock->now();
  if (now > impl_.last_at.load()) impl_.last_at = now;
  return impl_.last_at;
}

void Writer::work(std::vector<Queued> taken) {
  turn(Queue::kHasMore);
  const Instant at = stamp();
  if (impl_.options.timers) fire_due_timers(at);
  for (Queued& queued : taken) {
    decide_one(queued, at);
    turn(Queue::kHasMore);
  }
  turn(is_idle_ ? Queue::kIdle : Queue::kDrained);
}

// Between two commands: what has become durable is published and answered, and the open batch goes to the disk when that is free.
void Writer::turn(Queue queue) {
  if (!committer_.is_idle()) return;
  land();
  if (open_->records.empty()) answer(*open_);  // nothing that has to become durable, and nothing below that does
  if (impl_.history.size() >= kHistoryRowsMax && !history_failed_) return begin_history();
  const bool drained = queue != Queue::kHasMore;
  if (open_->records.size() >= kRecordsWorthACommit || (drained && !open_->records.empty())) return launch();
  if (queue == Queue::kIdle && !history_failed_) begin_history();  // the tables catch up
}

void Writer::settle() {
  do {
    committer_.wait_until_idle();
    turn(Queue::kIdle);
  } while (has_job_);
}

void Writer::launch() {
  in_flight_ = std::move(open_);
  open_ = std::make_unique<Batch>(&in_flight_->state);
  open_->last = in_flight_->last;
  has_job_ = true;
  committer_.begin([this] {
    // First: those of the last batch have been answered.
    maintained_ = impl_.ports.events->maintain();
    written_ = impl_.ports.events->append(in_flight_->append);
  });
}

// What the committer's last job was about, now that it is done.
void Writer::land() {
  if (!std::exchange(has_job_, false)) return;
  warn("maintenance-failed", maintained_);
  if (in_flight_ == nullptr) return land_history();
  if (written_) {
    publish(*in_flight_);
    project(*in_flight_);
    remember_keys(*in_flight_);
    open_->state.rest_on(&impl_.committed);
    answer(*in_flight_);
  } else {
    if (impl_.ports.log != nullptr)
      impl_.ports.log->write(ports::LogLevel::kError, "commit-failed", {{"code", written_.error().code}});
    fail(*in_flight_, written_.error());
    fail(*open_, written_.error());  // it was decided on what is not there
    open_ = std::make_unique<Batch>(&impl_.committed);
    open_->last = impl_.last;
  }
  in_flight_ = nullptr;
  if (impl_.since_snapshot_ >= impl_.options.snapshot_every) warn("snapshot-failed", impl_.write_snapshot());
}

void Writer::answer(Batch& batch) {
  for (Pending& p : std::exchange(batch.pending, {})) p.handler(std::move(p.answer));
}

void Writer::fail(Batch& batch, const Error& error) {
  {
    std::unique_lock lock(impl_.mutex_);
    for (const auto& [id, program] : batch.programs) impl_.programs.remove(id);
  }
  for (Pending& p : batch.pending) p.answer = Rejection{error, {}, {}, {}};
  answer(batch);
}

void Writer::warn(std::string_view what, const Result<void>& result) const {
  if (result || impl_.ports.log == nullptr) return;
  impl_.ports.log->write(ports::LogLevel::kWarning, what, {{"code", result.error().code}});
}

void Writer::publish(Batch& batch) {
  std::vector<UnitId> units;
  {
    std::unique_lock lock(impl_.mutex_);
    for (const auto& [number, after] : batch.state.start_timers.own())
      impl_.hot.update(number, impl_.committed.start_timers.find(number), after.get());
    for (const auto& [id, after] : batch.state.cases.own()) {
      const runtime::CaseState* before = impl_.committed.cases.find(id);
      impl_.hot.update(id, before, after.get());
      impl_.dirty_cases_[id] = after == nullptr;
      if (after == nullptr && before != nullptr) batch.ended[id] = impl_.committed.cases.share(id);
      units.push_back(after != nullptr ? after->unit : before != nullptr ? before->unit : UnitId{});
    }
    for (const auto& [number, after] : batch.state.start_timers.own())
      impl_.hot.update(number, impl_.committed.start_timers.find(number), after.get());
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
  std::unique_lock lock(impl_.history_mutex_);
  for (const journal::Record& record : batch.records) {
    const runtime::CaseState* c = record.case_id ? impl_.committed.cases.find(record.case_id) : nullptr;
    if (c == nullptr)
      if (const auto it = batch.ended.find(record.case_id); it != batch.ended.end()) c = it->second.get();
    project_record(impl_.history, c, impl_.programs, record);
  }
  impl_.history.delta.mark = batch.last;
}

// The rows collected so far go to the tables; until they stand there, readers find them in `history_written`.
void Writer::begin_history() {
  if (impl_.history_written == nullptr) {
    if (!impl_.history.delta.mark) return;  // nothing collected
    std::unique_lock lock(impl_.history_mutex_);
    impl_.history_written = std::make_shared<const PendingHistory>(std::exchange(impl_.history, {}));
  }
  has_job_ = true;
  committer_.begin([this] {
    written_ = impl_.ports.history->append(impl_.history_written->delta);
    maintained_ = impl_.ports.events->maintain();
  });
}

void Writer::land_history() {
  warn("history-failed", written_);
  history_failed_ = !written_;
  if (history_failed_) return;  // kept, and tried again
  std::unique_lock lock(impl_.history_mutex_);
  impl_.history_written = nullptr;
}

void Writer::remember_keys(Batch& batch) {
  for (RememberedKey& key : batch.keys) impl_.keys.add(std::move(key));
}

}  // namespace chancery::service
