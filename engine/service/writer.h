// Writer: the one thread that decides. Takes what has queued and decides each command on a layer of its own into the open batch; hands
// that to the committer as soon as the disk is free, one transaction and one sync for all of it, and goes on deciding on top of what is
// not durable yet. A batch that has become durable is merged and published, and only then is everybody answered. A failed commit answers
// 503, also to what was decided on top of it, and leaves no trace (engine/docs/decisions/0009).
#pragma once

#include "engine/service/committer.h"
#include "engine/service/impl.h"

namespace chancery::service {

class Writer {
 public:
  explicit Writer(Engine::Impl& impl);
  void run();

 private:
  struct Pending {
    AnswerHandler handler;
    Answer answer;
  };
  struct DueTimer {
    Instant due;
    CaseId case_id;
    std::uint32_t number = 0;
    auto operator<=>(const DueTimer&) const = default;
  };
  struct Batch {
    explicit Batch(runtime::State* below) : state(below) {}
    runtime::State state;
    EventNumber last;
    ports::AppendBatch append;
    std::vector<journal::Record> records;
    std::vector<Pending> pending;
    std::vector<RememberedKey> keys;
    std::vector<std::pair<PackageId, std::shared_ptr<const runtime::Program>>> programs;
    std::vector<DueTimer> timers;  // that its records set; the hot index does not know them yet
    std::map<CaseId, std::shared_ptr<const runtime::CaseState>> ended;  // as they stood before this batch
  };
  // Whether more commands are there to be decided before the open batch is looked at again; idle: none has come for a while.
  enum class Queue : unsigned char { kHasMore, kDrained, kIdle };

  // ---- writer.cpp: the loop, and what happens to a batch
  void wake();
  bool wait(std::vector<Queued>& taken);
  Instant stamp();
  void work(std::vector<Queued> taken);
  void turn(Queue queue);
  void settle();
  void launch();
  void land();
  void answer(Batch& batch);
  void fail(Batch& batch, const Error& error);
  void publish(Batch& batch);
  void project(const Batch& batch);
  void begin_history();
  void land_history();
  void remember_keys(Batch& batch);
  void warn(std::string_view what, const Result<void>& result) const;

  // ---- writer_decide.cpp: one command into the open batch
  void fire_due_timers(Instant at);
  std::vector<DueTimer> timers_due(Instant at) const;
  bool is_still_set(const DueTimer& timer) const;
  void decide_one(Queued& queued, Instant at);
  // Commands that follow from a record of the batch. `outcome` (may be null) is told of register lines they write.
  void decide_follow_ups(std::vector<journal::CommandBody> bodies, EventNumber cause, Instant at,
                         Outcome* outcome = nullptr);
  void take(runtime::State& scratch, journal::Record record);
  void record_refusal(const runtime::Explanation& why, const journal::Command& command, Instant at);
  const RememberedKey* seen(std::string_view key) const;
  std::vector<Diagnostic> loosenings_of(const Queued& queued, Instant at) const;
  EventNumber next_number() const { return EventNumber{open_->last.value + 1}; }
  Rejection rejection(const Error& error, const runtime::Explanation& why) const;

  Engine::Impl& impl_;
  std::unique_ptr<Batch> in_flight_;  // with the committer; below the open one
  std::unique_ptr<Batch> open_;       // never null
  bool has_job_ = false;              // the committer has one, or one of which has not been looked at yet
  Result<void> written_;              // by the committer's last job
  Result<void> maintained_;
  bool history_failed_ = false;
  bool is_idle_ = false;  // the last wait ended with nothing to do
  Committer committer_;   // last: its thread ends first
};

// Adds the register lines of a record to what an act left behind.
void note_registered(Outcome& outcome, const journal::Record& record);
// Keys in one slice of a snapshot, and slices before the first is written over: more than kKeysMax together.
inline constexpr std::uint64_t kKeysPerChunk = 8192;
inline constexpr std::uint64_t kKeyChunks = 32;
static_assert(kKeysPerChunk * (kKeyChunks - 2) > kKeysMax);
inline constexpr std::string_view kKeySlice = "keys-";
// Rows of history that are collected before they are written.
inline constexpr std::size_t kHistoryRowsMax = 2'000;
// Records that are worth a commit although more commands wait: so many are decided in about the time that one commit takes.
inline constexpr std::size_t kRecordsWorthACommit = 16;

}  // namespace chancery::service
