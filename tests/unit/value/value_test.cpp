#include "engine/value/value.h"

#include "engine/value/context_builder.h"

#include <gtest/gtest.h>

namespace chancery {
namespace {

TEST(Value, IsSmallAndStartsNull) {
  EXPECT_EQ(sizeof(Value), 24u);
  EXPECT_TRUE(Value().is_null());
  EXPECT_FALSE(Value().is_true());
}

TEST(Value, TextsOfEveryLengthSurviveCopyAndMove) {
  for (std::size_t n : {0u, 1u, 15u, 16u, 17u, 500u}) {
    const std::string text(n, 'x');
    Value a = Value::text(text);
    Value b = a;
    Value c = std::move(a);
    EXPECT_TRUE(a.is_null());  // NOLINT(bugprone-use-after-move): that is what is asked
    EXPECT_EQ(b.as_text(), text);
    EXPECT_EQ(c, b);
    const Value& same = b;
    b = same;
    EXPECT_EQ(b.as_text(), text);
  }
}

TEST(Value, AssigningAPartOfItselfKeepsThePart) {
  Value v = Value::list({Value::text("a text longer than sixteen bytes"), Value::number(2)});
  v = v.as_list()[0];
  EXPECT_EQ(v.as_text(), "a text longer than sixteen bytes");
}

TEST(Value, EqualityIsByContent) {
  Context a, b;
  a.set("x", Value::number(1));
  a.set("y", Value::text("证明"));
  b.set("y", Value::text("证明"));
  b.set("x", Value::number(*Decimal::parse("1.0")));
  EXPECT_EQ(Value::context(a), Value::context(b));
  b.set("z", Value());
  EXPECT_FALSE(Value::context(a) == Value::context(b));
  EXPECT_FALSE(Value::number(1) == Value(true));
  EXPECT_FALSE(Value() == Value(false));
  EXPECT_FALSE(Value::text("1") == Value::number(1));
}

TEST(Value, OrderExistsOnlyWithinAKind) {
  EXPECT_EQ(compare(Value::number(1), Value::number(2)), std::strong_ordering::less);
  EXPECT_EQ(compare(Value::text("a"), Value::text("B")), std::strong_ordering::greater);
  EXPECT_FALSE(compare(Value::number(1), Value::text("1")).has_value());
  EXPECT_FALSE(compare(Value(), Value()).has_value());
  EXPECT_FALSE(compare(Value(true), Value(false)).has_value());
}

TEST(Value, GetIsNullForWhatIsNotThere) {
  Context c;
  c.set("a", Value::text("b"));
  const Value v = Value::context(std::move(c));
  EXPECT_EQ(v.get_text("a"), "b");
  EXPECT_TRUE(v.get("b").is_null());
  EXPECT_TRUE(Value::number(1).get("a").is_null());
}

TEST(Value, WrongKindStops) { EXPECT_DEATH(Value::number(1).as_text(), "kind"); }

TEST(Context, KeepsInsertionOrderAndFindsInLargeOnes) {
  Context c;
  for (int i = 999; i >= 0; --i) EXPECT_TRUE(c.insert("k" + std::to_string(i), Value::number(i)));
  EXPECT_FALSE(c.insert("k5", Value()));
  EXPECT_EQ(c[0].name, "k999");
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(*c.find("k" + std::to_string(i)), Value::number(i));
  EXPECT_EQ(c.find("k1000"), nullptr);
  EXPECT_TRUE(c.remove("k500"));
  EXPECT_FALSE(c.remove("k500"));
  EXPECT_EQ(c.find("k500"), nullptr);
  EXPECT_EQ(*c.find("k0"), Value::number(0));
  c.set("k0", Value(true));
  EXPECT_EQ(c[c.size() - 1].name, "k0");
}

std::vector<std::string> names(const Context& c) {
  std::vector<std::string> out;
  for (const auto& [name, value] : c) out.push_back(name);
  return out;
}

TEST(Context, CopiesShareNamesUntilOneChangesThem) {
  Context a;
  a.set("x", Value::number(1));
  a.set("y", Value::number(2));
  Context b = a;
  b.set("x", Value::number(9));
  EXPECT_EQ(*a.find("x"), Value::number(1));
  b.set("z", Value());
  EXPECT_TRUE(b.remove("x"));
  EXPECT_EQ(names(a), (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(names(b), (std::vector<std::string>{"y", "z"}));
  EXPECT_EQ(b.find("x"), nullptr);
  EXPECT_EQ(*b.find("y"), Value::number(2));
}

TEST(Context, MadeOfNamesAndValues) {
  const ContextKeys keys = {"a", "b"};
  const Context c(keys, {Value::number(1), Value::text("two")});
  EXPECT_EQ(*c.find("b"), Value::text("two"));
  Context other;
  other.set("b", Value::text("two"));
  other.set("a", Value::number(1));
  EXPECT_EQ(c, other);
  EXPECT_DEATH(Context(keys, {Value()}), "size");
}

TEST(ContextKeys, ListsOfOneShapeBecomeOne) {
  ContextKeys a = {"share-1", "share-2"};
  ContextKeys b = {"share-1", "share-2"};
  ContextKeys other = {"share-1", "share-3"};
  EXPECT_FALSE(a.is_one_with(b));
  a.share();
  b.share();
  other.share();
  EXPECT_TRUE(a.is_one_with(b));
  EXPECT_FALSE(a.is_one_with(other));
  EXPECT_EQ(other[1], "share-3");
  EXPECT_TRUE(ContextKeys::expected(2, "share-1").is_one_with(other));  // the newest
  EXPECT_EQ(ContextKeys::expected(3, "share-1").size(), 0U);
  b.append("more");  // gets a list of its own
  EXPECT_EQ(a.size(), 2U);
  EXPECT_EQ(b.find("more"), 2U);
  EXPECT_EQ(a.find("more"), a.size());
}

Value built(std::size_t size, const std::vector<std::string>& names) {
  ContextBuilder out(size);
  std::int64_t number = 0;
  for (const std::string& name : names) out.add(name, Value::number(++number));
  return out.take();
}

TEST(ContextBuilder, GivesWhatWasAddedWhateverWasExpected) {
  using Names = std::vector<std::string>;
  const Names abc = {"builder-1", "b", "c"};
  for (const std::size_t size : {3U, 0U, 2U, 9U})
    for (const Names& one : {abc, Names{"builder-1", "b", "d"}, Names{"builder-1", "x", "c"}, Names{"builder-1"}, abc,
                             Names{}, Names{"builder-1", "b", "c", "d"}}) {
      const Value value = built(size, one);
      EXPECT_EQ(names(value.as_context()), one) << size;
      for (std::size_t i = 0; i < one.size(); ++i)
        EXPECT_EQ(value.get(one[i]), Value::number(static_cast<std::int64_t>(i) + 1));
    }
}

TEST(ContextBuilder, RefusesANameTwice) {
  for (int run = 0; run < 2; ++run) {
    ContextBuilder out(2);
    EXPECT_TRUE(out.add("twice-1", Value()));
    EXPECT_FALSE(out.add("twice-1", Value()));
    EXPECT_TRUE(out.add("twice-2", Value()));
    EXPECT_EQ(out.take().as_context().size(), 2U);
  }
}

TEST(Value, LongTextsKeepEveryByte) {
  for (const std::size_t size : {16U, 17U, 255U, 256U, 100'000U}) {
    std::string text(size, 'x');
    text.back() = '\0';
    Value value = Value::text(text);
    const Value copy = value;
    value = Value();
    EXPECT_EQ(copy.as_text(), text) << size;
  }
}

}  // namespace
}  // namespace chancery
