// The reading half of SqliteHistoryStore. Every page starts at a key of an index, so that its cost does not grow with history.
#include <algorithm>

#include "adapters/sqlite/history_store.h"

namespace chancery::sqlite {

using namespace ports;

namespace {

constexpr std::uint64_t kNewest = static_cast<std::uint64_t>(INT64_MAX);

constexpr std::string_view kCaseColumns =
    "SELECT c.case_id, c.workflow, c.unit, c.starter, c.started_at, c.ended_at, c.outcome, c.title, c.head ";

CaseRow case_row(const Query& row) {
  CaseRow out;
  out.case_id = CaseId{row.number(0)};
  out.workflow = row.text(1);
  out.unit = UnitId{row.number(2)};
  out.starter = PersonId{row.number(3)};
  out.started_at = Instant{row.integer(4)};
  if (!row.is_null(5)) out.ended_at = Instant{row.integer(5)};
  out.outcome = row.text(6);
  out.title = row.text(7);
  out.head = EventNumber{row.number(8)};
  return out;
}

// The statement's text depends on which filters are set, not on their values, so that each form is prepared once. The most
// selective filter leads: a person's own cases are few beside a unit's.
std::string case_page_sql(const CaseQuery& query) {
  std::string sql(kCaseColumns);
  std::string key = "c.case_id";
  if (query.actor) {
    sql += "FROM history_actor a CROSS JOIN history_case c ON c.case_id = a.case_id WHERE a.person = ?1";
    key = "a.case_id";
  } else {
    sql += "FROM history_case c WHERE ?1 IS NULL";
  }
  // A unary plus keeps a column from being looked up by index.
  const bool starter_leads = !query.actor && query.starter;
  const bool unit_leads = !query.actor && !query.starter && query.unit;
  if (query.starter) sql += starter_leads ? " AND c.starter = ?2" : " AND +c.starter = ?2";
  if (query.unit) sql += unit_leads ? " AND c.unit = ?3" : " AND +c.unit = ?3";
  if (query.filter == CaseFilter::kRunning) sql += " AND c.ended_at IS NULL";
  if (query.filter == CaseFilter::kEnded) sql += " AND c.ended_at IS NOT NULL";
  return sql + " AND " + key + " < ?4 ORDER BY " + key + " DESC LIMIT ?5";
}

BookLineRow line_row(const Query& row, const LineQuery& query) {
  const BytesView fields = row.blob(6);
  return {query.book,
          query.scope,
          static_cast<std::int32_t>(row.integer(1)),
          row.number(2),
          EventNumber{row.number(0)},
          CaseId{row.number(3)},
          Instant{row.integer(4)},
          row.number(5),
          Bytes(fields.begin(), fields.end()),
          static_cast<std::uint32_t>(row.number(7))};
}

}  // namespace

Result<std::vector<CaseRow>> SqliteHistoryStore::cases(const CaseQuery& query) const {
  const auto reader = TRY(database_.reader());
  Query rows = TRY(reader->query(case_page_sql(query)));
  if (query.actor) rows.bind_number(1, query.actor->value);
  if (query.starter) rows.bind_number(2, query.starter->value);
  if (query.unit) rows.bind_number(3, query.unit->value);
  rows.bind_number(4, query.before ? query.before.value : kNewest);
  rows.bind_number(5, std::min(query.limit, kHistoryPageRowsMax));
  std::vector<CaseRow> out;
  while (TRY(rows.step())) out.push_back(case_row(rows));
  return out;
}

Result<std::optional<CaseRow>> SqliteHistoryStore::find_case(CaseId id) const {
  const auto reader = TRY(database_.reader());
  Query row = TRY(reader->query(std::string(kCaseColumns) + "FROM history_case c WHERE c.case_id = ?"));
  if (!TRY(row.bind_number(1, id.value).step())) return std::optional<CaseRow>();
  return std::optional(case_row(row));
}

Result<std::vector<ActRow>> SqliteHistoryStore::acts_of_case(CaseId id) const {
  const auto reader = TRY(database_.reader());
  Query rows =
      TRY(reader->query("SELECT event, ordinal, person, on_behalf_of, duty, kind, element, at FROM history_act "
                        "WHERE case_id = ? ORDER BY event, ordinal"));
  rows.bind_number(1, id.value);
  std::vector<ActRow> out;
  while (TRY(rows.step()))
    out.push_back({EventNumber{rows.number(0)}, static_cast<std::uint32_t>(rows.number(1)), id,
                   PersonId{rows.number(2)}, PersonId{rows.number(3)}, std::string(rows.text(4)),
                   std::string(rows.text(5)), std::string(rows.text(6)), Instant{rows.integer(7)}});
  return out;
}

Result<std::vector<BookLineRow>> SqliteHistoryStore::lines(const LineQuery& query) const {
  const std::size_t limit = std::min(query.limit, kHistoryPageRowsMax);
  const auto reader = TRY(database_.reader());
  Query rows =
      TRY(reader->query("SELECT event, year, number, case_id, at, corrects, fields, ordinal FROM history_line WHERE "
                        "book = ?1 AND scope = ?2 "
                        "AND event < ?3 AND (?4 = 0 OR year = ?4) ORDER BY event DESC, year DESC, number DESC, "
                        "ordinal DESC"));
  rows.bind(1, query.book).bind(2, query.scope).bind_number(3, query.before ? query.before.value : kNewest);
  rows.bind(4, std::int64_t{query.year});
  std::vector<BookLineRow> out;
  if (limit == 0) return out;
  while (TRY(rows.step())) {
    // The cursor is a record's number, so the lines of one record are never parted.
    if (out.size() >= limit && out.back().event.value != rows.number(0)) break;
    out.push_back(line_row(rows, query));
  }
  return out;
}

Result<std::vector<RefusalRow>> SqliteHistoryStore::refusals_of_case(CaseId id) const {
  const auto reader = TRY(database_.reader());
  Query rows =
      TRY(reader->query("SELECT event, person, constraint_id, element, at, count FROM history_refusal "
                        "WHERE case_id = ? ORDER BY event, constraint_id"));
  rows.bind_number(1, id.value);
  std::vector<RefusalRow> out;
  while (TRY(rows.step()))
    out.push_back({EventNumber{rows.number(0)}, id, PersonId{rows.number(1)}, std::string(rows.text(2)),
                   std::string(rows.text(3)), Instant{rows.integer(4)}, static_cast<std::uint32_t>(rows.number(5))});
  return out;
}

}  // namespace chancery::sqlite
