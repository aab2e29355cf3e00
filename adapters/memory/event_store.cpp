#include "adapters/memory/event_store.h"

namespace chancery::memory {

using namespace ports;

Result<void> MemoryEventStore::append(const AppendBatch& batch) {
  const std::lock_guard guard(lock_);
  std::uint64_t last = records_.size();
  for (const StoredRecord& record : batch.records) {
    if (record.number.value != last + 1)
      return invalid("ports.gap",
                     {{"expected", std::to_string(last + 1)}, {"got", std::to_string(record.number.value)}});
    ++last;
  }
  for (const StoredRecord& record : batch.records) records_.push_back(std::make_shared<const Bytes>(record.bytes));
  for (const PersonalCell& cell : batch.personal) personal_.insert_or_assign({cell.subject, cell.field}, cell);
  for (const OutboxRow& row : batch.outbox) outbox_.insert_or_assign({row.number, row.ordinal}, row);
  return {};
}

Result<EventNumber> MemoryEventStore::last_number() const {
  const std::lock_guard guard(lock_);
  return EventNumber{records_.size()};
}

std::shared_ptr<const Bytes> MemoryEventStore::record(std::uint64_t number) const {
  const std::lock_guard guard(lock_);
  return number == 0 || number > records_.size() ? nullptr : records_[number - 1];
}

Result<void> MemoryEventStore::read_after(EventNumber after,
                                          const std::function<bool(EventNumber, BytesView)>& each) const {
  for (std::uint64_t number = after.value + 1;; ++number) {
    const auto bytes = record(number);  // outside the lock: `each` may call the store
    if (bytes == nullptr || !each(EventNumber{number}, *bytes)) return {};
  }
}

Result<Bytes> MemoryEventStore::read_one(EventNumber number) const {
  const auto bytes = record(number.value);
  if (bytes == nullptr) return not_found("store.no-record", {{"number", std::to_string(number.value)}});
  return *bytes;
}

Result<void> MemoryEventStore::save_snapshot(const SnapshotDelta& delta) {
  const std::lock_guard guard(lock_);
  if (delta.mark.value > records_.size())
    return invalid("ports.mark-ahead",
                   {{"mark", std::to_string(delta.mark.value)}, {"last", std::to_string(records_.size())}});
  snapshot_.mark = {delta.mark, delta.state_format};
  for (const auto& [case_id, bytes] : delta.changed) snapshot_.cases.insert_or_assign(case_id, bytes);
  for (const CaseId case_id : delta.ended) snapshot_.cases.erase(case_id);
  for (const auto& [name, bytes] : delta.slices) snapshot_.slices.insert_or_assign(name, bytes);
  return {};
}

Result<SnapshotMark> MemoryEventStore::snapshot_mark() const {
  const std::lock_guard guard(lock_);
  return snapshot_.mark;
}

Result<void> MemoryEventStore::load_snapshot(
    const std::function<Result<void>(CaseId, BytesView)>& each_case,
    const std::function<Result<void>(std::string_view, BytesView)>& each_slice) const {
  const Snapshot snapshot = [this] {
    const std::lock_guard guard(lock_);
    return snapshot_;
  }();
  if (each_case)
    for (const auto& [case_id, bytes] : snapshot.cases) TRY_VOID(each_case(case_id, bytes));
  if (each_slice)
    for (const auto& [name, bytes] : snapshot.slices) TRY_VOID(each_slice(name, bytes));
  return {};
}

Result<void> MemoryEventStore::drop_snapshot() {
  const std::lock_guard guard(lock_);
  snapshot_ = {};
  return {};
}

Result<std::optional<PersonalCell>> MemoryEventStore::read_personal(std::string_view subject,
                                                                    std::string_view field) const {
  const std::lock_guard guard(lock_);
  const auto it = personal_.find({std::string(subject), std::string(field)});
  if (it == personal_.end()) return std::optional<PersonalCell>();
  return std::optional(it->second);
}

Result<std::vector<PersonalCell>> MemoryEventStore::read_personal_of(std::string_view subject) const {
  const std::lock_guard guard(lock_);
  std::vector<PersonalCell> cells;
  for (auto it = personal_.lower_bound({std::string(subject), {}}); it != personal_.end(); ++it) {
    if (it->first.first != subject) break;
    cells.push_back(it->second);
  }
  return cells;
}

Result<std::uint64_t> MemoryEventStore::erase_personal(std::string_view subject) {
  const std::lock_guard guard(lock_);
  return std::uint64_t{std::erase_if(personal_, [&](const auto& entry) { return entry.first.first == subject; })};
}

Result<std::vector<OutboxRow>> MemoryEventStore::read_outbox(std::size_t limit) const {
  const std::lock_guard guard(lock_);
  std::vector<OutboxRow> rows;
  for (const auto& [key, row] : outbox_) {
    if (rows.size() >= limit) break;
    rows.push_back(row);
  }
  return rows;
}

Result<void> MemoryEventStore::remove_outbox(EventNumber number, std::uint32_t ordinal) {
  const std::lock_guard guard(lock_);
  outbox_.erase({number, ordinal});
  return {};
}

}  // namespace chancery::memory
