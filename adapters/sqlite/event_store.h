// SqliteEventStore: the journal in SQLite. Keeps the contract of engine/ports/event_store.h; one sync per batch.
// Stands on a SqliteDatabase of journal_schema(), which it shares with the history store.
#pragma once

#include <atomic>
#include <memory>

#include "adapters/sqlite/database.h"
#include "engine/ports/event_store.h"

namespace chancery::sqlite {

class SqliteEventStore final : public ports::EventStore {
 public:
  static Result<std::unique_ptr<SqliteEventStore>> open(SqliteDatabase& database);

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
  SqliteEventStore(SqliteDatabase& database, std::uint64_t last) : database_(database), last_(last) {}

  SqliteDatabase& database_;
  std::atomic<std::uint64_t> last_;  // durable; moves only after the commit
};

}  // namespace chancery::sqlite
