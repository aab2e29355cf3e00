// MemoryHistoryStore: the projections in memory, same order and pages as the real store; queries walk everything.
#pragma once

#include <map>
#include <mutex>
#include <tuple>

#include "engine/ports/history_store.h"

namespace chancery::memory {

class MemoryHistoryStore final : public ports::HistoryStore {
 public:
  Result<void> append(const ports::HistoryDelta& delta) override;
  Result<EventNumber> mark() const override;
  Result<void> clear() override;

  Result<std::vector<ports::CaseRow>> cases(const ports::CaseQuery& query) const override;
  Result<std::optional<ports::CaseRow>> find_case(CaseId id) const override;
  Result<std::vector<ports::ActRow>> acts_of_case(CaseId id) const override;
  Result<std::vector<ports::BookLineRow>> lines(const ports::LineQuery& query) const override;
  Result<std::vector<ports::RefusalRow>> refusals_of_case(CaseId id) const override;

 private:
  bool has_act(CaseId id, PersonId person) const;

  mutable std::mutex lock_;
  EventNumber mark_;
  std::map<CaseId, ports::CaseRow> cases_;
  std::map<std::tuple<CaseId, EventNumber, std::uint32_t>, ports::ActRow> acts_;
  // book, scope, record, year, number, ordinal
  std::map<std::tuple<std::string, std::string, EventNumber, std::int32_t, std::uint64_t, std::uint32_t>,
           ports::BookLineRow>
      lines_;
  std::map<std::tuple<CaseId, EventNumber, std::string>, ports::RefusalRow> refusals_;
};

}  // namespace chancery::memory
