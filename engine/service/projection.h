// Projection: one committed record into rows of the history tables. Deterministic, so that all of it can be rebuilt from the journal.
#pragma once

#include <string_view>
#include <unordered_map>

#include "engine/ports/history_store.h"
#include "engine/runtime/apply.h"

namespace chancery::service {

// Rows of many records on their way to the history tables, and where the row of each case stands among them.
struct PendingHistory {
  ports::HistoryDelta delta;
  std::unordered_map<std::uint64_t, std::size_t> row_of_case;  // case id → place in delta.cases

  ports::CaseRow& row(CaseId id);
  const ports::CaseRow* find(CaseId id) const;
  std::size_t size() const { return delta.acts.size() + delta.cases.size() + delta.lines.size(); }
};

// `c` is the case as it stands after the record, or, when it ended, as it last stood; null when it began and ended in one batch.
void project_record(PendingHistory& pending, const runtime::CaseState* c, const runtime::Programs& programs,
                    const journal::Record& record);
// "claimed", "completed" … as history, evidence and timeline name an act.
std::string_view act_name(journal::ActKind kind);

}  // namespace chancery::service
