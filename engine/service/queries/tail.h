// Tail: the history tables trail the journal by a few records while the writer is busy. The tail is those records, projected the same
// way, so that lists hold what was just written: a reader sees his own writes.
#pragma once

#include "engine/service/queries/reading.h"

namespace chancery::service::queries {

// Rows that the history tables do not have yet; empty when they have kept up. Read it before the tables: what is flushed in between is then
// seen twice, never not at all. Not under the lock.
ports::HistoryDelta history_tail(const Impl& impl);

// `row` completed by what the tail knows better: the tail has only what its records say.
void overlay(ports::CaseRow& row, const ports::CaseRow& newer);

// The row of one case, tail included; nullopt when there is none.
Result<std::optional<ports::CaseRow>> find_case_row(const Impl& impl, CaseId id);

}  // namespace chancery::service::queries
