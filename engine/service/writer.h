// Writer: the one thread that decides and commits. Takes what has queued, decides each command on a layer of its own, writes all records
// of the batch in one transaction, syncs once, merges, and only then answers everybody. A failed commit answers 503 and leaves no trace.
#pragma once

#include "engine/service/impl.h"

namespace chancery::service {

class Writer {
 public:
  explicit Writer(Engine::Impl& impl) : impl_(impl) {}
  void run();

 private:
  struct Pending {
    AnswerHandler handler;
    Answer answer;
  };
  struct Batch {
    explicit Batch(runtime::State* below) : state(below) {}
    runtime::State state;
    EventNumber last;
    ports::AppendBatch append;
    std::vector<journal::Record> records;
    std::vector<Pending> pending;
    std::vector<std::pair<std::string, FirstAnswer>> keys;
    std::vector<std::pair<PackageId, std::shared_ptr<const runtime::Program>>> programs;
    std::map<CaseId, std::shared_ptr<const runtime::CaseState>> ended;  // as they stood before this batch
  };

  bool wait(std::vector<Queued>& taken);
  Instant stamp();
  void work(std::vector<Queued> taken);
  void fire_due_timers(Batch& batch, Instant at);
  void decide_one(Batch& batch, Queued& queued, Instant at);
  // Commands that follow from a record of the batch. `outcome` (may be null) is told of register lines they write.
  void decide_follow_ups(Batch& batch, std::vector<journal::CommandBody> bodies, EventNumber cause, Instant at,
                         Outcome* outcome = nullptr);
  void take(Batch& batch, runtime::State& scratch, journal::Record record);
  void record_refusal(Batch& batch, const runtime::Explanation& why, const journal::Command& command, Instant at);
  std::vector<Diagnostic> loosenings_of(const Queued& queued) const;
  const FirstAnswer* seen(const Batch& batch, const std::string& key) const;
  void commit(Batch& batch);
  void publish(Batch& batch);
  void project(const Batch& batch);
  void add_rows(const Batch& batch);
  void flush_history();
  void remember_keys(Batch& batch);
  Rejection rejection(const Error& error, const runtime::Explanation& why) const;

  Engine::Impl& impl_;
};

// Adds the register lines of a record to what an act left behind.
void note_registered(Outcome& outcome, const journal::Record& record);
// How long an idempotency key is remembered.
inline constexpr std::int64_t kKeyLifeMs = 24LL * 60 * 60 * 1000;
inline constexpr std::size_t kKeysMax = 200'000;
// Keys in one slice of a snapshot, and slices before the first is written over: more than kKeysMax together.
inline constexpr std::uint64_t kKeysPerChunk = 8192;
inline constexpr std::uint64_t kKeyChunks = 32;
static_assert(kKeysPerChunk * (kKeyChunks - 2) > kKeysMax);
inline constexpr std::string_view kKeySlice = "keys-";
// Rows of history that are collected before they are written.
inline constexpr std::size_t kHistoryRowsMax = 2'000;
// The idempotency key as it is remembered: the actor's person or service, and the key without its mark.
std::string remembered_key(const journal::Actor& actor, std::string_view key);
// What follows kKeyMark in a key; "" when there is none.
std::string_view mark_of(std::string_view key);

}  // namespace chancery::service
