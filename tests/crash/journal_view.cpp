#include "tests/crash/journal_view.h"

#include "adapters/sqlite/connection.h"
#include "engine/journal/record.h"
#include "engine/service/engine.h"

namespace chancery::crash {

namespace {

constexpr std::string_view kBook = "seal-use-book";

class Reading {
 public:
  void take(const journal::Record& record) {
    record_ = &record;
    effect_ = {};
    effect_.number = record.number.value;
    effect_.case_id = record.case_id.value;
    effect_.account = record.actor.account;
    for (const journal::Event& event : record.events) std::visit([this](const auto& e) { note(e); }, event);
    view_.last = record.number.value;
    if (!record.key.empty())
      view_.by_key[record.key.substr(0, record.key.find(service::kKeyMark))].push_back(std::move(effect_));
    else if (record.case_id)
      view_.keyless_cases[record.case_id.value] = record.number.value;
  }
  JournalView finish() { return std::move(view_); }

 private:
  void note(const journal::CaseStarted&) { effect_.case_started = true; }
  void note(const journal::CaseEnded& e) { effect_.outcome = e.outcome.empty() ? "ended" : e.outcome; }
  void note(const journal::TaskCreated& e) {
    effect_.opened_task = e.task.value;
    tasks_[{record_->case_id.value, e.instance.value}] = e.task.value;
  }
  void note(const journal::TaskCompleted& e) {
    effect_.completed_task = tasks_[{record_->case_id.value, e.instance.value}];
  }
  void note(const journal::LineAppended& e) {
    if (e.book != kBook) return;
    (e.correction ? effect_.filed : effect_.line) = e.text;
    if (!e.correction)
      view_.entries.push_back({record_->number.value, e.scope, e.year, e.number, record_->case_id.value});
  }
  template <class Other>
  void note(const Other&) {}

  JournalView view_;
  Effect effect_;
  const journal::Record* record_ = nullptr;
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::uint64_t> tasks_;  // case, instance → task
};

}  // namespace

const Effect* JournalView::find(const std::string& key) const {
  const auto it = by_key.find(key);
  return it == by_key.end() ? nullptr : &it->second.front();
}

Result<JournalView> read_journal(const std::string& file) {
  const auto connection = TRY(sqlite::Connection::open(file, sqlite::Access::kReadOnly, ""));
  sqlite::Query rows = TRY(connection->query("SELECT number, bytes FROM record ORDER BY number"));
  Reading reading;
  for (std::uint64_t expected = 1; TRY(rows.step()); ++expected) {
    const journal::Record record = TRY(journal::decode_record(rows.blob(1)));
    if (rows.number(0) != expected || record.number.value != expected)
      return corrupt("test.journal-gap", {{"number", std::to_string(expected)}});
    reading.take(record);
  }
  return reading.finish();
}

}  // namespace chancery::crash
