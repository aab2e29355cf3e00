#include "engine/value/value.h"

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
    EXPECT_TRUE(a.is_null());  // moved from
    EXPECT_EQ(b.as_text(), text);
    EXPECT_EQ(c, b);
    b = b;
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
  EXPECT_EQ(c.entries().front().name, "k999");
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(*c.find("k" + std::to_string(i)), Value::number(i));
  EXPECT_EQ(c.find("k1000"), nullptr);
  EXPECT_TRUE(c.remove("k500"));
  EXPECT_FALSE(c.remove("k500"));
  EXPECT_EQ(c.find("k500"), nullptr);
  EXPECT_EQ(*c.find("k0"), Value::number(0));
  c.set("k0", Value(true));
  EXPECT_EQ(c.entries().back().name, "k0");
}

}  // namespace
}  // namespace chancery
