// Cases as the contract shows them, and the question that comes before each page: may this person see the case at all?
#pragma once

#include "engine/service/queries/sight.h"
#include "engine/service/queries/story.h"

namespace chancery::service::queries {

// A case that the viewer may see. Running: `live` is set; ended: it is read from history and journal.
struct SeenCase {
  CaseId id;
  CasePointer live;
  std::optional<ports::CaseRow> row;  // of an ended case
  EventNumber head;
  UnitId unit;
  PersonId starter;
  PersonId applicant;
  bool entitled = false;  // to personal values in plain
};

// not_found service.no-case: not there, or not for this person. Not under the lock.
Result<SeenCase> see_case(const Impl& impl, Viewer viewer, CaseId id);

// For an outcome that a register line of the case explains: its reason, source, and the ways that are left; null else.
Value outcome_detail(const Story& story);

// CaseSummary of a running and of an ended case. Under the lock.
Value live_summary(const Reading& reading, CaseId id, const runtime::CaseState& c, PersonId viewer);
Value ended_summary(const Reading& reading, const ports::CaseRow& row);

}  // namespace chancery::service::queries
