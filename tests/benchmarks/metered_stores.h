// MeteredStores: an event store and a history store that hand every call on and note how long it took, on the clock
// and on the CPU. The noting is two clock readings a call, one call a batch. Written by the engine's writer and committer,
// read by any.
#pragma once

#include <mutex>
#include <optional>

#include "engine/ports/event_store.h"
#include "engine/ports/history_store.h"
#include "tests/benchmarks/meters.h"

namespace chancery::benchmarks {

struct Spent {
  std::uint64_t calls = 0;
  std::int64_t wall_ns = 0;
  std::int64_t cpu_ns = 0;
};

struct StoreTimes {
  Spent append;                          // the commits
  Spent history;                         // the tables that people page through
  Spent snapshot;                        // saving the state
  Spent checkpoint;                      // maintain(), nearly always nothing
  std::vector<std::uint32_t> batches;    // records of each commit
  std::optional<ThreadMeter> committer;  // known after the first commit
  std::optional<ThreadMeter> writer;     // likewise
};

class StoreMeter {
 public:
  template <class Call>
  auto timed(Spent StoreTimes::*part, Call&& call) {
    const std::int64_t wall = now_ns();
    const std::int64_t cpu = thread_cpu_ns();
    auto result = call();
    const std::lock_guard guard(lock_);
    Spent& spent = times_.*part;
    ++spent.calls;
    spent.wall_ns += now_ns() - wall;
    spent.cpu_ns += thread_cpu_ns() - cpu;
    return result;
  }
  void note_batch(std::size_t records);  // on the committer's thread
  void note_publication();               // on the writer's
  StoreTimes read() const;
  void reset();  // forgets all but who the writer is

 private:
  mutable std::mutex lock_;
  StoreTimes times_;
};

class MeteredEventStore final : public ports::EventStore {
 public:
  MeteredEventStore(ports::EventStore& inner, StoreMeter& meter) : inner_(inner), meter_(meter) {}

  Result<void> append(const ports::AppendBatch& batch) override;
  Result<void> save_snapshot(const ports::SnapshotDelta& delta) override;
  Result<void> maintain() override;

  Result<EventNumber> last_number() const override { return inner_.last_number(); }
  Result<void> read_after(EventNumber after, const std::function<bool(EventNumber, BytesView)>& each) const override {
    return inner_.read_after(after, each);
  }
  Result<Bytes> read_one(EventNumber number) const override { return inner_.read_one(number); }
  Result<ports::SnapshotMark> snapshot_mark() const override { return inner_.snapshot_mark(); }
  Result<void> load_snapshot(
      const std::function<Result<void>(CaseId, BytesView)>& each_case,
      const std::function<Result<void>(std::string_view, BytesView)>& each_slice) const override {
    return inner_.load_snapshot(each_case, each_slice);
  }
  Result<void> drop_snapshot() override { return inner_.drop_snapshot(); }
  Result<std::optional<ports::PersonalCell>> read_personal(std::string_view subject,
                                                           std::string_view field) const override {
    return inner_.read_personal(subject, field);
  }
  Result<std::vector<ports::PersonalCell>> read_personal_of(std::string_view subject) const override {
    return inner_.read_personal_of(subject);
  }
  Result<std::uint64_t> erase_personal(std::string_view subject) override { return inner_.erase_personal(subject); }
  Result<std::vector<ports::OutboxRow>> read_outbox(std::size_t limit) const override {
    return inner_.read_outbox(limit);
  }
  Result<void> remove_outbox(EventNumber number, std::uint32_t ordinal) override {
    return inner_.remove_outbox(number, ordinal);
  }

 private:
  ports::EventStore& inner_;
  StoreMeter& meter_;
};

class MeteredHistoryStore final : public ports::HistoryStore {
 public:
  MeteredHistoryStore(ports::HistoryStore& inner, StoreMeter& meter) : inner_(inner), meter_(meter) {}

  Result<void> append(const ports::HistoryDelta& delta) override;

  Result<EventNumber> mark() const override { return inner_.mark(); }
  Result<void> clear() override { return inner_.clear(); }
  Result<std::vector<ports::CaseRow>> cases(const ports::CaseQuery& query) const override {
    return inner_.cases(query);
  }
  Result<std::optional<ports::CaseRow>> find_case(CaseId id) const override { return inner_.find_case(id); }
  Result<std::vector<ports::ActRow>> acts_of_case(CaseId id) const override { return inner_.acts_of_case(id); }
  Result<std::vector<ports::BookLineRow>> lines(const ports::LineQuery& query) const override {
    return inner_.lines(query);
  }
  Result<std::vector<ports::RefusalRow>> refusals_of_case(CaseId id) const override {
    return inner_.refusals_of_case(id);
  }

 private:
  ports::HistoryStore& inner_;
  StoreMeter& meter_;
};

}  // namespace chancery::benchmarks
