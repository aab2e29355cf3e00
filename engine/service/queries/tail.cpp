#include "engine/service/queries/tail.h"

#include "engine/service/projection.h"

namespace chancery::service::queries {

namespace {
constexpr std::size_t kTailRecordsMax = 20'000;  // the writer flushes long before
}

Result<ports::HistoryDelta> history_tail(const Impl& impl) {
  ports::HistoryDelta delta;
  delta.mark = TRY(impl.ports.history->mark());
  EventNumber last;
  {
    const std::shared_lock lock(impl.mutex_);
    last = impl.last;
  }
  if (last <= delta.mark) return delta;
  Result<void> read;
  std::size_t taken = 0;
  TRY_VOID(impl.ports.events->read_after(delta.mark, [&](EventNumber number, BytesView bytes) {
    auto record = journal::decode_record(bytes);
    if (!record) {
      read = std::move(record).error();
      return false;
    }
    // The lock for one record: the case as it stands fills in what the record does not say.
    const std::shared_lock lock(impl.mutex_);
    const auto* c = record->case_id ? impl.committed.cases.find(record->case_id) : nullptr;
    project_record(delta, c, impl.programs, *record);
    return number < last && ++taken < kTailRecordsMax;
  }));
  if (!read) return std::move(read).error();
  return delta;
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
  const ports::HistoryDelta tail = TRY(history_tail(impl));
  std::optional<ports::CaseRow> row = TRY(impl.ports.history->find_case(id));
  for (const ports::CaseRow& newer : tail.cases) {
    if (newer.case_id != id) continue;
    if (!row) row = newer;
    overlay(*row, newer);
  }
  return row;
}

}  // namespace chancery::service::queries
