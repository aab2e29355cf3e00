// The field codec by itself, with every type that a field may have.
#include "engine/journal/fields.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/unit/journal/golden.h"

namespace chancery::journal {
namespace {

enum class Colour : std::uint8_t { kNone, kRed, kLast = 255 };

struct Inner {
  std::uint64_t a = 0;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.a);
  }
  bool operator==(const Inner&) const = default;
};

struct Everything {
  bool flag = false;
  Colour colour = Colour::kNone;
  std::uint8_t small = 0;
  std::uint32_t middle = 0;
  std::uint64_t large = 0;
  std::int64_t signed_one = 0;
  CaseId id;
  Instant at;
  std::string text;
  Bytes blob;
  Sha256 hash{};
  Value value;
  std::vector<Inner> list;
  std::optional<Inner> maybe;
  std::pair<std::string, std::int64_t> pair;
  Inner inner;
  std::uint32_t far = 0;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.flag);
    v(2, s.colour);
    v(3, s.small);
    v(4, s.middle);
    v(5, s.large);
    v(6, s.signed_one);
    v(7, s.id);
    v(8, s.at);
    v(9, s.text);
    v(10, s.blob);
    v(11, s.hash);
    v(12, s.value);
    v(13, s.list);
    v(14, s.maybe);
    v(15, s.pair);
    v(16, s.inner);
    v(200, s.far);
  }
  bool operator==(const Everything&) const = default;
};

std::string hex_of(const Everything& everything) {
  ByteWriter out;
  write_value(out, everything);
  return to_hex(out.bytes());
}

Result<Everything> read(std::string_view hex) {
  const Bytes bytes = test::bytes_of(hex);
  ByteReader in(bytes);
  Everything everything;
  TRY_VOID(read_value(in, everything));
  EXPECT_TRUE(in.at_end());
  return everything;
}

Everything filled() {
  Everything e;
  e.flag = true;
  e.colour = Colour::kLast;
  e.small = 255;
  e.middle = 0xFFFFFFFF;
  e.large = std::numeric_limits<std::uint64_t>::max();
  e.signed_one = std::numeric_limits<std::int64_t>::min();
  e.id = CaseId{128};
  e.at = Instant{-1};
  e.text = "字";
  e.blob = {0, 255};
  e.hash.fill(0xab);
  e.value = Value(false);
  e.list = {{}, {7}};
  e.maybe = Inner{};
  e.pair = {"", -2};
  e.inner = {1};
  e.far = 5;
  return e;
}

const std::string kFilled = test::without_blanks(
    "0101 02ff01 03ff01 04ffffffff0f 05ffffffffffffffffff01 06ffffffffffffffffff01 078001 0801 0903e5ad97 0a0200ff 0b "
    "abababababababababababababababababababababababababababababababab 0c0100 0d02 00 010700 0e00 0f0003 10010100 "
    "c80105 00");

TEST(Fields, EveryTypeHasItsBytes) {
  EXPECT_EQ(hex_of(filled()), kFilled);
  const auto back = read(kFilled);
  ASSERT_TRUE(back) << back.error().debug_text();
  EXPECT_EQ(*back, filled());
}

TEST(Fields, DefaultsAreLeftOut) {
  EXPECT_EQ(hex_of(Everything{}), "00");
  EXPECT_EQ(*read("00"), Everything{});
}

TEST(Fields, AnEmptyOptionalDiffersFromOneThatHoldsADefault) {
  Everything e;
  e.maybe = Inner{};
  EXPECT_EQ(hex_of(e), "0e0000");
  EXPECT_TRUE(read("0e0000")->maybe.has_value());
  EXPECT_FALSE(read("00")->maybe.has_value());
}

TEST(Fields, CutOffAtAnyByte) {
  for (std::size_t n = 0; n < kFilled.size(); n += 2) {
    const auto result = read(kFilled.substr(0, n));
    ASSERT_FALSE(result) << n;
    EXPECT_EQ(result.error().kind, ErrorKind::kCorrupt);
  }
}

TEST(Fields, RefusesEveryWrittenDefault) {
  const std::string zeros(64, '0');
  for (const std::string& field :
       {std::string("0100"), std::string("0200"), std::string("0300"), std::string("0400"), std::string("0500"),
        std::string("0600"), std::string("0700"), std::string("0800"), std::string("0900"), std::string("0a00"),
        "0b" + zeros, std::string("0c00"), std::string("0d00"), std::string("0f0000"), std::string("1000"),
        std::string("c80100")})
    EXPECT_EQ(read(field + "00").error().code, "journal.bad-field") << field;
}

TEST(Fields, RefusesWhatATypeCannotHold) {
  const std::pair<const char*, const char*> bad[] = {
      {"010200", "journal.bad-field"},          // a boolean of 2
      {"02800200", "journal.bad-field"},        // an enumeration of 9 bits
      {"03800200", "journal.bad-field"},        // a small number of 9 bits
      {"04808080801000", "journal.bad-field"},  // a middle one of 33 bits
      {"0d7f00", "journal.bad-field"},          // more items than bytes
      {"0901", "base.bad-bytes"},               // a text without content
      {"0bab00", "base.bad-bytes"},             // a hash of two bytes
      {"0c0e00", "value.bad-bytes"},            // no such value
      {"10020100", "journal.bad-field"},        // no such field inside
      {"110100", "journal.bad-field"},          // no such field
      {"c901", "journal.bad-field"},            // none after the last
      {"04010101 00", "journal.bad-field"},     // descending
      {"818000 0100", "base.bad-bytes"},        // a field number in a longer form
  };
  for (const auto& [hex, code] : bad) {
    const auto result = read(hex);
    ASSERT_FALSE(result) << hex;
    EXPECT_EQ(result.error().code, code) << hex;
  }
}

}  // namespace
}  // namespace chancery::journal
