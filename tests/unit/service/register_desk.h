// RegisterDesk: an engine with the demonstration data, whose clerk, chair and custodian use a seal, and a history that
// is watched: it counts what is read of its books and can be kept from following the journal. For the tests of
// questions about registers.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "adapters/cli/demo_loader.h"
#include "adapters/memory/stores.h"
#include "engine/json/json.h"
#include "engine/service/impl.h"

namespace chancery::register_desk {

using service::Page;

inline constexpr const char* kBook = "seal-use-book";
inline constexpr const char* kSeal = "demo-gacha-committee";
inline constexpr const char* kLongBook = "demo-gacha-party";  // a seal whose book the test writes itself
inline constexpr const char* kLetter =
    R"({"seal":"demo-gacha-committee","kind":"letter","title":"letter","purpose":"report","file":{"name":"a.pdf",)"
    R"("sha256":"45a0dbb2320c22b3031ecdae544dc6515410c40c586892aee2f6329cace09a90","size":20480},"paper":"complete",)"
    R"("pages":2,"copies":2,"impressions":2,"guarantee_no":"none"})";
inline constexpr const char* kApproval = R"({"decision":"approve","text_read":true,"guarantee_no":"none"})";
inline constexpr const char* kStamp =
    R"({"decision":"affix","paper_matches_text":"page-by-page","impressions":2,"copies":2,"place":"office",)"
    R"("guarantee_no":"none","photo_after":{"name":"b.jpg","size":102400,)"
    R"("sha256":"ca2fe80680584cc13ea8288c0ca1db7159e62f523c73775ef7ceecd062bf15a1"}})";
inline constexpr const char* kFiling =
    R"({"target":"own-copy","scan":{"name":"scan.pdf","size":20480,)"
    R"("sha256":"59ad1b2fc74287ded1bba7af67765d23ad4a49f1ae51902cc2ed3f8ebee96cfa"}})";

class WatchedHistory final : public ports::HistoryStore {
 public:
  std::atomic<bool> follows = true;
  mutable std::atomic<std::size_t> line_queries = 0;
  mutable std::atomic<std::size_t> line_rows = 0;

  Result<void> append(const ports::HistoryDelta& delta) override {
    if (!follows) return unavailable("store.busy");
    return rows_.append(delta);
  }
  Result<EventNumber> mark() const override { return rows_.mark(); }
  Result<void> clear() override { return rows_.clear(); }
  Result<std::vector<ports::CaseRow>> cases(const ports::CaseQuery& query) const override { return rows_.cases(query); }
  Result<std::optional<ports::CaseRow>> find_case(CaseId id) const override { return rows_.find_case(id); }
  Result<std::vector<ports::ActRow>> acts_of_case(CaseId id) const override { return rows_.acts_of_case(id); }
  Result<std::vector<ports::BookLineRow>> lines(const ports::LineQuery& query) const override {
    auto found = rows_.lines(query);
    ++line_queries;
    if (found) line_rows += found->size();
    return found;
  }
  Result<std::vector<ports::RefusalRow>> refusals_of_case(CaseId id) const override {
    return rows_.refusals_of_case(id);
  }

 private:
  memory::MemoryHistoryStore rows_;
};

class RegisterDesk : public testing::Test {
 protected:
  void open(std::vector<ports::BookLineRow> long_book = {}) {
    ports::HistoryDelta before;
    before.lines = std::move(long_book);
    ASSERT_TRUE(history_.append(before));
    service::EnginePorts ports = stores_.ports();
    ports.history = &history_;
    auto opened = service::Engine::open(ports, memory::Stores::options());
    ASSERT_TRUE(opened);
    engine_ = std::move(opened).value();
    cli::DemoOptions demo;
    demo.source_dir = CHANCERY_SOURCE_DIR;
    demo.set_clock = [this](Instant at) { stores_.clock.set(at); };
    demo.founded_at = *parse_rfc3339("2024-03-01T08:00:00+08:00");
    ASSERT_TRUE(cli::load_demo(*engine_, demo));
    stores_.clock.set(*parse_rfc3339("2026-03-02T09:00:00+08:00"));
  }

  PersonId person(const char* account) const { return engine_->person_of_account(account).value_or(PersonId{}); }
  service::Viewer viewer(const char* account) const { return {person(account)}; }
  journal::Actor actor(const char* account) const { return {person(account), account, ""}; }
  UnitId unit(const char* key) const { return engine_->unit_by_key(key).value_or(UnitId{}); }

  CaseId start() {
    const auto answer =
        engine_->start_case(actor("g-clerk"), "", "seal-use", unit("demo-gacha"), *json::parse_json(kLetter));
    return std::holds_alternative<service::Outcome>(answer) ? std::get<service::Outcome>(answer).case_id : CaseId{};
  }
  // Completes the one open task of the case. False when it is refused.
  bool complete(CaseId id, const char* form, const char* account) {
    TaskId task;
    {
      const std::shared_lock lock(engine_->impl().mutex_);
      const runtime::CaseState* c = engine_->impl().committed.cases.find(id);
      if (c == nullptr) return false;
      for (const runtime::Instance& i : c->instances)
        if (i.task) task = i.task->id;
    }
    std::promise<service::Answer> promise;
    engine_->complete_task(actor(account), "", task, 0, *json::parse_json(form),
                           [&](service::Answer answer) { promise.set_value(std::move(answer)); });
    return std::holds_alternative<service::Outcome>(promise.get_future().get());
  }
  CaseId stamp() {
    const CaseId id = start();
    EXPECT_TRUE(complete(id, kApproval, "g-chair"));
    EXPECT_TRUE(complete(id, kStamp, "g-accountant"));
    return id;
  }

  List lines(const char* account, const char* seal = kSeal, int year = 0) const {
    return items(engine_->lines(viewer(account), kBook, seal, year, Page{}));
  }
  static List items(const Result<Value>& answer) {
    EXPECT_TRUE(answer) << answer.error().debug_text();
    return answer && answer->get("items").is_list() ? answer->get("items").as_list() : List{};
  }
  // Every line of the long book, by pages of `limit`.
  List all_pages(std::size_t limit, int year = 0) const {
    List all;
    Page page{limit, ""};
    do {
      const auto answer = engine_->lines(viewer("g-clerk"), kBook, kLongBook, year, page);
      for (const Value& line : items(answer)) all.push_back(line);
      page.after = answer ? std::string(answer->get_text("next")) : "";
      EXPECT_LE(page.after.size(), 512u);  // longer than this is no address
    } while (!page.after.empty());
    return all;
  }

  memory::Stores stores_;
  WatchedHistory history_;
  std::unique_ptr<service::Engine> engine_;
};

inline List list_of(const Value& value) { return value.is_list() ? value.as_list() : List{}; }

inline Value field(const Value& line, const char* key) {
  for (const Value& one : list_of(line.get("fields")))
    if (one.get_text("key") == key) return one;
  return {};
}

inline std::vector<std::string> texts(const List& values, const char* key) {
  std::vector<std::string> out;
  for (const Value& value : values) out.emplace_back(value.get_text(key));
  return out;
}

}  // namespace chancery::register_desk
