#include "engine/base/utf8.h"

#include <gtest/gtest.h>

namespace chancery {
namespace {

TEST(Utf8, EveryLengthAtItsEnds) {
  for (const std::string_view text : {"\x01", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
                                      "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(utf8_length(text, 0), text.size());
    EXPECT_EQ(first_bad_utf8(text), std::nullopt);
  }
  EXPECT_EQ(first_bad_utf8(std::string_view("a\0b", 3)), std::nullopt);
  EXPECT_EQ(first_bad_utf8(""), std::nullopt);
  EXPECT_EQ(utf8_length("", 0), 0u);
}

struct Bad {
  const char* what;
  std::string_view text;
};

TEST(Utf8, WhatIsNotWellFormedIsFoundAtItsFirstByte) {
  for (const Bad& bad :
       {Bad{"continuation alone", "印\x80"}, Bad{"overlong, two", "印\xC1\xBF"},
        Bad{"overlong, three", "印\xE0\x9F\xBF"}, Bad{"overlong, four", "印\xF0\x8F\xBF\xBF"},
        Bad{"first surrogate", "印\xED\xA0\x80"}, Bad{"last surrogate", "印\xED\xBF\xBF"},
        Bad{"above the last character", "印\xF4\x90\x80\x80"}, Bad{"no lead byte", "印\xF5\x80\x80\x80"},
        Bad{"cut, two", "印\xC3"}, Bad{"cut, three", "印\xE5\x8D"}, Bad{"cut, four", "印\xF0\x9F\x98"},
        Bad{"broken off",
            "印\xE5\x8D"
            "a"}}) {
    EXPECT_EQ(first_bad_utf8(bad.text), std::optional<std::size_t>(3)) << bad.what;
  }
}

}  // namespace
}  // namespace chancery
