// What engine/ports/history_store.h promises, on every history store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "adapters/memory/history_store.h"
#include "adapters/sqlite/history_store.h"
#include "tests/support/temporary_folder.h"

namespace chancery {
namespace {

using namespace ports;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Subject {
  virtual ~Subject() = default;
  virtual HistoryStore& store() = 0;
};

struct MemorySubject final : Subject {
  memory::MemoryHistoryStore memory_store;
  HistoryStore& store() override { return memory_store; }
};

struct SqliteSubject final : Subject {
  test_support::TemporaryFolder folder;
  std::unique_ptr<sqlite::SqliteDatabase> database =
      sqlite::SqliteDatabase::open(folder.file("journal.sqlite"), sqlite::journal_schema()).value();
  sqlite::SqliteHistoryStore history{*database};
  HistoryStore& store() override { return history; }
};

struct Kind {
  std::string name;
  std::function<std::unique_ptr<Subject>()> make;
};

CaseRow case_row(std::uint64_t id, std::uint64_t unit, std::uint64_t starter, bool ended) {
  CaseRow row;
  row.case_id = CaseId{id};
  row.workflow = "seal-use";
  row.unit = UnitId{unit};
  row.starter = PersonId{starter};
  row.started_at = Instant{static_cast<std::int64_t>(id) * 1'000};
  if (ended) row.ended_at = Instant{static_cast<std::int64_t>(id) * 1'000 + 5};
  row.outcome = ended ? "filed" : "";
  row.title = "用印:租赁合同";
  row.head = EventNumber{id + 3};
  return row;
}

ActRow act_row(std::uint64_t event, std::uint64_t case_id, std::uint64_t person) {
  return {EventNumber{event},
          0,
          CaseId{case_id},
          PersonId{person},
          PersonId{},
          "approve-use",
          "completed",
          "approve_use",
          Instant{static_cast<std::int64_t>(event)}};
}

BookLineRow line_row(std::uint64_t event, std::int32_t year, std::uint64_t number, std::string scope = "seal:a") {
  return {"seal-use", std::move(scope), year, number, EventNumber{event}, CaseId{1}, Instant{7}, 0, {1, 2}};
}

class HistoryStoreContract : public ::testing::TestWithParam<Kind> {
 protected:
  HistoryStore& store() { return subject_->store(); }
  std::vector<std::uint64_t> ids(const CaseQuery& query) {
    std::vector<std::uint64_t> out;
    const auto rows = store().cases(query).value();
    for (const auto& row : rows) out.push_back(row.case_id.value);
    return out;
  }
  std::vector<std::uint64_t> events(const LineQuery& query) {
    std::vector<std::uint64_t> out;
    const auto rows = store().lines(query).value();
    for (const auto& row : rows) out.push_back(row.event.value);
    return out;
  }
  // Cases 1..6: odd in unit 1, even in unit 2; starter 7 but for case 5; 2 and 3 ended.
  void fill() {
    HistoryDelta delta;
    delta.mark = EventNumber{20};
    for (std::uint64_t id = 1; id <= 6; ++id)
      delta.cases.push_back(case_row(id, 2 - id % 2, id == 5 ? 8 : 7, id == 2 || id == 3));
    delta.acts = {act_row(11, 3, 40), act_row(12, 1, 40), act_row(13, 1, 40), act_row(14, 6, 41)};
    ASSERT_TRUE(store().append(delta));
  }
  std::unique_ptr<Subject> subject_ = GetParam().make();
};

TEST_P(HistoryStoreContract, AnEmptyOneHasNothing) {
  EXPECT_EQ(store().mark().value(), EventNumber{0});
  EXPECT_THAT(ids({}), IsEmpty());
  EXPECT_FALSE(store().find_case(CaseId{1}).value());
  EXPECT_THAT(store().acts_of_case(CaseId{1}).value(), IsEmpty());
  EXPECT_THAT(events({}), IsEmpty());
  EXPECT_THAT(store().refusals_of_case(CaseId{1}).value(), IsEmpty());
}

TEST_P(HistoryStoreContract, RowsComeBackAsTheyWere) {
  fill();
  EXPECT_EQ(store().mark().value(), EventNumber{20});
  EXPECT_EQ(store().find_case(CaseId{2}).value(), case_row(2, 2, 7, true));
  EXPECT_EQ(store().find_case(CaseId{4}).value(), case_row(4, 2, 7, false));
  EXPECT_THAT(store().acts_of_case(CaseId{1}).value(), ElementsAre(act_row(12, 1, 40), act_row(13, 1, 40)));
}

TEST_P(HistoryStoreContract, ACaseIsReplacedById) {
  fill();
  HistoryDelta delta;
  delta.mark = EventNumber{21};
  delta.cases = {case_row(4, 1, 9, true)};  // even its unit may change
  ASSERT_TRUE(store().append(delta));
  EXPECT_EQ(store().find_case(CaseId{4}).value(), case_row(4, 1, 9, true));
  EXPECT_THAT(ids({.unit = UnitId{2}}), ElementsAre(6, 2));
  EXPECT_THAT(ids({.unit = UnitId{1}}), ElementsAre(5, 4, 3, 1));
  EXPECT_THAT(ids({.unit = UnitId{1}, .filter = CaseFilter::kRunning}), ElementsAre(5, 1));
}

TEST_P(HistoryStoreContract, CasesAreFilteredByEveryCombination) {
  fill();
  EXPECT_THAT(ids({}), ElementsAre(6, 5, 4, 3, 2, 1));
  EXPECT_THAT(ids({.filter = CaseFilter::kRunning}), ElementsAre(6, 5, 4, 1));
  EXPECT_THAT(ids({.filter = CaseFilter::kEnded}), ElementsAre(3, 2));
  EXPECT_THAT(ids({.unit = UnitId{1}}), ElementsAre(5, 3, 1));
  EXPECT_THAT(ids({.starter = PersonId{8}}), ElementsAre(5));
  EXPECT_THAT(ids({.unit = UnitId{1}, .starter = PersonId{7}}), ElementsAre(3, 1));
  EXPECT_THAT(ids({.starter = PersonId{7}, .filter = CaseFilter::kRunning}), ElementsAre(6, 4, 1));
  EXPECT_THAT(ids({.actor = PersonId{40}}), ElementsAre(3, 1));  // two acts in one case: listed once
  EXPECT_THAT(ids({.actor = PersonId{40}, .filter = CaseFilter::kEnded}), ElementsAre(3));
  EXPECT_THAT(ids({.unit = UnitId{2}, .actor = PersonId{40}}), IsEmpty());
  EXPECT_THAT(ids({.unit = UnitId{2}, .starter = PersonId{7}, .actor = PersonId{41}}), ElementsAre(6));
  EXPECT_THAT(ids({.actor = PersonId{99}}), IsEmpty());
  EXPECT_THAT(ids({.unit = UnitId{99}}), IsEmpty());
}

TEST_P(HistoryStoreContract, CasesArePagedByKey) {
  fill();
  EXPECT_THAT(ids({.limit = 2}), ElementsAre(6, 5));
  EXPECT_THAT(ids({.before = CaseId{5}, .limit = 2}), ElementsAre(4, 3));
  EXPECT_THAT(ids({.before = CaseId{1}}), IsEmpty());
  EXPECT_THAT(ids({.actor = PersonId{40}, .before = CaseId{3}}), ElementsAre(1));
  EXPECT_THAT(ids({.limit = 0}), IsEmpty());
}

TEST_P(HistoryStoreContract, APageHasAnUpperLimit) {
  HistoryDelta delta;
  delta.mark = EventNumber{1};
  for (std::uint64_t id = 1; id <= kHistoryPageRowsMax + 5; ++id) delta.cases.push_back(case_row(id, 1, 1, false));
  ASSERT_TRUE(store().append(delta));
  EXPECT_THAT(ids({.limit = 1'000'000}), SizeIs(kHistoryPageRowsMax));
}

TEST_P(HistoryStoreContract, BookLinesAreReadByScopeAndYearNewestFirst) {
  HistoryDelta delta;
  delta.mark = EventNumber{50};
  delta.lines = {line_row(10, 2025, 1), line_row(20, 2026, 1), line_row(30, 2026, 2), line_row(25, 2026, 1, "seal:b"),
                 line_row(40, 2025, 2)};  // a late paper entry of last year
  ASSERT_TRUE(store().append(delta));
  EXPECT_THAT(events({.book = "seal-use", .scope = "seal:a"}), ElementsAre(40, 30, 20, 10));
  EXPECT_THAT(events({.book = "seal-use", .scope = "seal:a", .year = 2026}), ElementsAre(30, 20));
  EXPECT_THAT(events({.book = "seal-use", .scope = "seal:b"}), ElementsAre(25));
  EXPECT_THAT(events({.book = "seal-use", .scope = "seal:a", .before = EventNumber{30}, .limit = 1}), ElementsAre(20));
  EXPECT_THAT(events({.book = "other", .scope = "seal:a"}), IsEmpty());
  EXPECT_THAT(events({.book = "seal-use"}), IsEmpty());
  EXPECT_EQ(store().lines({.book = "seal-use", .scope = "seal:b"}).value().front(), line_row(25, 2026, 1, "seal:b"));
}

TEST_P(HistoryStoreContract, LinesOfOneRecordAreNeverPartedByAPage) {
  HistoryDelta delta;
  delta.mark = EventNumber{50};
  delta.lines = {line_row(10, 2026, 1), line_row(20, 2026, 2), line_row(20, 2026, 3), line_row(20, 2026, 4)};
  ASSERT_TRUE(store().append(delta));
  EXPECT_THAT(events({.book = "seal-use", .scope = "seal:a", .limit = 2}), ElementsAre(20, 20, 20));
  EXPECT_THAT(events({.book = "seal-use", .scope = "seal:a", .before = EventNumber{20}}), ElementsAre(10));
  EXPECT_THAT(events({.book = "seal-use", .scope = "seal:a", .limit = 0}), IsEmpty());
}

TEST_P(HistoryStoreContract, AnEntryAndWhatIsAddedToItAtOnceAreTwoLines) {
  HistoryDelta delta;
  delta.mark = EventNumber{50};
  BookLineRow filed = line_row(20, 2026, 1);
  filed.corrects = 1;
  filed.ordinal = 1;
  delta.lines = {line_row(20, 2026, 1), filed};
  ASSERT_TRUE(store().append(delta));
  ASSERT_TRUE(store().append(delta));  // the same rows again replace themselves
  EXPECT_THAT(store().lines({.book = "seal-use", .scope = "seal:a"}).value(),
              ElementsAre(filed, line_row(20, 2026, 1)));
}

TEST_P(HistoryStoreContract, ARefusalIsReplacedWhenItsCountGrows) {
  HistoryDelta delta;
  delta.mark = EventNumber{9};
  RefusalRow row{EventNumber{9}, CaseId{1}, PersonId{3}, "approver-is-not-custodian", "affix", Instant{1}, 1};
  RefusalRow other = row;
  other.constraint = "not-on-leave";
  delta.refusals = {row, other};
  ASSERT_TRUE(store().append(delta));
  row.count = 4;
  delta.refusals = {row};
  ASSERT_TRUE(store().append(delta));
  EXPECT_THAT(store().refusals_of_case(CaseId{1}).value(), ElementsAre(row, other));
  EXPECT_THAT(store().refusals_of_case(CaseId{2}).value(), IsEmpty());
}

TEST_P(HistoryStoreContract, TheSameRowsTwiceStandOnce) {
  fill();
  fill();
  EXPECT_THAT(ids({}), SizeIs(6));
  EXPECT_THAT(store().acts_of_case(CaseId{1}).value(), SizeIs(2));
}

TEST_P(HistoryStoreContract, AMarkThatGoesBackIsRefusedAndWritesNothing) {
  fill();
  HistoryDelta delta;
  delta.mark = EventNumber{19};
  delta.cases = {case_row(99, 1, 1, false)};
  const auto result = store().append(delta);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, "ports.mark-back");
  EXPECT_FALSE(store().find_case(CaseId{99}).value());
  EXPECT_EQ(store().mark().value(), EventNumber{20});
}

TEST_P(HistoryStoreContract, ClearingMakesRoomForARebuild) {
  fill();
  ASSERT_TRUE(store().clear());
  EXPECT_EQ(store().mark().value(), EventNumber{0});
  EXPECT_THAT(ids({.actor = PersonId{40}}), IsEmpty());
  EXPECT_THAT(store().acts_of_case(CaseId{1}).value(), IsEmpty());
  HistoryDelta delta;
  delta.mark = EventNumber{1};
  EXPECT_TRUE(store().append(delta));
}

INSTANTIATE_TEST_SUITE_P(Stores, HistoryStoreContract,
                         ::testing::Values(Kind{"memory", [] { return std::make_unique<MemorySubject>(); }},
                                           Kind{"sqlite", [] { return std::make_unique<SqliteSubject>(); }}),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace chancery
