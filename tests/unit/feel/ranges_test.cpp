// Ranges as values: forms, equality, membership, iteration, range() (10.3.2.7, 10.3.4.1).
#include "engine/value/codec.h"
#include "feel_check.h"

namespace chancery::feel {
namespace {

TEST(FeelRanges, FormsAreDifferentValues) {
  expect_all({{"[1..10] = [1..10]", "true"},
              {"(1..10] = ]1..10]", "true"},
              {"[1..10) = [1..10[", "true"},
              {"(< 10) = (< 10)", "true"},
              {"(< 10) = (null..10)", "false"},
              {"(>= 10) = [10..null)", "false"},
              {"(= 10) = [10..10]", "false"},
              {"(!= 10) = (!= 10)", "true"},
              {"[1.0..2] = [1..2.0]", "true"}});
}

TEST(FeelRanges, MembershipAndEnds) {
  expect_all({{"5 in (< 5)", "false"},
              {"5 in (<= 5)", "true"},
              {"5 in (= 5)", "true"},
              {"5 in (!= 5)", "false"},
              {"\"b\" in [\"a\"..\"c\"]", "true"},
              {"5 in (null..10]", "null !feel.wrong-operands"},  // never true, unlike (<= 10)
              {"11 in (null..10]", "false !feel.wrong-operands"},
              {"5 in [6..null)", "false"},
              {"\"a\" in [1..2]", "null !feel.wrong-operands !feel.wrong-operands"},
              {"(< 5).end", "5"},
              {"(< 5).start", "null"},
              {"(<= 5).end included", "true"},
              {"[1..5).end included", "false"},
              {"string((< 5))", "\"< 5\""},
              {"string((!= \"a\"))", "\"!= \"a\"\""},
              {"string([1..5))", "\"[1..5)\""},
              {"[]1..2[,]3..4[]", "[(1..2), (3..4)]"},
              {"[null..null]", "null !feel.bad-range"},
              {"[{}..null]", "null !feel.bad-range"},
              {"(< [[1]])", "null !feel.bad-range"}});
}

TEST(FeelRanges, Iteration) {
  expect_all({{"for i in [1..3] return i", "[1, 2, 3]"},
              {"for i in (1..4) return i", "[2, 3]"},
              {"for i in (1..2) return i", "[]"},
              {"for i in 3..1 return i", "[3, 2, 1]"},
              {"for d in [@\"2026-02-27\"..@\"2026-03-01\"] return d", "[2026-02-27, 2026-02-28, 2026-03-01]"},
              {"for i in (< 5) return i", "null !feel.not-a-list"},
              {"for i in [1.5..3] return i", "null !feel.not-a-list"}});
}

TEST(FeelRanges, FromText) {
  expect_all({{R"x(range("[18..21)") = [18..21))x", "true"},
              {R"x(range("]-2..-1]") = (-2..-1])x", "true"},
              {R"x(range("[\"a\"..\"c\"]") instance of range<string>)x", "true"},
              {R"x(range("[date(\"2026-01-01\")..@\"2026-01-02\"]").end)x", "2026-01-02"},
              {R"x(range("[1..null]"))x", "null !feel.bad-argument"},
              {R"x(range("[x..2]"))x", "null !feel.bad-argument"},
              {R"x(range("[1 + 1..3]"))x", "null !feel.bad-argument"},
              {R"x(range("[date(string(\"2026-01-01\"))..@\"2026-01-02\"]"))x", "null !feel.bad-argument"},
              {R"x(range(">= 5"))x", "null !feel.bad-argument"},
              {R"x(range("[3..1]"))x", "null !feel.bad-argument"},
              {R"x(range([1..2]))x", "null !feel.bad-argument"}});
}

TEST(FeelRanges, KeepTheirFormInBytes) {
  SymbolTable symbols;
  const LocalScope nothing;
  EvaluationContext context;
  for (const char* text : {"(< 5)", "(>= 5)", "(!= 5)", "[1..5)"}) {
    const Value range = compile_expression(text, symbols).expression.evaluate(nothing, context);
    ByteWriter out;
    encode(out, range);
    ByteReader in(BytesView(out.bytes()));
    const auto read = decode_value(in);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(*read, range) << text;
  }
}

}  // namespace
}  // namespace chancery::feel
