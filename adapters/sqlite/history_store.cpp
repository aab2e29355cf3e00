// The writing half; reading is in history_queries.cpp.
#include "adapters/sqlite/history_store.h"

namespace chancery::sqlite {

using namespace ports;

namespace {

Result<void> put_cases(Connection& connection, const std::vector<CaseRow>& rows) {
  // An upsert, not REPLACE: rewriting a row whose keys stay as they are leaves its index entries alone.
  Query put = TRY(connection.query(
      "INSERT INTO history_case (case_id, workflow, unit, starter, started_at, ended_at, outcome, title, head) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (case_id) DO UPDATE SET workflow = excluded.workflow, "
      "unit = excluded.unit, starter = excluded.starter, started_at = excluded.started_at, ended_at = "
      "excluded.ended_at, "
      "outcome = excluded.outcome, title = excluded.title, head = excluded.head"));
  for (const CaseRow& row : rows) {
    put.bind_number(1, row.case_id.value).bind(2, row.workflow).bind_number(3, row.unit.value);
    put.bind_number(4, row.starter.value).bind(5, row.started_at.ms);
    if (row.ended_at)
      put.bind(6, row.ended_at->ms);
    else
      put.bind_null(6);
    TRY_VOID(put.bind(7, row.outcome).bind(8, row.title).bind_number(9, row.head.value).run());
  }
  return {};
}

Result<void> put_acts(Connection& connection, const std::vector<ActRow>& rows) {
  Query put = TRY(connection.query(
      "INSERT OR REPLACE INTO history_act (case_id, event, ordinal, person, on_behalf_of, duty, kind, element, at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  Query actor = TRY(connection.query("INSERT OR IGNORE INTO history_actor (person, case_id) VALUES (?, ?)"));
  for (const ActRow& row : rows) {
    put.bind_number(1, row.case_id.value).bind_number(2, row.event.value).bind_number(3, row.ordinal);
    put.bind_number(4, row.person.value).bind_number(5, row.on_behalf_of.value);
    TRY_VOID(put.bind(6, row.duty).bind(7, row.kind).bind(8, row.element).bind(9, row.at.ms).run());
    TRY_VOID(actor.bind_number(1, row.person.value).bind_number(2, row.case_id.value).run());
  }
  return {};
}

Result<void> put_lines(Connection& connection, const std::vector<BookLineRow>& rows) {
  Query put = TRY(connection.query(
      "INSERT OR REPLACE INTO history_line (book, scope, event, year, number, case_id, at, corrects, fields, ordinal) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  for (const BookLineRow& row : rows) {
    put.bind(1, row.book).bind(2, row.scope).bind_number(3, row.event.value).bind(4, std::int64_t{row.year});
    put.bind_number(5, row.number).bind_number(6, row.case_id.value).bind(7, row.at.ms);
    TRY_VOID(put.bind_number(8, row.corrects).bind(9, BytesView(row.fields)).bind_number(10, row.ordinal).run());
  }
  return {};
}

Result<void> put_refusals(Connection& connection, const std::vector<RefusalRow>& rows) {
  Query put = TRY(connection.query(
      "INSERT OR REPLACE INTO history_refusal (case_id, event, constraint_id, person, element, at, count) "
      "VALUES (?, ?, ?, ?, ?, ?, ?)"));
  for (const RefusalRow& row : rows) {
    put.bind_number(1, row.case_id.value).bind_number(2, row.event.value).bind(3, row.constraint);
    TRY_VOID(
        put.bind_number(4, row.person.value).bind(5, row.element).bind(6, row.at.ms).bind_number(7, row.count).run());
  }
  return {};
}

Result<void> move_mark(Connection& connection, EventNumber mark) {
  const auto now = static_cast<std::uint64_t>(TRY(connection.integer("SELECT mark FROM history_mark")));
  if (mark.value < now)
    return invalid("ports.mark-back", {{"mark", std::to_string(mark.value)}, {"now", std::to_string(now)}});
  Query put = TRY(connection.query("INSERT OR REPLACE INTO history_mark (id, mark) VALUES (1, ?)"));
  return put.bind_number(1, mark.value).run();
}

}  // namespace

Result<void> SqliteHistoryStore::append(const HistoryDelta& delta) {
  return database_.write([&](Connection& connection) -> Result<void> {
    TRY_VOID(move_mark(connection, delta.mark));
    TRY_VOID(put_cases(connection, delta.cases));
    TRY_VOID(put_acts(connection, delta.acts));
    TRY_VOID(put_lines(connection, delta.lines));
    return put_refusals(connection, delta.refusals);
  });
}

Result<EventNumber> SqliteHistoryStore::mark() const {
  const auto reader = TRY(database_.reader());
  return EventNumber{static_cast<std::uint64_t>(TRY(reader->integer("SELECT mark FROM history_mark")))};
}

Result<void> SqliteHistoryStore::clear() {
  return database_.write([](Connection& connection) {
    return connection.execute(
        "DELETE FROM history_case; DELETE FROM history_act; DELETE FROM history_actor; DELETE FROM history_line; "
        "DELETE FROM history_refusal; DELETE FROM history_mark;");
  });
}

}  // namespace chancery::sqlite
