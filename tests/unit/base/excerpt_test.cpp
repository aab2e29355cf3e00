#include "engine/base/excerpt.h"

#include <gtest/gtest.h>

namespace chancery {
namespace {

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(Excerpt, AShortTextIsLeftWhole) {
  EXPECT_EQ(excerpt(""), "");
  EXPECT_EQ(excerpt(repeated("a", 80)), repeated("a", 80));
}

TEST(Excerpt, ALongTextEndsAfterAWholeCharacter) {
  EXPECT_EQ(excerpt(repeated("a", 81)), repeated("a", 80) + "…");
  EXPECT_EQ(excerpt(repeated("章", 27)), repeated("章", 26) + "…");            // 78 bytes; the 27th would end at 81
  EXPECT_EQ(excerpt("a" + repeated("😀", 20)), "a" + repeated("😀", 19) + "…");  // 77 bytes; the 20th would end at 81
}

TEST(Excerpt, BytesThatAreNoUtf8DoNotHangIt) { EXPECT_EQ(excerpt(repeated("\x80", 200)), "…"); }

}  // namespace
}  // namespace chancery
