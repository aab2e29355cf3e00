#include "adapters/memory/history_store.h"

#include <algorithm>

namespace chancery::memory {

using namespace ports;

Result<void> MemoryHistoryStore::append(const HistoryDelta& delta) {
  const std::lock_guard guard(lock_);
  if (delta.mark < mark_)
    return invalid("ports.mark-back",
                   {{"mark", std::to_string(delta.mark.value)}, {"now", std::to_string(mark_.value)}});
  mark_ = delta.mark;
  for (const auto& row : delta.cases) cases_.insert_or_assign(row.case_id, row);
  for (const auto& row : delta.acts) acts_.insert_or_assign({row.case_id, row.event, row.ordinal}, row);
  for (const auto& row : delta.lines)
    lines_.insert_or_assign({row.book, row.scope, row.event, row.year, row.number, row.ordinal}, row);
  for (const auto& row : delta.refusals) refusals_.insert_or_assign({row.case_id, row.event, row.constraint}, row);
  return {};
}

Result<EventNumber> MemoryHistoryStore::mark() const {
  const std::lock_guard guard(lock_);
  return mark_;
}

Result<void> MemoryHistoryStore::clear() {
  const std::lock_guard guard(lock_);
  mark_ = {};
  cases_.clear();
  acts_.clear();
  lines_.clear();
  refusals_.clear();
  return {};
}

bool MemoryHistoryStore::has_act(CaseId id, PersonId person) const {
  for (auto it = acts_.lower_bound({id, EventNumber{}, 0}); it != acts_.end() && it->second.case_id == id; ++it)
    if (it->second.person == person) return true;
  return false;
}

Result<std::vector<CaseRow>> MemoryHistoryStore::cases(const CaseQuery& query) const {
  const std::lock_guard guard(lock_);
  const std::size_t limit = std::min(query.limit, kHistoryPageRowsMax);
  std::vector<CaseRow> out;
  for (auto it = cases_.rbegin(); it != cases_.rend() && out.size() < limit; ++it) {
    const CaseRow& row = it->second;
    if (query.before && row.case_id >= query.before) continue;
    if (query.unit && row.unit != *query.unit) continue;
    if (query.starter && row.starter != *query.starter) continue;
    if (query.filter != CaseFilter::kAny && row.ended_at.has_value() != (query.filter == CaseFilter::kEnded)) continue;
    if (query.actor && !has_act(row.case_id, *query.actor)) continue;
    out.push_back(row);
  }
  return out;
}

Result<std::optional<CaseRow>> MemoryHistoryStore::find_case(CaseId id) const {
  const std::lock_guard guard(lock_);
  const auto it = cases_.find(id);
  if (it == cases_.end()) return std::optional<CaseRow>();
  return std::optional(it->second);
}

Result<std::vector<ActRow>> MemoryHistoryStore::acts_of_case(CaseId id) const {
  const std::lock_guard guard(lock_);
  std::vector<ActRow> out;
  for (auto it = acts_.lower_bound({id, EventNumber{}, 0}); it != acts_.end() && it->second.case_id == id; ++it)
    out.push_back(it->second);
  return out;
}

Result<std::vector<BookLineRow>> MemoryHistoryStore::lines(const LineQuery& query) const {
  const std::lock_guard guard(lock_);
  const std::size_t limit = std::min(query.limit, kHistoryPageRowsMax);
  std::vector<BookLineRow> out;
  if (limit == 0) return out;
  for (auto it = lines_.rbegin(); it != lines_.rend(); ++it) {
    const BookLineRow& row = it->second;
    if (row.book != query.book || row.scope != query.scope) continue;
    if (query.before && row.event >= query.before) continue;
    if (query.year != 0 && row.year != query.year) continue;
    if (out.size() >= limit && out.back().event != row.event) break;
    out.push_back(row);
  }
  return out;
}

Result<std::vector<RefusalRow>> MemoryHistoryStore::refusals_of_case(CaseId id) const {
  const std::lock_guard guard(lock_);
  std::vector<RefusalRow> out;
  for (auto it = refusals_.lower_bound({id, EventNumber{}, {}}); it != refusals_.end() && it->second.case_id == id;
       ++it)
    out.push_back(it->second);
  return out;
}

}  // namespace chancery::memory
