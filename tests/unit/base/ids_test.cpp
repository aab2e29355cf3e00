#include "engine/base/ids.h"

#include <gtest/gtest.h>

#include <type_traits>
#include <unordered_set>

namespace chancery {
namespace {

// Ids of two things never mix, and a bare number is no id.
static_assert(!std::is_convertible_v<TaskId, CaseId>);
static_assert(!std::is_constructible_v<PersonId, UnitId>);
static_assert(!std::is_convertible_v<std::uint64_t, CaseId>);
static_assert(!std::is_convertible_v<CaseId, std::uint64_t>);
static_assert(sizeof(CaseId) == sizeof(std::uint64_t));

TEST(Ids, ZeroMeansNone) {
  EXPECT_FALSE(CaseId{});
  EXPECT_TRUE(CaseId{1});
  EXPECT_EQ(CaseId{}, CaseId{0});
}

TEST(Ids, OrderIsThatOfTheNumbers) {
  EXPECT_LT(EventNumber{9}, EventNumber{10});
  EXPECT_FALSE(EventNumber{10} < EventNumber{9});
  EXPECT_FALSE(EventNumber{9} == EventNumber{10});
  EXPECT_LT(EventNumber{}, EventNumber{~std::uint64_t{0}});
}

TEST(Ids, HashAgreesWithEquality) {
  std::unordered_set<TaskId> set{TaskId{1}, TaskId{2}, TaskId{1}};
  EXPECT_EQ(set.size(), 2u);
  EXPECT_TRUE(set.contains(TaskId{2}));
  EXPECT_FALSE(set.contains(TaskId{3}));
}

}  // namespace
}  // namespace chancery
