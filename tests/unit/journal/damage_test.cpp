// Damaged bytes: cut off, changed, mixed. Decoding answers with an error of its own or with a record that has exactly
// these bytes; it never stops the program and never asks for memory that the bytes do not account for.
#include <gtest/gtest.h>

#include <random>

#include "tests/unit/journal/golden.h"

namespace chancery::journal {
namespace {

constexpr int kRounds = 100'000;  // about a second

bool is_ours(const Error& error) {
  return error.kind == ErrorKind::kCorrupt &&
         (error.code.starts_with("journal.") || error.code.starts_with("base.") || error.code.starts_with("value."));
}

std::vector<Bytes> every_record() {
  std::vector<Bytes> records;
  for (const test::Golden& golden : test::every_golden()) {
    Record record = test::record_of({golden.event});
    record.at = test::kNow;
    record.actor.account = "c-chair";
    records.push_back(encode_record(record));
  }
  return records;
}

TEST(Damage, CutOffAtAnyByte) {
  for (const Bytes& bytes : every_record())
    for (std::size_t n = 0; n < bytes.size(); ++n) {
      const auto record = decode_record(BytesView(bytes).first(n));
      ASSERT_FALSE(record) << to_hex(bytes) << " cut to " << n;
      ASSERT_TRUE(is_ours(record.error())) << record.error().debug_text();
    }
}

TEST(Damage, AnythingAddedAtTheEnd) {
  for (Bytes bytes : every_record())
    for (const int more : {0, 1, 255}) {
      bytes.push_back(static_cast<std::uint8_t>(more));
      const auto record = decode_record(bytes);
      ASSERT_FALSE(record);
      EXPECT_EQ(record.error(), corrupt("journal.bad-record", {{"number", "1"}}));
      bytes.pop_back();
    }
}

// The property that everything rests on: no two byte strings are the same record.
void expect_refused_or_same(const Bytes& bytes, int& read) {
  const auto record = decode_record(bytes);
  if (!record) {
    ASSERT_TRUE(is_ours(record.error())) << record.error().debug_text();
    return;
  }
  ++read;
  ASSERT_EQ(to_hex(encode_record(*record)), to_hex(bytes));
}

TEST(Damage, EveryByteChangedToEveryOther) {
  int read = 0;
  for (const Bytes& bytes : every_record())
    for (std::size_t i = 0; i < bytes.size(); ++i)
      for (unsigned value = 0; value < 256; value += 1 + i % 3) {
        Bytes damaged = bytes;
        damaged[i] = static_cast<std::uint8_t>(value);
        ASSERT_NO_FATAL_FAILURE(expect_refused_or_same(damaged, read));
      }
  EXPECT_GT(read, 0) << "some changes give another sound record";
}

class Mutator {
 public:
  Mutator(std::vector<Bytes> records, std::uint64_t seed) : records_(std::move(records)), random_(seed) {}

  Bytes next() {
    Bytes bytes = any();
    for (std::uint64_t n = 1 + random_() % 4; n > 0; --n) change(bytes);
    return bytes;
  }

 private:
  const Bytes& any() { return records_[random_() % records_.size()]; }

  // Mostly bytes that mean something: ends, small numbers, borders of the number form.
  std::uint8_t byte() {
    static constexpr std::uint8_t kTelling[] = {0, 1, 2, 3, 9, 10, 13, 0x7f, 0x80, 0x81, 0xfe, 0xff};
    return random_() % 2 == 0 ? static_cast<std::uint8_t>(random_()) : kTelling[random_() % std::size(kTelling)];
  }

  void change(Bytes& bytes) {
    const auto at = bytes.begin() + static_cast<std::ptrdiff_t>(bytes.empty() ? 0 : random_() % bytes.size());
    switch (random_() % 6) {
      case 0: bytes.insert(at, byte()); break;
      case 1:
        if (at != bytes.end()) bytes.erase(at);
        break;
      case 2: {  // the end of another record
        const Bytes& other = any();
        bytes.erase(at, bytes.end());
        bytes.insert(bytes.end(), other.begin() + static_cast<std::ptrdiff_t>(random_() % other.size()), other.end());
        break;
      }
      case 3:  // a longer form of what may be a number
        if (at != bytes.end()) {
          *at |= 0x80;
          bytes.insert(at + 1, static_cast<std::uint8_t>(random_() % 4));
        }
        break;
      default:
        if (at != bytes.end()) *at = byte();
    }
  }

  std::vector<Bytes> records_;
  std::mt19937_64 random_;
};

TEST(Damage, ManyChangesAtRandom) {
  constexpr std::uint64_t kSeed = 20260302;
  SCOPED_TRACE(kSeed);
  Mutator mutator(every_record(), kSeed);
  int read = 0;
  for (int i = 0; i < kRounds; ++i) ASSERT_NO_FATAL_FAILURE(expect_refused_or_same(mutator.next(), read));
  EXPECT_GT(read, kRounds / 100);
  EXPECT_LT(read, kRounds / 2);
}

TEST(Damage, RandomBytes) {
  std::mt19937_64 random(7);
  int read = 0;
  for (int i = 0; i < kRounds / 2; ++i) {
    Bytes bytes(random() % 40);
    for (auto& b : bytes) b = static_cast<std::uint8_t>(random() % 3 == 0 ? random() : random() % 16);
    if (!bytes.empty()) bytes[0] = kRecordFormat;
    ASSERT_NO_FATAL_FAILURE(expect_refused_or_same(bytes, read));
  }
}

}  // namespace
}  // namespace chancery::journal
