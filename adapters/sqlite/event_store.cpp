#include "adapters/sqlite/event_store.h"

namespace chancery::sqlite {

using namespace ports;

namespace {

// Of the journal, read in one snapshot.
constexpr std::size_t kPageBytes = 1 << 20;
constexpr std::size_t kPageRecords = 8'192;

Result<void> insert_records(Connection& connection, const std::vector<StoredRecord>& records) {
  Query insert = TRY(connection.query("INSERT INTO record (number, case_id, bytes) VALUES (?, ?, ?)"));
  for (const StoredRecord& record : records)
    TRY_VOID(insert.bind_number(1, record.number.value)
                 .bind_number(2, record.case_id.value)
                 .bind(3, BytesView(record.bytes))
                 .run());
  return {};
}

// Overwrites live rows with zeros of the same length. SQLite writes a record of unchanged size over the old one, overflow pages
// too; 0 and 1 take the same room (none) in a record.
constexpr const char* kEraseOne =
    "UPDATE personal SET erased = 1, value = zeroblob(length(value)), salt = zeroblob(length(salt)) "
    "WHERE subject = ? AND field = ? AND erased = 0";
constexpr const char* kEraseSubject =
    "UPDATE personal SET erased = 1, value = zeroblob(length(value)), salt = zeroblob(length(salt)) "
    "WHERE subject = ? AND erased = 0";

Result<void> insert_personal(Connection& connection, const std::vector<PersonalCell>& cells) {
  if (cells.empty()) return {};
  Query erase = TRY(connection.query(kEraseOne));
  Query insert = TRY(connection.query(
      "INSERT INTO personal (erased, subject, field, value, salt) VALUES (0, ?, ?, CAST(? AS BLOB), ?)"));
  for (const PersonalCell& cell : cells) {
    TRY_VOID(erase.bind(1, cell.subject).bind(2, cell.field).run());
    TRY_VOID(insert.bind(1, cell.subject).bind(2, cell.field).bind(3, cell.value).bind(4, BytesView(cell.salt)).run());
  }
  return {};
}

Result<void> insert_outbox(Connection& connection, const std::vector<OutboxRow>& rows) {
  if (rows.empty()) return {};
  Query insert = TRY(connection.query("INSERT INTO outbox (number, ordinal, topic, payload) VALUES (?, ?, ?, ?)"));
  for (const OutboxRow& row : rows)
    TRY_VOID(insert.bind_number(1, row.number.value)
                 .bind_number(2, row.ordinal)
                 .bind(3, row.topic)
                 .bind(4, BytesView(row.payload))
                 .run());
  return {};
}

PersonalCell personal_cell(const Query& row, std::string_view subject) {
  const BytesView value = row.blob(1);
  const BytesView salt = row.blob(2);
  return {std::string(subject), std::string(row.text(0)), std::string(value.begin(), value.end()),
          Bytes(salt.begin(), salt.end())};
}

// A run of records read in one snapshot, so that `each` may take its time without holding one.
struct JournalPage {
  struct Entry {
    std::uint64_t number;
    std::size_t begin;
    std::size_t size;
  };
  std::vector<Entry> entries;
  Bytes bytes;
};

Result<void> read_page(SqliteDatabase& database, std::uint64_t after, JournalPage& page) {
  page.entries.clear();
  page.bytes.clear();
  const auto reader = TRY(database.reader());
  Query rows = TRY(reader->query("SELECT number, bytes FROM record WHERE number > ? ORDER BY number"));
  rows.bind_number(1, after);
  while (page.bytes.size() < kPageBytes && page.entries.size() < kPageRecords && TRY(rows.step())) {
    const BytesView bytes = rows.blob(1);
    page.entries.push_back({rows.number(0), page.bytes.size(), bytes.size()});
    page.bytes.insert(page.bytes.end(), bytes.begin(), bytes.end());
  }
  return {};
}

Result<void> replace_snapshot_rows(Connection& connection, const SnapshotDelta& delta) {
  Query put_case = TRY(connection.query("INSERT OR REPLACE INTO snapshot_case (case_id, bytes) VALUES (?, ?)"));
  for (const auto& [case_id, bytes] : delta.changed)
    TRY_VOID(put_case.bind_number(1, case_id.value).bind(2, BytesView(bytes)).run());
  Query drop_case = TRY(connection.query("DELETE FROM snapshot_case WHERE case_id = ?"));
  for (const CaseId case_id : delta.ended) TRY_VOID(drop_case.bind_number(1, case_id.value).run());
  Query put_slice = TRY(connection.query("INSERT OR REPLACE INTO snapshot_slice (name, bytes) VALUES (?, ?)"));
  for (const auto& [name, bytes] : delta.slices) TRY_VOID(put_slice.bind(1, name).bind(2, BytesView(bytes)).run());
  Query put_mark =
      TRY(connection.query("INSERT OR REPLACE INTO snapshot_mark (id, mark, state_format) VALUES (1, ?, ?)"));
  return put_mark.bind_number(1, delta.mark.value).bind_number(2, delta.state_format).run();
}

}  // namespace

Result<std::unique_ptr<SqliteEventStore>> SqliteEventStore::open(SqliteDatabase& database) {
  const auto reader = TRY(database.reader());
  const std::int64_t last = TRY(reader->integer("SELECT max(number) FROM record"));
  return std::unique_ptr<SqliteEventStore>(new SqliteEventStore(database, static_cast<std::uint64_t>(last)));
}

Result<void> SqliteEventStore::append(const AppendBatch& batch) {
  std::uint64_t last = last_;
  for (const StoredRecord& record : batch.records) {
    if (record.number.value != last + 1)
      return invalid("ports.gap",
                     {{"expected", std::to_string(last + 1)}, {"got", std::to_string(record.number.value)}});
    ++last;
  }
  const auto change = [&](Connection& connection) -> Result<void> {
    TRY_VOID(insert_records(connection, batch.records));
    TRY_VOID(insert_personal(connection, batch.personal));
    return insert_outbox(connection, batch.outbox);
  };
  TRY_VOID(database_.write(change));
  last_ = last;
  return {};
}

Result<EventNumber> SqliteEventStore::last_number() const { return EventNumber{last_}; }

Result<void> SqliteEventStore::read_after(EventNumber after,
                                          const std::function<bool(EventNumber, BytesView)>& each) const {
  JournalPage page;
  std::uint64_t at = after.value;
  do {
    TRY_VOID(read_page(database_, at, page));
    for (const auto& entry : page.entries) {
      if (entry.number != at + 1)
        return corrupt("store.journal-gap", {{"file", database_.file()}, {"number", std::to_string(at + 1)}});
      at = entry.number;
      if (!each(EventNumber{at}, BytesView(page.bytes).subspan(entry.begin, entry.size))) return {};
    }
  } while (!page.entries.empty());
  return {};
}

Result<Bytes> SqliteEventStore::read_one(EventNumber number) const {
  const auto reader = TRY(database_.reader());
  Query row = TRY(reader->query("SELECT bytes FROM record WHERE number = ?"));
  if (!TRY(row.bind_number(1, number.value).step()))
    return not_found("store.no-record", {{"number", std::to_string(number.value)}});
  const BytesView bytes = row.blob(0);
  return Bytes(bytes.begin(), bytes.end());
}

Result<void> SqliteEventStore::save_snapshot(const SnapshotDelta& delta) {
  if (delta.mark.value > last_)
    return invalid("ports.mark-ahead", {{"mark", std::to_string(delta.mark.value)}, {"last", std::to_string(last_)}});
  return database_.write([&](Connection& connection) { return replace_snapshot_rows(connection, delta); });
}

Result<SnapshotMark> SqliteEventStore::snapshot_mark() const {
  const auto reader = TRY(database_.reader());
  Query row = TRY(reader->query("SELECT mark, state_format FROM snapshot_mark"));
  if (!TRY(row.step())) return SnapshotMark{};
  return SnapshotMark{EventNumber{row.number(0)}, static_cast<std::uint32_t>(row.number(1))};
}

// Reads in one snapshot, as long as that takes: it happens at start, before the first commit.
Result<void> SqliteEventStore::load_snapshot(
    const std::function<Result<void>(CaseId, BytesView)>& each_case,
    const std::function<Result<void>(std::string_view, BytesView)>& each_slice) const {
  const auto reader = TRY(database_.reader());
  reader->set_deadline(std::chrono::steady_clock::time_point::max());
  Query slices = TRY(reader->query("SELECT name, bytes FROM snapshot_slice ORDER BY name"));
  Query cases = TRY(reader->query("SELECT case_id, bytes FROM snapshot_case ORDER BY case_id"));
  bool more_slices = TRY(slices.step());
  bool more_cases = TRY(cases.step());  // both stand on a row: one read transaction spans them
  for (; each_case && more_cases; more_cases = TRY(cases.step()))
    TRY_VOID(each_case(CaseId{cases.number(0)}, cases.blob(1)));
  for (; each_slice && more_slices; more_slices = TRY(slices.step()))
    TRY_VOID(each_slice(slices.text(0), slices.blob(1)));
  return {};
}

Result<void> SqliteEventStore::drop_snapshot() {
  return database_.write([](Connection& connection) {
    return connection.execute("DELETE FROM snapshot_case; DELETE FROM snapshot_slice; DELETE FROM snapshot_mark;");
  });
}

Result<std::optional<PersonalCell>> SqliteEventStore::read_personal(std::string_view subject,
                                                                    std::string_view field) const {
  const auto reader = TRY(database_.reader());
  Query row =
      TRY(reader->query("SELECT field, value, salt FROM personal WHERE subject = ? AND field = ? AND erased = 0"));
  if (!TRY(row.bind(1, subject).bind(2, field).step())) return std::optional<PersonalCell>();
  return std::optional(personal_cell(row, subject));
}

Result<std::vector<PersonalCell>> SqliteEventStore::read_personal_of(std::string_view subject) const {
  const auto reader = TRY(database_.reader());
  Query rows =
      TRY(reader->query("SELECT field, value, salt FROM personal WHERE subject = ? AND erased = 0 ORDER BY field"));
  rows.bind(1, subject);
  std::vector<PersonalCell> cells;
  while (TRY(rows.step())) cells.push_back(personal_cell(rows, subject));
  return cells;
}

Result<std::uint64_t> SqliteEventStore::erase_personal(std::string_view subject) {
  std::uint64_t erased = 0;
  const auto change = [&](Connection& connection) -> Result<void> {
    Query update = TRY(connection.query(kEraseSubject));
    TRY_VOID(update.bind(1, subject).run());
    erased = static_cast<std::uint64_t>(connection.changes());
    return {};
  };
  TRY_VOID(database_.write(change));
  if (erased != 0) TRY_VOID(database_.empty_wal());  // its older pages still hold the plain values
  return erased;
}

Result<std::vector<OutboxRow>> SqliteEventStore::read_outbox(std::size_t limit) const {
  const auto reader = TRY(database_.reader());
  Query rows =
      TRY(reader->query("SELECT number, ordinal, topic, payload FROM outbox ORDER BY number, ordinal LIMIT ?"));
  rows.bind_number(1, limit);
  std::vector<OutboxRow> out;
  while (TRY(rows.step())) {
    const BytesView payload = rows.blob(3);
    out.push_back({EventNumber{rows.number(0)}, static_cast<std::uint32_t>(rows.number(1)), std::string(rows.text(2)),
                   Bytes(payload.begin(), payload.end())});
  }
  return out;
}

Result<void> SqliteEventStore::remove_outbox(EventNumber number, std::uint32_t ordinal) {
  return database_.write([&](Connection& connection) -> Result<void> {
    Query remove = TRY(connection.query("DELETE FROM outbox WHERE number = ? AND ordinal = ?"));
    return remove.bind_number(1, number.value).bind_number(2, ordinal).run();
  });
}

Result<void> SqliteEventStore::maintain() { return database_.maintain(); }

}  // namespace chancery::sqlite
