#include "engine/service/queries/tail.h"

#include <algorithm>

namespace chancery::service::queries {

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

namespace {

// The rows of both; of a case that has one in each, one row that says what came later.
ports::HistoryDelta joined(const PendingHistory& older, const PendingHistory& newer) {
  PendingHistory tail = older;
  for (const ports::CaseRow& row : newer.delta.cases) {
    const bool is_known = tail.find(row.case_id) != nullptr;
    ports::CaseRow& place = tail.row(row.case_id);
    if (is_known)
      overlay(place, row);
    else
      place = row;
  }
  ports::HistoryDelta& out = tail.delta;
  out.acts.insert(out.acts.end(), newer.delta.acts.begin(), newer.delta.acts.end());
  out.lines.insert(out.lines.end(), newer.delta.lines.begin(), newer.delta.lines.end());
  out.refusals.insert(out.refusals.end(), newer.delta.refusals.begin(), newer.delta.refusals.end());
  out.mark = std::max(out.mark, newer.delta.mark);
  return std::move(out);
}

}  // namespace

ports::HistoryDelta history_tail(const Impl& impl) {
  const std::shared_lock lock(impl.history_mutex_);
  return impl.history_written == nullptr ? impl.history.delta : joined(*impl.history_written, impl.history);
}

Result<std::optional<ports::CaseRow>> find_case_row(const Impl& impl, CaseId id) {
  // The tail first: a flush in between then shows a row twice, never not at all.
  std::optional<ports::CaseRow> newer;
  {
    const std::shared_lock lock(impl.history_mutex_);
    if (impl.history_written != nullptr)
      if (const ports::CaseRow* found = impl.history_written->find(id)) newer = *found;
    if (const ports::CaseRow* found = impl.history.find(id)) {
      if (newer)
        overlay(*newer, *found);
      else
        newer = *found;
    }
  }
  if (newer && newer->ended_at && newer->started_at.ms != 0) return newer;  // nothing left for the tables to tell
  std::optional<ports::CaseRow> row = TRY(impl.ports.history->find_case(id));
  if (!newer) return row;
  if (!row) return newer;
  overlay(*row, *newer);
  return row;
}

}  // namespace chancery::service::queries
