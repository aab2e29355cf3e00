#include "engine/base/bytes.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "engine/base/hash.h"

namespace chancery {
namespace {

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
constexpr std::int64_t kLeastSigned = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMostSigned = std::numeric_limits<std::int64_t>::max();

std::string varint_hex(std::uint64_t v) {
  ByteWriter out;
  out.varint(v);
  return to_hex(out.bytes());
}

std::string zigzag_hex(std::int64_t v) {
  ByteWriter out;
  out.zigzag(v);
  return to_hex(out.bytes());
}

TEST(Varint, KnownAnswers) {
  const std::pair<std::uint64_t, const char*> answers[] = {{0, "00"},
                                                           {1, "01"},
                                                           {127, "7f"},
                                                           {128, "8001"},
                                                           {300, "ac02"},
                                                           {16383, "ff7f"},
                                                           {16384, "808001"},
                                                           {0xFFFFFFFF, "ffffffff0f"},
                                                           {kMost / 2, "ffffffffffffffff7f"},
                                                           {kMost, "ffffffffffffffffff01"}};
  for (const auto& [value, hex] : answers) {
    EXPECT_EQ(varint_hex(value), hex);
    const Bytes bytes = *from_hex(hex);
    ByteReader in(bytes);
    EXPECT_EQ(*in.varint(), value);
    EXPECT_TRUE(in.at_end());
  }
}

TEST(Zigzag, KnownAnswers) {
  const std::pair<std::int64_t, const char*> answers[] = {{0, "00"},
                                                          {-1, "01"},
                                                          {1, "02"},
                                                          {-2, "03"},
                                                          {63, "7e"},
                                                          {-64, "7f"},
                                                          {64, "8001"},
                                                          {kMostSigned, "feffffffffffffffff01"},
                                                          {kLeastSigned, "ffffffffffffffffff01"}};
  for (const auto& [value, hex] : answers) {
    EXPECT_EQ(zigzag_hex(value), hex);
    const Bytes bytes = *from_hex(hex);
    ByteReader in(bytes);
    EXPECT_EQ(*in.zigzag(), value);
    EXPECT_TRUE(in.at_end());
  }
}

TEST(Varint, EveryLengthHasOneForm) {
  for (unsigned bit = 0; bit < 64; ++bit)
    for (const std::uint64_t value : {std::uint64_t{1} << bit, (std::uint64_t{1} << bit) - 1}) {
      const Bytes bytes = *from_hex(varint_hex(value));
      ByteReader in(bytes);
      ASSERT_EQ(*in.varint(), value);
      Bytes longer = bytes;  // the same number with an empty seventh more
      longer.back() |= 0x80;
      longer.push_back(0);
      ByteReader refused(longer);
      ASSERT_FALSE(refused.varint()) << value;
    }
}

TEST(Varint, RefusesWhatIsNotMinimalOrTooLong) {
  for (const char* bad : {"", "80", "ffff", "8000", "ff00", "80808000", "ffffffffffffffffff02", "ffffffffffffffffff7f",
                          "ffffffffffffffffffff01", "8080808080808080808001", "80808080808080808000",
                          "ffffffffffffffffff80", "ffffffffffffffffff00"}) {
    const Bytes bytes = *from_hex(bad);
    ByteReader in(bytes);
    const auto result = in.varint();
    ASSERT_FALSE(result) << bad;
    EXPECT_EQ(result.error().kind, ErrorKind::kCorrupt);
    EXPECT_EQ(result.error().code, "base.bad-bytes");
    ByteReader as_signed(bytes);
    EXPECT_FALSE(as_signed.zigzag()) << bad;
  }
}

TEST(Blob, LengthThenContent) {
  ByteWriter out;
  out.text("证明");
  out.blob(Bytes{7, 8});
  out.text("");
  out.raw(Bytes{9});
  out.u8(0xff);
  EXPECT_EQ(to_hex(out.bytes()),
            "06e8af81e6988e"
            "020708"
            "00"
            "09"
            "ff");
  EXPECT_EQ(out.size(), out.bytes().size());
  const Bytes bytes = out.take();
  ByteReader in(bytes);
  EXPECT_EQ(*in.text(), "证明");
  EXPECT_EQ(in.position(), 7u);
  EXPECT_EQ(in.remaining(), 6u);
  const BytesView blob = *in.blob();
  EXPECT_EQ(Bytes(blob.begin(), blob.end()), (Bytes{7, 8}));
  EXPECT_EQ(*in.text(), "");
  EXPECT_EQ((*in.raw(1))[0], 9);
  EXPECT_FALSE(in.at_end());
  EXPECT_EQ(*in.u8(), 0xff);
  EXPECT_TRUE(in.at_end());
  EXPECT_FALSE(in.u8());
}

TEST(Blob, TextIsTakenAsItIs) {
  ByteWriter out;
  const std::string_view odd("\xff\0\xc3", 3);
  out.text(odd);
  ByteReader in(out.bytes());
  EXPECT_EQ(*in.text(), odd);
}

TEST(Blob, RefusesALengthBeyondTheEnd) {
  for (const char* bad : {"", "01", "0261", "7f", "80", "8001", "ffffffffffffffffff01", "feffffffffffffffff01"}) {
    const Bytes bytes = *from_hex(bad);
    ByteReader blob(bytes);
    EXPECT_FALSE(blob.blob()) << bad;
    ByteReader text(bytes);
    EXPECT_EQ(text.text().error().code, "base.bad-bytes") << bad;
  }
}

TEST(Raw, RefusesMoreThanIsThere) {
  const Bytes bytes{1, 2, 3};
  ByteReader in(bytes);
  EXPECT_FALSE(in.raw(4));
  EXPECT_FALSE(in.raw(std::numeric_limits<std::size_t>::max()));
  EXPECT_EQ(in.position(), 0u) << "a refused read takes nothing";
  EXPECT_EQ(in.raw(3)->size(), 3u);
  EXPECT_FALSE(in.raw(1));
  EXPECT_EQ(in.raw(0)->size(), 0u);
}

TEST(Reader, TheErrorNamesTheOffset) {
  const Bytes bytes = *from_hex(
      "010203"
      "05"
      "61");
  ByteReader in(bytes);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(in.u8());
  EXPECT_EQ(in.text().error().parameter("offset"), "4");
}

TEST(Writer, ClearForgetsEverything) {
  ByteWriter out;
  out.text("abc");
  out.clear();
  EXPECT_EQ(out.size(), 0u);
  out.u8(1);
  EXPECT_EQ(out.take(), Bytes{1});
}

TEST(Reader, RandomBytesGiveAValueOfExactlyTheseBytesOrAnError) {
  std::mt19937_64 random(20260302);
  for (int i = 0; i < 100'000; ++i) {
    Bytes bytes(random() % 12);
    for (auto& b : bytes) b = static_cast<std::uint8_t>(random() % 4 == 0 ? random() : random() | 0x80);
    ByteReader in(bytes);
    const auto value = in.varint();
    if (!value) continue;
    ByteWriter out;
    out.varint(*value);
    ASSERT_TRUE(std::equal(out.bytes().begin(), out.bytes().end(), bytes.begin(), bytes.begin() + in.position()))
        << to_hex(bytes);
  }
}

}  // namespace
}  // namespace chancery
