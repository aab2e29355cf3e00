// What engine/ports/event_store.h promises, on every event store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "adapters/memory/event_store.h"
#include "adapters/sqlite/event_store.h"
#include "tests/support/faulty_event_store.h"
#include "tests/support/temporary_folder.h"

namespace chancery {
namespace {

using namespace ports;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A store together with what it stands on.
struct Subject {
  virtual ~Subject() = default;
  virtual EventStore& store() = 0;
};

struct MemorySubject final : Subject {
  memory::MemoryEventStore memory_store;
  EventStore& store() override { return memory_store; }
};

struct SqliteSubject final : Subject {
  test_support::TemporaryFolder folder;
  std::unique_ptr<sqlite::SqliteDatabase> database =
      sqlite::SqliteDatabase::open(folder.file("journal.sqlite"), sqlite::journal_schema()).value();
  std::unique_ptr<sqlite::SqliteEventStore> events = sqlite::SqliteEventStore::open(*database).value();
  EventStore& store() override { return *events; }
};

struct FaultySubject final : Subject {
  memory::MemoryEventStore below;
  test_support::FaultyEventStore faulty{below};
  EventStore& store() override { return faulty; }
};

struct Kind {
  std::string name;
  std::function<std::unique_ptr<Subject>()> make;
};

class EventStoreContract : public ::testing::TestWithParam<Kind> {
 protected:
  EventStore& store() { return subject_->store(); }

  static AppendBatch batch(std::uint64_t first, std::uint64_t count, std::uint8_t fill = 7) {
    AppendBatch out;
    for (std::uint64_t i = 0; i < count; ++i)
      out.records.push_back({EventNumber{first + i}, CaseId{1}, Bytes(20, static_cast<std::uint8_t>(fill + i))});
    return out;
  }
  std::vector<std::uint64_t> numbers_after(std::uint64_t after) {
    std::vector<std::uint64_t> numbers;
    EXPECT_TRUE(store().read_after(EventNumber{after}, [&](EventNumber n, BytesView) {
      numbers.push_back(n.value);
      return true;
    }));
    return numbers;
  }
  std::map<std::uint64_t, Bytes> snapshot_cases() {
    std::map<std::uint64_t, Bytes> cases;
    const auto keep = [&](CaseId id, BytesView bytes) -> Result<void> {
      cases[id.value] = Bytes(bytes.begin(), bytes.end());
      return {};
    };
    EXPECT_TRUE(store().load_snapshot(keep, [](std::string_view, BytesView) { return Result<void>(); }));
    return cases;
  }

  std::unique_ptr<Subject> subject_ = GetParam().make();
};

TEST_P(EventStoreContract, AnEmptyJournalHasNothing) {
  EXPECT_EQ(store().last_number().value(), EventNumber{0});
  EXPECT_THAT(numbers_after(0), IsEmpty());
  EXPECT_EQ(store().read_one(EventNumber{1}).error().code, "store.no-record");
  EXPECT_EQ(store().read_one(EventNumber{0}).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(store().snapshot_mark().value().mark, EventNumber{0});
  EXPECT_THAT(store().read_outbox(10).value(), IsEmpty());
  EXPECT_THAT(snapshot_cases(), IsEmpty());
}

TEST_P(EventStoreContract, RecordsComeBackInOrderByteForByte) {
  ASSERT_TRUE(store().append(batch(1, 3)));
  ASSERT_TRUE(store().append(batch(4, 2, 100)));
  EXPECT_EQ(store().last_number().value(), EventNumber{5});
  EXPECT_THAT(numbers_after(0), ElementsAre(1, 2, 3, 4, 5));
  EXPECT_THAT(numbers_after(3), ElementsAre(4, 5));
  EXPECT_THAT(numbers_after(5), IsEmpty());
  EXPECT_THAT(numbers_after(99), IsEmpty());
  EXPECT_EQ(store().read_one(EventNumber{5}).value(), Bytes(20, 101));
}

TEST_P(EventStoreContract, AnEmptyRecordAndALargeOneKeepTheirSize) {
  AppendBatch two;
  two.records.push_back({EventNumber{1}, CaseId{}, {}});
  two.records.push_back({EventNumber{2}, CaseId{}, Bytes(3'000'000, 9)});
  ASSERT_TRUE(store().append(two));
  EXPECT_THAT(store().read_one(EventNumber{1}).value(), IsEmpty());
  EXPECT_THAT(store().read_one(EventNumber{2}).value(), SizeIs(3'000'000));
  EXPECT_THAT(numbers_after(0), ElementsAre(1, 2));
}

TEST_P(EventStoreContract, ReadingStopsWhenTheReaderHasEnough) {
  ASSERT_TRUE(store().append(batch(1, 10)));
  std::vector<std::uint64_t> seen;
  ASSERT_TRUE(store().read_after(EventNumber{2}, [&](EventNumber n, BytesView) {
    seen.push_back(n.value);
    return seen.size() < 3;
  }));
  EXPECT_THAT(seen, ElementsAre(3, 4, 5));
}

TEST_P(EventStoreContract, ReadingGoesOnOverManyPages) {
  for (std::uint64_t first = 1; first < 20'000; first += 1'000) ASSERT_TRUE(store().append(batch(first, 1'000)));
  EXPECT_THAT(numbers_after(0), SizeIs(20'000));
}

TEST_P(EventStoreContract, AReaderMayCallTheStore) {
  ASSERT_TRUE(store().append(batch(1, 3)));
  int read = 0;
  ASSERT_TRUE(store().read_after(EventNumber{}, [&](EventNumber n, BytesView bytes) {
    const Bytes again = store().read_one(n).value();
    read += std::equal(again.begin(), again.end(), bytes.begin(), bytes.end()) ? 1 : 0;
    return true;
  }));
  EXPECT_EQ(read, 3);
}

TEST_P(EventStoreContract, AGapIsRefusedAndLeavesNothing) {
  ASSERT_TRUE(store().append(batch(1, 2)));
  AppendBatch gap = batch(3, 2);
  gap.records[1].number = EventNumber{5};
  gap.personal.push_back({"person:1", "name", "\"x\"", {1}});
  gap.outbox.push_back({EventNumber{3}, 0, "t", {1}});
  for (const AppendBatch& bad : {gap, batch(4, 1), batch(2, 1), batch(0, 1)}) {
    const auto result = store().append(bad);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, "ports.gap");
    EXPECT_EQ(result.error().kind, ErrorKind::kInvalid);
  }
  EXPECT_THAT(numbers_after(0), ElementsAre(1, 2));
  EXPECT_FALSE(store().read_personal("person:1", "name").value());
  EXPECT_THAT(store().read_outbox(10).value(), IsEmpty());
  EXPECT_TRUE(store().append(batch(3, 1)));  // and the right number is still taken
}

TEST_P(EventStoreContract, ABatchWithoutRecordsWritesTheRest) {
  AppendBatch rest;
  rest.personal.push_back({"person:1", "name", "\"x\"", {1}});
  ASSERT_TRUE(store().append(rest));
  EXPECT_EQ(store().last_number().value(), EventNumber{0});
  EXPECT_TRUE(store().read_personal("person:1", "name").value());
  EXPECT_TRUE(store().append({}));
}

TEST_P(EventStoreContract, PersonalValuesAreReadReplacedAndErasedBySubject) {
  AppendBatch first = batch(1, 1);
  first.personal = {{"person:1", "phone", "\"138\"", {3}},
                    {"person:1", "name", "\"张三\"", {1, 2}},
                    {"person:12", "name", "\"李四\"", {4}}};
  ASSERT_TRUE(store().append(first));
  AppendBatch second = batch(2, 1);
  second.personal = {{"person:1", "phone", "\"139\"", {5}}};
  ASSERT_TRUE(store().append(second));

  const auto cells = store().read_personal_of("person:1").value();
  ASSERT_THAT(cells, SizeIs(2));  // by field, and person:12 is another subject
  EXPECT_EQ(cells[0].value, "\"张三\"");
  EXPECT_EQ(cells[0].salt, (Bytes{1, 2}));
  EXPECT_EQ(cells[1].value, "\"139\"");
  EXPECT_FALSE(store().read_personal("person:1", "address").value());

  EXPECT_EQ(store().erase_personal("person:1").value(), 2U);
  EXPECT_EQ(store().erase_personal("person:1").value(), 0U);
  EXPECT_EQ(store().erase_personal("person:99").value(), 0U);
  EXPECT_FALSE(store().read_personal("person:1", "name").value());
  EXPECT_THAT(store().read_personal_of("person:1").value(), IsEmpty());
  EXPECT_TRUE(store().read_personal("person:12", "name").value());
  EXPECT_THAT(numbers_after(0), ElementsAre(1, 2));  // the journal itself is untouched
}

TEST_P(EventStoreContract, AnErasedFieldMayBeWrittenAgain) {
  AppendBatch one = batch(1, 1);
  one.personal = {{"person:1", "name", "\"a\"", {1}}};
  ASSERT_TRUE(store().append(one));
  ASSERT_TRUE(store().erase_personal("person:1"));
  AppendBatch two = batch(2, 1);
  two.personal = {{"person:1", "name", "\"b\"", {2}}};
  ASSERT_TRUE(store().append(two));
  EXPECT_EQ(store().read_personal("person:1", "name").value()->value, "\"b\"");
}

TEST_P(EventStoreContract, TheLastOfTwoCellsOfOneFieldInABatchStands) {
  AppendBatch one = batch(1, 1);
  one.personal = {{"person:1", "name", "\"a\"", {1}}, {"person:1", "name", "\"b\"", {2}}};
  ASSERT_TRUE(store().append(one));
  EXPECT_EQ(store().read_personal("person:1", "name").value()->value, "\"b\"");
  EXPECT_THAT(store().read_personal_of("person:1").value(), SizeIs(1));
}

TEST_P(EventStoreContract, TheOutboxIsReadOldestFirstAndRemovedRowByRow) {
  AppendBatch one = batch(1, 2);
  one.outbox = {{EventNumber{2}, 0, "notify.send", {9}}, {EventNumber{1}, 1, "b", {}}, {EventNumber{1}, 0, "a", {1}}};
  ASSERT_TRUE(store().append(one));
  auto rows = store().read_outbox(2).value();
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].topic, "a");
  EXPECT_EQ(rows[1].topic, "b");
  ASSERT_TRUE(store().remove_outbox(EventNumber{1}, 0));
  ASSERT_TRUE(store().remove_outbox(EventNumber{1}, 0));  // twice is no error
  ASSERT_TRUE(store().remove_outbox(EventNumber{7}, 0));
  rows = store().read_outbox(10).value();
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].topic, "b");
  EXPECT_EQ(rows[1].payload, Bytes{9});
  EXPECT_THAT(store().read_outbox(0).value(), IsEmpty());
}

TEST_P(EventStoreContract, ASnapshotReplacesTheChangedAndDropsTheEnded) {
  ASSERT_TRUE(store().append(batch(1, 9)));
  ASSERT_TRUE(store().save_snapshot(
      {EventNumber{4}, 1, {{CaseId{2}, {2}}, {CaseId{1}, {1}}, {CaseId{3}, {3}}}, {}, {{"d", {1}}}}));
  ASSERT_TRUE(store().save_snapshot({EventNumber{9}, 1, {{CaseId{1}, {11}}}, {CaseId{3}, CaseId{77}}, {}}));
  EXPECT_EQ(store().snapshot_mark().value().mark, EventNumber{9});
  EXPECT_EQ(store().snapshot_mark().value().state_format, 1U);
  EXPECT_EQ(snapshot_cases(), (std::map<std::uint64_t, Bytes>{{1, {11}}, {2, {2}}}));
  ASSERT_TRUE(store().drop_snapshot());
  EXPECT_EQ(store().snapshot_mark().value().mark, EventNumber{0});
  EXPECT_THAT(snapshot_cases(), IsEmpty());
}

TEST_P(EventStoreContract, LoadingGoesThroughCasesThenSlicesInOrder) {
  ASSERT_TRUE(store().append(batch(1, 1)));
  ASSERT_TRUE(store().save_snapshot(
      {EventNumber{1}, 3, {{CaseId{10}, {1}}, {CaseId{9}, {1}}}, {}, {{"register", {5}}, {"directory", {6}}}}));
  std::string order;
  ASSERT_TRUE(store().load_snapshot(
      [&](CaseId id, BytesView) -> Result<void> {
        order += std::to_string(id.value) + " ";
        return {};
      },
      [&](std::string_view name, BytesView bytes) -> Result<void> {
        order += std::string(name) + "=" + std::to_string(bytes[0]) + " ";
        return {};
      }));
  EXPECT_EQ(order, "9 10 directory=6 register=5 ");
}

TEST_P(EventStoreContract, LoadingLeavesOutWhatNobodyAsksFor) {
  ASSERT_TRUE(store().append(batch(1, 1)));
  ASSERT_TRUE(store().save_snapshot({EventNumber{1}, 3, {{CaseId{9}, {1}}}, {}, {{"directory", {6}}}}));
  std::string seen;
  const auto keep_case = [&](CaseId, BytesView) -> Result<void> {
    seen += "case ";
    return {};
  };
  const auto keep_slice = [&](std::string_view, BytesView) -> Result<void> {
    seen += "slice ";
    return {};
  };
  ASSERT_TRUE(store().load_snapshot({}, keep_slice));
  ASSERT_TRUE(store().load_snapshot(keep_case, {}));
  EXPECT_EQ(seen, "slice case ");
}

TEST_P(EventStoreContract, AnErrorOfACallbackEndsTheLoading) {
  ASSERT_TRUE(store().append(batch(1, 1)));
  ASSERT_TRUE(store().save_snapshot({EventNumber{1}, 1, {{CaseId{1}, {1}}, {CaseId{2}, {1}}}, {}, {}}));
  int seen = 0;
  const auto result = store().load_snapshot(
      [&](CaseId, BytesView) -> Result<void> {
        ++seen;
        return corrupt("test.bad");
      },
      [](std::string_view, BytesView) { return Result<void>(); });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, "test.bad");
  EXPECT_EQ(seen, 1);
}

TEST_P(EventStoreContract, ASnapshotAheadOfTheJournalIsRefused) {
  ASSERT_TRUE(store().append(batch(1, 2)));
  const auto result = store().save_snapshot({EventNumber{3}, 1, {{CaseId{1}, {1}}}, {}, {}});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, "ports.mark-ahead");
  EXPECT_EQ(store().snapshot_mark().value().mark, EventNumber{0});
  EXPECT_THAT(snapshot_cases(), IsEmpty());
}

TEST_P(EventStoreContract, ReadersOnOtherThreadsSeeWholeBatchesOnly) {
  std::atomic<bool> stop = false;
  std::atomic<int> halves = 0;
  std::thread reader([&] {
    while (!stop) {
      std::uint64_t count = 0;
      const auto result = store().read_after(EventNumber{}, [&](EventNumber, BytesView) { return ++count != 0; });
      if (!result || count % 5 != 0) ++halves;
    }
  });
  for (std::uint64_t first = 1; first < 500; first += 5) EXPECT_TRUE(store().append(batch(first, 5)));
  stop = true;
  reader.join();
  EXPECT_EQ(halves, 0);
  EXPECT_TRUE(store().maintain());
}

INSTANTIATE_TEST_SUITE_P(Stores, EventStoreContract,
                         ::testing::Values(Kind{"memory", [] { return std::make_unique<MemorySubject>(); }},
                                           Kind{"sqlite", [] { return std::make_unique<SqliteSubject>(); }},
                                           Kind{"faulty", [] { return std::make_unique<FaultySubject>(); }}),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace chancery
