// One record has one form: whatever is not exactly that is refused, with the code of what is wrong.
#include <gtest/gtest.h>

#include "tests/unit/journal/golden.h"

namespace chancery::journal {
namespace {

using test::decode_hex;
using test::record_hex;

struct Bad {
  const char* what;
  std::string hex;
  const char* code;
};

void expect_refused(const std::vector<Bad>& cases) {
  for (const Bad& bad : cases) {
    const auto record = decode_hex(bad.hex);
    ASSERT_FALSE(record) << bad.what << " was read, and is written as " << to_hex(encode_record(*record));
    EXPECT_EQ(record.error().kind, ErrorKind::kCorrupt) << bad.what;
    EXPECT_EQ(record.error().code, bad.code) << bad.what;
  }
}

constexpr const char* kBytes = "base.bad-bytes";
constexpr const char* kField = "journal.bad-field";
constexpr const char* kRecord = "journal.bad-record";
constexpr const char* kKind = "journal.unknown-kind";
constexpr const char* kValue = "value.bad-bytes";

TEST(Canonical, RecordAndHeader) {
  expect_refused({
      {"nothing", "", kBytes},
      {"format 0", "000000", kRecord},
      {"format 2", "020000", kRecord},
      {"format 255", "ff0000", kRecord},
      {"no header", "01", kBytes},
      {"no end of the header", "010101", kBytes},
      {"no number of events", "01010100", kBytes},
      {"fields descending", "0102020101 0000", kField},
      {"a field twice", "0101010102 0000", kField},
      {"an unknown field", "0101010a01 0000", kField},
      {"a written number 0", "010100 0000", kField},
      {"a written instant 0", "0101010200 0000", kField},
      {"a written empty key", "0101010700 0000", kField},
      {"a written empty actor", "0101010600 0000", kField},
      {"an unknown field of the actor", "01010106 040100 0000", kField},
      {"fields of the actor descending", "01010106 020161 0104 00 0000", kField},
      {"an actor without end", "01010106 0104", kBytes},
      {"a field number that is too long", "01810001 0000", kBytes},
      {"a number that is too long", "01018100 0000", kBytes},
      {"an end that is too long", "0101018000 00", kBytes},
      {"a number of 65 bits", "0101ffffffffffffffffff03 0000", kBytes},
      {"a command of 33 bits", "01010108808080801000 00", kField},
      {"more after the events", "0101010000 00", kRecord},
      {"more after an event", record_hex("060100") + "00", kRecord},
      {"a second event that was not counted", record_hex("060100") + "060100", kRecord},
  });
}

TEST(Canonical, NumberOfEvents) {
  expect_refused({
      {"one event and none there", "0101010001", kRecord},
      {"more events than bytes", "010101007f 060100", kRecord},
      {"two events and one there", "0101010002 060100", kBytes},
      {"as many as a number can say", "01010100ffffffffffffffffff01 060100", kRecord},
      {"a count that is too long", "010101008100 060100", kBytes},
  });
}

TEST(Canonical, KindAndVersion) {
  expect_refused({
      {"a kind that is too long", record_hex("86000100"), kBytes},
      {"a version that is too long", record_hex("06810000"), kBytes},
      {"no version", record_hex("06"), kBytes},
      {"kind 2^32 + 6", record_hex("86808080100100"), kKind},
      {"version 2^32 + 1", record_hex("06818080801000"), kKind},
  });
}

TEST(Canonical, FieldsOfEvents) {
  expect_refused({
      {"fields descending", record_hex("0801 0201 0101 00"), kField},
      {"a field twice", record_hex("0801 0101 0102 00"), kField},
      {"an unknown field", record_hex("0601 0101 0201 00"), kField},
      {"field 2^32 + 1 for 1", record_hex("0601 8180808010 01 00"), kField},
      {"a written id 0", record_hex("0601 0100 00"), kField},
      {"a written false", record_hex("1f01 0101 0200 00"), kField},
      {"a boolean of 2", record_hex("1f01 0101 0202 00"), kField},
      {"a boolean of two bytes", record_hex("1f01 0101 028100 00"), kField},
      {"a written empty text", record_hex("0301 0100 00"), kField},
      {"a written empty list", record_hex("0b01 0200 00"), kField},
      {"a written null", record_hex("0c01 0300 00"), kField},
      {"a written instant 0", record_hex("6d01 0300 00"), kField},
      {"a written empty struct", record_hex("6401 0600 00"), kField},
      {"a number of 33 bits for 32", record_hex("0801 028080808010 00"), kField},
      {"an item of 33 bits for 32", record_hex("0b01 0201 8080808010 00"), kField},
      {"an enumeration's default", record_hex("1501 0200 00"), kField},
      {"an enumeration that is too long", record_hex("1501 028500 00"), kBytes},
      {"an enumeration of 9 bits that would be cut to 5", record_hex("1501 028502 00"), kField},
      {"an entrance of 9 bits that would be cut to 26", record_hex("ca01 01 039a02 00"), kField},
      {"an act of 9 bits that would be cut to 15", record_hex("c801 01 048f02 00"), kField},
      {"a text longer than the record", record_hex("0301 0105616200"), kBytes},
      {"a blob longer than the record", record_hex("0101 0201 0221ab0000"), kBytes},
      {"more items than bytes", record_hex("0b01 027f00"), kField},
      {"an unknown field in a nested struct", record_hex("0101 0201 0301 00 00"), kField},
      {"a written default in a nested struct", record_hex("6401 06 0100 00 00"), kField},
      {"fields descending in a nested struct", record_hex("6401 06 020161 010161 00 00"), kField},
      {"a nested struct without end", record_hex("6401 06 010161"), kBytes},
      {"half a pair", record_hex("3201 0401 0161"), kBytes},
      {"no end of the event", record_hex("0601 0101"), kBytes},
  });
}

TEST(Canonical, Values) {
  const auto variable = [](std::string_view value) { return record_hex("0c0103" + std::string(value) + "00"); };
  expect_refused({
      {"a boolean of 2", variable("0102"), kValue},
      {"ten as 10 × 10^0", variable("02000a00"), kValue},
      {"minus zero", variable("02010000"), kValue},
      {"zero with an exponent", variable("02000002"), kValue},
      {"a second word of zero", variable("0202010000"), kValue},
      {"unknown flags of a number", variable("02040100"), kValue},
      {"an exponent beyond the range", variable("020001a09c01"), kValue},
      {"30 February", variable("04d41f021e"), kValue},
      {"month 0", variable("04d41f0001"), kValue},
      {"second 86400 of a day", variable("0580a3050000"), kValue},
      {"a time zone without name", variable("0500000200"), kValue},
      {"a duration of two signs", variable("070201"), kValue},
      {"a list longer than the record", variable("097f"), kValue},
      {"a name twice", variable("0a02 016100 016100"), kValue},
      {"an unknown form of a range", variable("0b1c0000"), kValue},
      {"a function", variable("0c"), kValue},
      {"an unknown kind", variable("0e"), kValue},
      {"a commitment of 31 bytes", record_hex("0c0103 0d0000" + std::string(62, 'a')), kBytes},
      {"a coefficient that is too long", variable("0200818000"), kBytes},
  });
}

TEST(Canonical, ValuesAreNotNestedWithoutEnd) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "0901";
  const auto record = decode_hex(record_hex("0c0103" + deep + "00 00"));
  ASSERT_FALSE(record);
  EXPECT_EQ(record.error().code, "value.too-deep");
}

// What no release wrote yet, or one that came later: the message says to use that release, so it must name what it met.
TEST(Canonical, EveryOtherKindAndVersionIsUnknown) {
  std::vector<std::uint32_t> known(300, 0);
  for (const test::Golden& golden : test::every_golden()) known.at(golden.kind) = golden.version;
  for (std::uint32_t kind = 0; kind < known.size(); ++kind)
    for (const std::uint32_t version : {0u, 1u, 2u, 3u, 127u, 128u, 0xFFFFFFFFu}) {
      ByteWriter out;
      out.raw(*from_hex(test::kHeader + "01"));
      out.varint(kind);
      out.varint(version);
      out.u8(0);
      const auto record = decode_record(out.bytes());
      if (known[kind] != 0 && known[kind] == version) {
        EXPECT_TRUE(record) << kind;
        continue;
      }
      ASSERT_FALSE(record) << "kind " << kind << " version " << version;
      EXPECT_EQ(record.error(), corrupt(kKind, {{"kind", std::to_string(kind)}, {"version", std::to_string(version)}}));
    }
}

TEST(Canonical, ErrorsNameTheField) {
  EXPECT_EQ(decode_hex(record_hex("0601 0101 0701 00")).error().parameter("field"), "7");
  EXPECT_EQ(decode_hex(record_hex("0801 0201 0101 00")).error().parameter("field"), "1");
  EXPECT_EQ(decode_hex(record_hex("1f01 0101 0200 00")).error().parameter("field"), "2");
  EXPECT_EQ(decode_hex("01012a0000 00").error().parameter("number"), "42");
  EXPECT_EQ(decode_hex("070000").error().parameter("format"), "7");
}

}  // namespace
}  // namespace chancery::journal
