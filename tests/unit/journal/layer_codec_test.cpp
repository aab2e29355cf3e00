#include "engine/journal/layer_codec.h"

#include <gtest/gtest.h>

namespace chancery::journal {
namespace {

using Table = Layer<std::string, std::uint32_t>;

std::string hex_of(const Table& table) {
  ByteWriter out;
  write_layer(out, table);
  return to_hex(out.bytes());
}

Result<void> read(std::string_view hex, Table& table) {
  const Bytes bytes = *from_hex(hex);
  ByteReader in(bytes);
  return read_layer(in, table);
}

TEST(LayerCodec, NumberThenKeysAndRecordsInOrder) {
  Table table;
  table.edit("b") = 2;
  table.edit("a") = 300;
  EXPECT_EQ(hex_of(table), "020161ac02016202");
  Table back;
  ASSERT_TRUE(read("020161ac02016202", back));
  EXPECT_EQ(hex_of(back), hex_of(table));
  EXPECT_EQ(*back.find("a"), 300u);
  EXPECT_EQ(hex_of(Table{}), "00");
}

TEST(LayerCodec, WritesWhatCanBeSeenThroughAllLayers) {
  Table bottom;
  bottom.edit("a") = 1;
  bottom.edit("b") = 2;
  Table top(&bottom);
  top.erase("a");
  top.edit("c") = 3;
  EXPECT_EQ(hex_of(top), "02016202016303");
  EXPECT_EQ(hex_of(bottom), "02016101016202");
}

TEST(LayerCodec, RefusesKeysOutOfOrderOrTwice) {
  for (const char* bad : {"02016201016101", "02016101016101", "03016101016301016201"}) {
    Table table;
    EXPECT_EQ(read(bad, table).error().code, "journal.bad-field") << bad;
  }
}

TEST(LayerCodec, CutOffAtAnyByte) {
  const std::string whole = "020161ac02016202";
  for (std::size_t n = 0; n < whole.size(); n += 2) {
    Table table;
    EXPECT_EQ(read(whole.substr(0, n), table).error().code, "base.bad-bytes") << n;
  }
}

TEST(LayerCodec, RefusesACountThatTheBytesDoNotHold) {
  for (const char* bad : {"01", "ffffffffffffffffff01", "03016101016202", "8100016101"}) {
    Table table;
    EXPECT_FALSE(read(bad, table)) << bad;
  }
}

}  // namespace
}  // namespace chancery::journal
