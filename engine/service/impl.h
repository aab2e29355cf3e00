// Engine::Impl: what stands behind the door. The committed state with its lock, the queue, the writer thread, and what they share.
//
// Lock order: no two of queue_mutex_, mutex_ and history_mutex_ are ever held together. `committed`, `programs` and `hot` change only on
// the writer thread, under mutex_ held for writing; queries hold it for reading and take no longer than one page needs.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <thread>

#include "engine/duty/refusals.h"
#include "engine/package/package.h"
#include "engine/runtime/decide.h"
#include "engine/service/engine.h"
#include "engine/service/hot_index.h"
#include "engine/service/projection.h"
#include "engine/service/remembered_keys.h"

namespace chancery::service {

// A command on its way to the writer, with what is to be written beside its events.
struct Queued {
  journal::Command command;
  AnswerHandler handler;
  std::vector<ports::PersonalCell> personal;
  std::shared_ptr<runtime::Program> program;  // of a deployment, compiled already
};

// Remembered idempotency keys as they stand in a snapshot: the first of them has the running number `start`.
struct KeyRemembered {
  Instant at;
  std::string key;
  EventNumber number;
  CaseId case_id;
  std::string mark;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.at);
    v(2, s.key);
    v(3, s.number);
    v(4, s.case_id);
    v(5, s.mark);
  }
  bool operator==(const KeyRemembered&) const = default;
};
struct KeyChunk {
  std::uint64_t start = 0;
  std::vector<KeyRemembered> keys;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.start);
    v(2, s.keys);
  }
  bool operator==(const KeyChunk&) const = default;
};

class Engine::Impl {
 public:
  Impl(const EnginePorts& given, EngineOptions wanted) : ports(given), options(std::move(wanted)) {
    world.programs = &programs;
    world.zones = given.zones;
  }

  // ---- recovery.cpp
  Result<void> recover();
  Result<void> write_snapshot();
  std::uint32_t state_format() const;

  // ---- writer.cpp
  void start();
  void stop();
  void submit(Queued queued);

  // ---- personal.cpp
  // Moves personal values out of a validated form. Faults are answered as a Rejection.
  struct Prepared {
    Value form;
    std::vector<ports::PersonalCell> cells;
    PersonId applicant;
    std::optional<Rejection> rejection;
  };
  Prepared prepare_start(const journal::Actor& actor, std::string_view workflow, UnitId unit, const Value& form);
  Prepared prepare_completion(const journal::Actor& actor, TaskId task, const Value& form);
  Value store_personal(const std::string& subject, const std::string& field, const Value& value,
                       std::vector<ports::PersonalCell>& cells);
  std::string new_subject();
  std::string identity_hash(std::string_view id_no) const;

  // ---- what queries read
  Instant query_time() const;
  const runtime::Program* program_of(const runtime::CaseState& c) const { return programs.find(c.package); }

  EnginePorts ports;
  EngineOptions options;
  runtime::State committed;
  runtime::Programs programs;
  runtime::World world;
  HotIndex hot;
  mutable std::shared_mutex mutex_;
  EventNumber last;              // last committed record
  std::atomic<Instant> last_at;  // stamp of the last command; set by the writer, read by everybody
  RememberedKeys keys;

  // Rows that the history tables do not have yet: those that the writer collects, and before them those that are being written (or are
  // to be written again), null when there are none. Readers look at both.
  PendingHistory history;
  std::shared_ptr<const PendingHistory> history_written;
  mutable std::shared_mutex history_mutex_;

  mutable std::mutex names_mutex_;
  mutable std::map<PersonId, std::optional<std::string>> names_;
  std::uint64_t erasures_ = 0;  // a name that was read before one of them is not kept

  Metrics counters;
  mutable std::mutex metrics_mutex_;
  std::map<std::uint64_t, CommitListener> listeners;
  std::uint64_t next_listener = 1;
  std::mutex listeners_mutex_;

 private:
  friend class Writer;
  std::deque<Queued> queue_;
  mutable std::mutex queue_mutex_;
  std::condition_variable wake_;
  std::thread thread_;
  bool stopping_ = false;
  bool healthy_ = true;
  duty::RefusalCounter refusals_;
  std::size_t since_snapshot_ = 0;
  std::map<CaseId, bool> dirty_cases_;  // changed since the last snapshot; true = ended
  std::uint64_t keys_saved_ = 0;        // keys before this running number stand in a snapshot
  void slice_keys(ports::SnapshotDelta& delta) const;
  void restore_keys(std::vector<KeyChunk> chunks);

 public:
  bool healthy() const;
  std::size_t queue_size() const;
};

}  // namespace chancery::service
