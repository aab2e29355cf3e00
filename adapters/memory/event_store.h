// MemoryEventStore: the journal in memory. Keeps the contract of engine/ports/event_store.h except that nothing outlives it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/ports/event_store.h"

namespace chancery::memory {

class MemoryEventStore final : public ports::EventStore {
 public:
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

  Result<void> maintain() override { return {}; }

 private:
  struct Snapshot {
    ports::SnapshotMark mark;
    std::map<CaseId, Bytes> cases;
    std::map<std::string, Bytes> slices;
  };
  std::shared_ptr<const Bytes> record(std::uint64_t number) const;

  mutable std::mutex lock_;
  std::vector<std::shared_ptr<const Bytes>> records_;  // number - 1
  Snapshot snapshot_;
  std::map<std::pair<std::string, std::string>, ports::PersonalCell> personal_;  // by subject, field
  std::map<std::pair<EventNumber, std::uint32_t>, ports::OutboxRow> outbox_;
};

}  // namespace chancery::memory
