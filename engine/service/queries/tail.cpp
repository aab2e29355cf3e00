#include "engine/service/queries/tail.h"

namespace chancery::service::queries {

ports::HistoryDelta history_tail(const Impl& impl) {
  const std::shared_lock lock(impl.history_mutex_);
  return impl.history.delta;
}

void overlay(ports::CaseRow& row, const ports::CaseRow& newer) {
  row.head = newer.head;
  if (!newer.workflow.empty()) row.workflow = newer.workflow;
  if (newer.unit) row.unit = newer.unit;
  if (newer.starter) row.starter = newer.starter;
  if (newer.started_at.ms != 0) row.started_at = newer.started_at;
  if (!newer.title.empty()) row.title = newer.title;
  if (newer.ended_at) {
    row.ended_at = newer.ended_at;
    row.outcome = newer.outcome;
  }
}

Result<std::optional<ports::CaseRow>> find_case_row(const Impl& impl, CaseId id) {
  // The tail first: a flush in between then shows a row twice, never not at all.
  std::optional<ports::CaseRow> newer;
  {
    const std::shared_lock lock(impl.history_mutex_);
    if (const ports::CaseRow* found = impl.history.find(id)) newer = *found;
  }
  if (newer && newer->ended_at && newer->started_at.ms != 0) return newer;  // nothing left for the tables to tell
  std::optional<ports::CaseRow> row = TRY(impl.ports.history->find_case(id));
  if (!newer) return row;
  if (!row) return newer;
  overlay(*row, *newer);
  return row;
}

}  // namespace chancery::service::queries
