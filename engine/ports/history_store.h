// HistoryStore: the projections that people page through (cases, acts, register lines, refusals). All of it can be rebuilt from
// the journal. Written by the writer in larger batches with a mark; a reader that knows record n waits for mark ≥ n.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/base/instant.h"
#include "engine/base/result.h"

namespace chancery::ports {

struct CaseRow {
  CaseId case_id;
  std::string workflow;
  UnitId unit;
  PersonId starter;
  Instant started_at;
  std::optional<Instant> ended_at;
  std::string outcome;  // "" while it runs
  std::string title;    // no personal data
  EventNumber head;     // last record of the case
  bool operator==(const CaseRow&) const = default;
};

struct ActRow {
  EventNumber event;
  std::uint32_t ordinal = 0;  // within the record
  CaseId case_id;
  PersonId person;
  PersonId on_behalf_of;  // 0 when for himself
  std::string duty;
  std::string kind;     // claimed, completed, …
  std::string element;  // BPMN element id
  Instant at;
  bool operator==(const ActRow&) const = default;
};

struct BookLineRow {
  std::string book;
  std::string scope;  // "demo-gacha" or "demo-gacha-committee": the unit or object that the numbering runs over
  std::int32_t year = 0;
  std::uint64_t number = 0;  // gap-free from 1 within book, scope and year
  EventNumber event;
  CaseId case_id;
  Instant at;
  std::uint64_t corrects = 0;  // the line that this counter-entry corrects
  Bytes fields;                // encoded Value (a context)
  std::uint32_t ordinal = 0;   // within the record: an entry and what is added to it at once share all else
  bool operator==(const BookLineRow&) const = default;
};

struct RefusalRow {
  EventNumber event;
  CaseId case_id;
  PersonId person;
  std::string constraint;
  std::string element;
  Instant at;
  std::uint32_t count = 1;
  bool operator==(const RefusalRow&) const = default;
};

struct HistoryDelta {
  EventNumber mark;
  std::vector<CaseRow> cases;  // inserted or replaced by case_id
  std::vector<ActRow> acts;
  std::vector<BookLineRow> lines;
  std::vector<RefusalRow> refusals;
};

enum class CaseFilter : unsigned char { kAny, kRunning, kEnded };

struct CaseQuery {
  std::optional<UnitId> unit{};
  std::optional<PersonId> starter{};
  std::optional<PersonId> actor{};  // has an act in it
  CaseFilter filter = CaseFilter::kAny;
  CaseId before{};  // cursor: only smaller ids; 0 = from the newest
  std::size_t limit = 50;
};

struct LineQuery {
  std::string book{};
  std::string scope{};
  std::int32_t year = 0;  // 0 = all
  EventNumber before{};   // cursor; 0 = from the newest
  std::size_t limit = 50;
};

// The most rows of one page, whatever limit is asked for.
inline constexpr std::size_t kHistoryPageRowsMax = 1'000;

class HistoryStore {
 public:
  virtual ~HistoryStore() = default;
  // One transaction. Rows of a key that is there already (case; case, event, ordinal; book, event, ordinal; case, event, constraint) replace
  // it. invalid ports.mark-back {mark, now} when the mark is smaller than the present one.
  virtual Result<void> append(const HistoryDelta& delta) = 0;
  virtual Result<EventNumber> mark() const = 0;
  virtual Result<void> clear() = 0;  // before a rebuild

  virtual Result<std::vector<CaseRow>> cases(const CaseQuery& query) const = 0;  // newest first
  virtual Result<std::optional<CaseRow>> find_case(CaseId id) const = 0;
  virtual Result<std::vector<ActRow>> acts_of_case(CaseId id) const = 0;  // oldest first
  // Newest first. The lines of one record are never parted: a page may be longer than its limit by those of its last record.
  virtual Result<std::vector<BookLineRow>> lines(const LineQuery& query) const = 0;
  virtual Result<std::vector<RefusalRow>> refusals_of_case(CaseId id) const = 0;  // oldest first
};

}  // namespace chancery::ports
