#include "engine/base/name_list.h"

#include <gtest/gtest.h>

namespace chancery {
namespace {

using Names = std::vector<std::string_view>;

TEST(NameList, PartsBetweenCommasWithoutWhiteSpace) {
  EXPECT_EQ(split_names("a, b"), (Names{"a", "b"}));
  EXPECT_EQ(split_names(" one name\t,\n二 "), (Names{"one name", "二"}));
  EXPECT_EQ(split_names("a"), (Names{"a"}));
}

TEST(NameList, EmptyPartsAreLeftOut) {
  EXPECT_EQ(split_names(""), Names{});
  EXPECT_EQ(split_names(" , ,"), Names{});
  EXPECT_EQ(split_names(",a,,b,"), (Names{"a", "b"}));
}

}  // namespace
}  // namespace chancery
