// Projection: one committed record into rows of the history tables. Deterministic, so that all of it can be rebuilt from the journal.
#pragma once

#include <string_view>

#include "engine/ports/history_store.h"
#include "engine/runtime/apply.h"

namespace chancery::service {

// `c` is the case as it stands after the record, or, when it ended, as it last stood; null when it began and ended in one batch.
// `delta` collects rows of many records.
void project_record(ports::HistoryDelta& delta, const runtime::CaseState* c, const runtime::Programs& programs,
                    const journal::Record& record);
// "claimed", "completed" … as history, evidence and timeline name an act.
std::string_view act_name(journal::ActKind kind);

}  // namespace chancery::service
