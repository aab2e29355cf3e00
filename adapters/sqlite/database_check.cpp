#include "adapters/sqlite/database_check.h"

#include "adapters/sqlite/database.h"

namespace chancery::sqlite {

namespace {

Result<void> check_pages(Connection& connection, std::vector<std::string>& problems) {
  Query rows = TRY(connection.query("PRAGMA integrity_check(20)"));
  while (TRY(rows.step()))
    if (rows.text(0) != "ok") problems.emplace_back(rows.text(0));
  return {};
}

Result<void> check_journal(Connection& connection, std::vector<std::string>& problems) {
  const std::int64_t count = TRY(connection.integer("SELECT count(*) FROM record"));
  const std::int64_t last = TRY(connection.integer("SELECT max(number) FROM record"));
  if (count != last) problems.emplace_back("store.journal-gap");
  for (const char* table : {"snapshot_mark", "history_mark"})
    if (TRY(connection.integer("SELECT max(mark) FROM " + std::string(table))) > last)
      problems.emplace_back("ports.mark-ahead");
  return {};
}

}  // namespace

Result<DatabaseReport> check_database(const std::string& file, const Schema& schema, const std::string& vfs) {
  const auto connection = TRY(Connection::open(file, Access::kReadOnly, vfs));
  DatabaseReport report;
  report.sqlite_version = sqlite_version();
  report.schema_version = TRY(check_schema(*connection, schema));
  report.file_bytes = static_cast<std::uint64_t>(TRY(connection->integer("PRAGMA page_count"))) *
                      static_cast<std::uint64_t>(TRY(connection->integer("PRAGMA page_size")));
  TRY_VOID(check_pages(*connection, report.problems));
  if (report.problems.empty() && &schema == &journal_schema() && report.schema_version == schema.newest())
    TRY_VOID(check_journal(*connection, report.problems));
  return report;
}

}  // namespace chancery::sqlite
