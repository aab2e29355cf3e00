#include "tests/support/faulty_event_store.h"

namespace chancery::test_support {

using namespace ports;

void FaultyEventStore::arm(Fault fault) {
  disarm();
  fault_ = std::move(fault);
}

void FaultyEventStore::disarm() {
  fault_.reset();
  calls_ = 0;
  failed_ = false;
}

bool FaultyEventStore::is_due() const {
  const std::uint64_t call = ++calls_;
  if (!fault_) return false;
  return fault_->persistence == Persistence::kPersistent ? call >= fault_->call : call == fault_->call;
}

template <class Call>
auto FaultyEventStore::guarded(Call&& call) const -> decltype(call()) {
  if (!is_due()) return call();
  failed_ = true;
  if (fault_->moment == Moment::kAfter) TRY_VOID(call());
  return fault_->error;
}

void FaultyEventStore::hold_appends() {
  const std::lock_guard lock(gate_);
  held_ = true;
}

void FaultyEventStore::release_appends() {
  {
    const std::lock_guard lock(gate_);
    held_ = false;
  }
  gate_opened_.notify_all();
}

bool FaultyEventStore::holds_one() const {
  const std::lock_guard lock(gate_);
  return one_waits_;
}

Result<void> FaultyEventStore::append(const AppendBatch& batch) {
  {
    std::unique_lock lock(gate_);
    one_waits_ = held_;
    gate_opened_.wait(lock, [this] { return !held_; });
    one_waits_ = false;
  }
  return guarded([&] { return store_.append(batch); });
}

Result<EventNumber> FaultyEventStore::last_number() const {
  return guarded([&] { return store_.last_number(); });
}

Result<void> FaultyEventStore::read_after(EventNumber after,
                                          const std::function<bool(EventNumber, BytesView)>& each) const {
  return guarded([&] { return store_.read_after(after, each); });
}

Result<Bytes> FaultyEventStore::read_one(EventNumber number) const {
  return guarded([&] { return store_.read_one(number); });
}

Result<void> FaultyEventStore::save_snapshot(const SnapshotDelta& delta) {
  return guarded([&] { return store_.save_snapshot(delta); });
}

Result<SnapshotMark> FaultyEventStore::snapshot_mark() const {
  return guarded([&] { return store_.snapshot_mark(); });
}

Result<void> FaultyEventStore::load_snapshot(
    const std::function<Result<void>(CaseId, BytesView)>& each_case,
    const std::function<Result<void>(std::string_view, BytesView)>& each_slice) const {
  return guarded([&] { return store_.load_snapshot(each_case, each_slice); });
}

Result<void> FaultyEventStore::drop_snapshot() {
  return guarded([&] { return store_.drop_snapshot(); });
}

Result<std::optional<PersonalCell>> FaultyEventStore::read_personal(std::string_view subject,
                                                                    std::string_view field) const {
  return guarded([&] { return store_.read_personal(subject, field); });
}

Result<std::vector<PersonalCell>> FaultyEventStore::read_personal_of(std::string_view subject) const {
  return guarded([&] { return store_.read_personal_of(subject); });
}

Result<std::uint64_t> FaultyEventStore::erase_personal(std::string_view subject) {
  return guarded([&] { return store_.erase_personal(subject); });
}

Result<std::vector<OutboxRow>> FaultyEventStore::read_outbox(std::size_t limit) const {
  return guarded([&] { return store_.read_outbox(limit); });
}

Result<void> FaultyEventStore::remove_outbox(EventNumber number, std::uint32_t ordinal) {
  return guarded([&] { return store_.remove_outbox(number, ordinal); });
}

Result<void> FaultyEventStore::maintain() {
  return guarded([&] { return store_.maintain(); });
}

}  // namespace chancery::test_support
