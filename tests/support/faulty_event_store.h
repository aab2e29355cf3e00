// FaultyEventStore: passes every call to another store and fails the one it was armed for. With nothing armed it is that store.
// A sweep arms it for call 1, 2, 3 … of a workload until the workload ends without meeting the fault.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "engine/ports/event_store.h"

namespace chancery::test_support {

enum class Persistence : unsigned char { kTransient, kPersistent };  // that call only, or every call from it on
enum class Moment : unsigned char {
  kBefore,  // the call does nothing
  kAfter,   // the call does its work and its answer is lost, as when the process dies in between
};

struct Fault {
  std::uint64_t call = 1;  // counted from arming, reads and writes alike
  Persistence persistence = Persistence::kTransient;
  Moment moment = Moment::kBefore;
  Error error = unavailable("store.io", {{"file", "faulty"}, {"code", "10"}});
};

class FaultyEventStore final : public ports::EventStore {
 public:
  explicit FaultyEventStore(ports::EventStore& store) : store_(store) {}

  void arm(Fault fault);
  void disarm();
  std::uint64_t calls() const { return calls_; }  // since arming, disarming or construction
  bool has_failed() const { return failed_; }     // since arming

  // From now on an append waits, before it counts as a call, until all are released; for what happens meanwhile.
  void hold_appends();
  void release_appends();
  bool holds_one() const;  // an append waits

  Result<void> append(const ports::AppendBatch& batch) override;
  Result<EventNumber> last_number() const override;
  Result<void> read_after(EventNumber after, const std::function<bool(EventNumber, BytesView)>& each) const override;
  Result<Bytes> read_one(EventNumber number) const override;
  Result<void> save_snapshot(const ports::SnapshotDelta& delta) override;
  Result<ports::SnapshotMark> snapshot_mark() const override;
  Result<void> load_snapshot(const std::function<Result<void>(CaseId, BytesView)>& each_case,
                             const std::function<Result<void>(std::string_view, BytesView)>& each_slice) const override;
  Result<void> drop_snapshot() override;
  Result<std::optional<ports::PersonalCell>> read_personal(std::string_view subject,
                                                           std::string_view field) const override;
  Result<std::vector<ports::PersonalCell>> read_personal_of(std::string_view subject) const override;
  Result<std::uint64_t> erase_personal(std::string_view subject) override;
  Result<std::vector<ports::OutboxRow>> read_outbox(std::size_t limit) const override;
  Result<void> remove_outbox(EventNumber number, std::uint32_t ordinal) override;
  Result<void> maintain() override;

 private:
  bool is_due() const;
  template <class Call>
  auto guarded(Call&& call) const -> decltype(call());

  ports::EventStore& store_;
  std::optional<Fault> fault_;
  mutable std::atomic<std::uint64_t> calls_ = 0;
  mutable std::atomic<bool> failed_ = false;
  mutable std::mutex gate_;
  std::condition_variable gate_opened_;
  bool held_ = false;
  bool one_waits_ = false;
};

}  // namespace chancery::test_support
