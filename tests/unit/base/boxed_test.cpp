#include "engine/base/boxed.h"

#include <gtest/gtest.h>

#include <string>

namespace chancery {
namespace {

TEST(Boxed, CopiesWhatItHolds) {
  Boxed<std::string> a;
  EXPECT_FALSE(a);
  EXPECT_EQ(a, Boxed<std::string>());
  a = std::string("one");
  Boxed<std::string> b = a;
  *b = "two";
  EXPECT_EQ(*a, "one");
  EXPECT_NE(a, b);
  a = b;
  EXPECT_EQ(a, b);
  a.reset();
  EXPECT_FALSE(a.has_value());
  EXPECT_NE(a, b);
  a.emplace() = "three";
  EXPECT_EQ(a->size(), 5U);
}

TEST(Boxed, AnEmptyOneIsNotRead) { EXPECT_DEATH(static_cast<void>(*Boxed<int>()), "held_"); }

}  // namespace
}  // namespace chancery
