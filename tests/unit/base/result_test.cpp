#include "engine/base/result.h"

#include <gtest/gtest.h>

#include <memory>

namespace chancery {
namespace {

Result<int> half(int n) {
  if (n % 2 != 0) return invalid("test.odd", {{"n", std::to_string(n)}});
  return n / 2;
}

Result<int> quarter(int n, int& reached) {
  const int h = TRY(half(n));
  ++reached;
  return TRY(half(h));
}

Result<void> must_be_even(int n, int& reached) {
  TRY_VOID([&]() -> Result<void> {
    TRY(half(n));
    return {};
  }());
  ++reached;
  return {};
}

TEST(Result, HoldsAValueOrAnError) {
  const Result<int> good = half(8);
  EXPECT_TRUE(good);
  EXPECT_TRUE(good.has_value());
  EXPECT_EQ(*good, 4);
  EXPECT_EQ(good.value(), 4);
  const Result<int> bad = half(7);
  EXPECT_FALSE(bad);
  EXPECT_FALSE(bad.has_value());
  EXPECT_EQ(bad.error(), invalid("test.odd", {{"n", "7"}}));
}

TEST(Result, ReadingTheWrongSideStopsTheProgram) {
  const Result<int> good = half(8);
  const Result<int> bad = half(7);
  const Result<void> done;
  EXPECT_DEATH(static_cast<void>(bad.value()), "assertion failed");
  EXPECT_DEATH(static_cast<void>(*bad), "assertion failed");
  EXPECT_DEATH(static_cast<void>(good.error()), "assertion failed");
  EXPECT_DEATH(static_cast<void>(done.error()), "assertion failed");
}

TEST(Result, TryGivesTheValueOrReturnsTheErrorAsItWas) {
  int reached = 0;
  EXPECT_EQ(*quarter(12, reached), 3);
  EXPECT_EQ(reached, 1);
  EXPECT_EQ(quarter(9, reached).error().parameter("n"), "9");
  EXPECT_EQ(reached, 1) << "what follows a failed TRY must not run";
  EXPECT_EQ(quarter(6, reached).error().parameter("n"), "3");
  EXPECT_EQ(reached, 2);
}

TEST(Result, TryVoidGoesOnOrReturnsTheError) {
  int reached = 0;
  EXPECT_TRUE(must_be_even(2, reached));
  EXPECT_EQ(reached, 1);
  EXPECT_EQ(must_be_even(3, reached).error().code, "test.odd");
  EXPECT_EQ(reached, 1);
}

TEST(Result, TryEvaluatesItsExpressionOnce) {
  int calls = 0;
  const auto count = [&calls]() -> Result<int> { return ++calls; };
  const auto once = [&]() -> Result<int> { return TRY(count()); };
  EXPECT_EQ(*once(), 1);
  EXPECT_EQ(calls, 1);
}

TEST(Result, CarriesWhatCanOnlyBeMoved) {
  const auto make = []() -> Result<std::unique_ptr<int>> { return std::make_unique<int>(5); };
  const auto pass = [&]() -> Result<std::unique_ptr<int>> { return TRY(make()); };
  auto result = pass();
  const std::unique_ptr<int> owned = std::move(result).value();
  EXPECT_EQ(*owned, 5);
  auto again = make();
  const std::unique_ptr<int> other = *std::move(again);
  EXPECT_EQ(*other, 5);
}

TEST(Result, VoidHoldsAnErrorOrNothing) {
  const Result<void> done;
  EXPECT_TRUE(done);
  EXPECT_TRUE(done.has_value());
  Result<void> failed = conflict("test.changed");
  EXPECT_FALSE(failed);
  const Error moved = std::move(failed).error();
  EXPECT_EQ(moved.kind, ErrorKind::kConflict);
  EXPECT_EQ(moved.code, "test.changed");
}

TEST(Error, ParametersAreFoundByName) {
  const Error error = refused("test.no", {{"who", "王"}, {"why", ""}, {"who", "second"}});
  EXPECT_EQ(error.parameter("who"), "王") << "the first of that name";
  EXPECT_EQ(error.parameter("why"), "");
  EXPECT_EQ(error.parameter("wh"), "");
  EXPECT_EQ(error.parameter(""), "");
  EXPECT_EQ(error.debug_text(), "test.no who=王 why= who=second");
  EXPECT_EQ(invalid("test.plain").debug_text(), "test.plain");
}

TEST(Error, EveryMakerHasItsKind) {
  EXPECT_EQ(invalid("c").kind, ErrorKind::kInvalid);
  EXPECT_EQ(refused("c").kind, ErrorKind::kRefused);
  EXPECT_EQ(not_found("c").kind, ErrorKind::kNotFound);
  EXPECT_EQ(conflict("c").kind, ErrorKind::kConflict);
  EXPECT_EQ(too_large("c").kind, ErrorKind::kTooLarge);
  EXPECT_EQ(unavailable("c").kind, ErrorKind::kUnavailable);
  EXPECT_EQ(corrupt("c").kind, ErrorKind::kCorrupt);
}

TEST(Error, EqualityLooksAtKindCodeAndParameters) {
  const Error error = invalid("c", {{"a", "1"}});
  EXPECT_EQ(error, invalid("c", {{"a", "1"}}));
  EXPECT_FALSE(error == refused("c", {{"a", "1"}}));
  EXPECT_FALSE(error == invalid("d", {{"a", "1"}}));
  EXPECT_FALSE(error == invalid("c", {{"a", "2"}}));
  EXPECT_FALSE(error == invalid("c", {{"b", "1"}}));
  EXPECT_FALSE(error == invalid("c"));
}

TEST(Assert, AHoldingAssumptionPassesAndIsEvaluatedOnce) {
  int calls = 0;
  CHANCERY_ASSERT(++calls == 1);
  EXPECT_EQ(calls, 1);
  EXPECT_DEATH(CHANCERY_ASSERT(calls == 2), "assertion failed: calls == 2 at .*result_test.cpp");
}

}  // namespace
}  // namespace chancery
