// SqliteHistoryStore: the projections that people page through, in the file of the journal. Written by the writer connection in
// batches of its own; read on pooled read-only connections, paged by key, never by offset.
#pragma once

#include "adapters/sqlite/database.h"
#include "engine/ports/history_store.h"

namespace chancery::sqlite {

class SqliteHistoryStore final : public ports::HistoryStore {
 public:
  explicit SqliteHistoryStore(SqliteDatabase& database) : database_(database) {}

  Result<void> append(const ports::HistoryDelta& delta) override;
  Result<EventNumber> mark() const override;
  Result<void> clear() override;

  Result<std::vector<ports::CaseRow>> cases(const ports::CaseQuery& query) const override;
  Result<std::optional<ports::CaseRow>> find_case(CaseId id) const override;
  Result<std::vector<ports::ActRow>> acts_of_case(CaseId id) const override;
  Result<std::vector<ports::BookLineRow>> lines(const ports::LineQuery& query) const override;
  Result<std::vector<ports::RefusalRow>> refusals_of_case(CaseId id) const override;

 private:
  SqliteDatabase& database_;
};

}  // namespace chancery::sqlite
