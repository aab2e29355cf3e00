// Golden bytes: what was written once is read for ever. The table covers every kind and every field of it.
#include "engine/journal/record.h"

#include <gtest/gtest.h>

#include <set>

#include "engine/journal/fields.h"
#include "tests/unit/journal/golden.h"

namespace chancery::journal {
namespace {

using test::every_golden;
using test::Golden;
using test::kHeader;
using test::record_hex;
using test::record_of;

// Another kind of event needs its golden bytes (golden_*.cpp) before this number may change.
static_assert(std::variant_size_v<Event> == 64);

struct FieldCount {
  unsigned fields = 0;
  unsigned filled = 0;
  unsigned last = 0;
  bool ascending = true;
  template <class T>
  void operator()(unsigned number, const T& value) {
    ++fields;
    ascending = ascending && number > last;
    last = number;
    if (!(value == T{})) ++filled;
    if constexpr (Fielded<T>) nested(value);
    if constexpr (IsVector<T>::value) {
      if constexpr (Fielded<typename T::value_type>) nested(value.front());
    }
  }
  template <class T>
  void nested(const T& value) {
    FieldCount inner;
    T::fields(value, inner);
    ascending = ascending && inner.ascending;
    fields += inner.fields;
    filled += inner.filled;
  }
};

FieldCount count_fields(const Event& event) {
  FieldCount count;
  std::visit([&count](const auto& e) { std::decay_t<decltype(e)>::fields(e, count); }, event);
  return count;
}

template <std::size_t Index = 0>
std::vector<Event> every_empty_event() {
  std::vector<Event> rest;
  if constexpr (Index + 1 < std::variant_size_v<Event>) rest = every_empty_event<Index + 1>();
  rest.insert(rest.begin(), Event(std::in_place_index<Index>));
  return rest;
}

std::pair<std::uint32_t, std::uint32_t> kind_of(const Event& event) {
  return std::visit(
      [](const auto& e) {
        using E = std::decay_t<decltype(e)>;
        return std::pair{E::kKind, E::kVersion};
      },
      event);
}

TEST(Golden, CoversEveryKindOnce) {
  std::set<std::size_t> indices;
  std::set<std::pair<std::uint32_t, std::uint32_t>> kinds;
  for (const Golden& golden : every_golden()) {
    indices.insert(golden.event.index());
    kinds.insert({golden.kind, golden.version});
    EXPECT_EQ(kind_of(golden.event), (std::pair{golden.kind, golden.version}));
  }
  EXPECT_EQ(indices.size(), std::variant_size_v<Event>);
  EXPECT_EQ(kinds.size(), every_golden().size());
}

TEST(Golden, CoversEveryField) {
  for (const Golden& golden : every_golden()) {
    const FieldCount count = count_fields(golden.event);
    EXPECT_EQ(count.filled, count.fields) << "kind " << golden.kind << " has a field without golden bytes";
    EXPECT_TRUE(count.ascending) << "kind " << golden.kind << " lists its fields out of order";
  }
}

TEST(Golden, KindsStandInTheRangeOfTheirSlice) {
  for (const Event& event : every_empty_event()) {
    const std::uint32_t kind = kind_of(event).first;
    const bool in_range = (kind >= 1 && kind <= 99) || (kind >= 100 && kind <= 149) || (kind >= 150 && kind <= 179) ||
                          (kind >= 200 && kind <= 219);
    EXPECT_TRUE(in_range) << kind;
  }
}

TEST(Golden, EveryKindIsWrittenAsFixed) {
  for (const Golden& golden : every_golden())
    EXPECT_EQ(to_hex(encode_record(record_of({golden.event}))), record_hex(golden.hex())) << "kind " << golden.kind;
}

TEST(Golden, EveryKindIsReadBack) {
  for (const Golden& golden : every_golden()) {
    const auto record = test::decode_hex(record_hex(golden.hex()));
    ASSERT_TRUE(record) << "kind " << golden.kind << ": " << record.error().debug_text();
    EXPECT_EQ(*record, record_of({golden.event})) << "kind " << golden.kind;
  }
}

TEST(Golden, AnEmptyEventIsItsKindVersionAndEnd) {
  const std::vector<Event> events = every_empty_event();
  for (const Golden& golden : every_golden()) {
    const auto record = test::decode_hex(record_hex(golden.hex_of(0)));
    ASSERT_TRUE(record) << "kind " << golden.kind;
    EXPECT_EQ(record->events, std::vector<Event>{events[golden.event.index()]});
    EXPECT_EQ(to_hex(encode_record(*record)), record_hex(golden.hex_of(0)));
  }
}

// A field that came later is not in older records: whatever ends early is read, and written again as it was.
TEST(Golden, RecordsFromBeforeAFieldExistedAreRead) {
  for (const Golden& golden : every_golden())
    for (std::size_t n = 0; n < golden.fields.size(); ++n) {
      const std::string old = record_hex(golden.hex_of(n));
      const auto record = test::decode_hex(old);
      ASSERT_TRUE(record) << "kind " << golden.kind << " with " << n << " fields";
      EXPECT_EQ(to_hex(encode_record(*record)), old);
      EXPECT_NE(*record, record_of({golden.event}));
    }
}

TEST(Golden, AnyFieldMayBeMissing) {
  for (const Golden& golden : every_golden())
    for (std::size_t n = 0; n < golden.fields.size(); ++n) {
      Golden without = golden;
      without.fields.erase(without.fields.begin() + static_cast<std::ptrdiff_t>(n));
      const auto record = test::decode_hex(record_hex(without.hex()));
      ASSERT_TRUE(record) << "kind " << golden.kind << " without field " << n;
      EXPECT_EQ(to_hex(encode_record(*record)), record_hex(without.hex()));
    }
}

TEST(Golden, TheWholeHeader) {
  Record record;
  record.number = EventNumber{300};
  record.at = test::kNow;
  record.case_id = CaseId{2};
  record.previous = EventNumber{299};
  record.cause = EventNumber{298};
  record.actor = {PersonId{4}, "c-chair", "clock"};
  record.key = "k-1";
  record.command = 6;
  record.occurred_at = Instant{-1};
  const std::string hex =
      "01 01ac02 02809af9c09567 0302 04ab02 05aa02 0601040207632d636861697203 05636c6f636b00 07036b2d31 0806 0901 00 "
      "00";
  EXPECT_EQ(to_hex(encode_record(record)), test::without_blanks(hex));
  const auto read = test::decode_hex(hex);
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, record);
}

TEST(Golden, AnEmptyRecordIsThreeBytes) {
  EXPECT_EQ(to_hex(encode_record(Record{})), "010000");
  EXPECT_EQ(*test::decode_hex("010000"), Record{});
}

TEST(Golden, EventsKeepTheirOrder) {
  std::vector<Event> events;
  std::string hex;
  for (const Golden& golden : every_golden()) {
    events.insert(events.begin(), golden.event);
    hex = golden.hex() + hex;
  }
  ByteWriter count;
  count.varint(events.size());
  const std::string whole = kHeader + to_hex(count.take()) + hex;
  EXPECT_EQ(to_hex(encode_record(record_of(events))), whole);
  EXPECT_EQ(test::decode_hex(whole)->events, events);
}

}  // namespace
}  // namespace chancery::journal
