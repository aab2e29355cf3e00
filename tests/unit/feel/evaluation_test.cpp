#include <thread>

#include "feel_check.h"

namespace chancery::feel {
namespace {

TEST(FeelEvaluation, ThreeValuedLogic) {
  struct Row {
    const char* text;
    const char* result;
  };
  const Row rows[] = {{"true and null", "null"},      {"false and null", "false"}, {"null and false", "false"},
                      {"true or null", "true"},       {"null or true", "true"},    {"false or null", "null"},
                      {"null or false", "null"},      {"true and 1", "null"},      {"null and null", "null"},
                      {"false and 1/0 = 1", "false"}, {"not(true)", "false"},      {"not(false) and true", "true"}};
  for (const Row& row : rows) EXPECT_EQ(feel(row.text), row.result) << row.text;
}

TEST(FeelEvaluation, EqualityAndOrder) {
  EXPECT_EQ(feel("1.0 = 1"), "true");
  EXPECT_EQ(feel("null = null"), "true");
  EXPECT_EQ(feel("1 = null"), "false");
  EXPECT_EQ(feel("null != 1"), "true");
  EXPECT_EQ(feel("\"1\" = 1"), "null !feel.wrong-operands");
  EXPECT_EQ(feel("\"a\" < \"b\""), "true");
  EXPECT_EQ(feel("1 < \"b\""), "null !feel.wrong-operands");
  EXPECT_EQ(feel("null > 1"), "null !feel.wrong-operands");
  EXPECT_EQ(feel("[1,2] = [1,2]"), "true");
  EXPECT_EQ(feel("{a: 1, b: 2} = {b: 2, a: 1}"), "true");
  EXPECT_EQ(feel("5 between 1 and 5"), "true");
  EXPECT_EQ(feel("@\"2026-03-02T09:00:00+08:00\" = @\"2026-03-02T01:00:00Z\""), "true");
}

TEST(FeelEvaluation, ErrorsAreNullWithADiagnostic) {
  EXPECT_EQ(feel("1 / 0"), "null !feel.division-by-zero");
  EXPECT_EQ(feel("1 + \"a\""), "null !feel.wrong-operands");
  EXPECT_EQ(feel("absent"), "null !feel.unknown-name");
  EXPECT_EQ(feel("9e6144 * 10"), "null !feel.out-of-range");
  EXPECT_EQ(feel("[1,2][1.5]"), "null !feel.no-such-item");
  EXPECT_EQ(feel("1(2)"), "null !feel.not-a-function");
  EXPECT_EQ(feel("substring(\"a\")"), "null !feel.wrong-arguments");
  EXPECT_EQ(feel("[\"a\"..5]"), "null !feel.bad-range");
  EXPECT_EQ(feel("[2..1]"), "null !feel.bad-range");
  EXPECT_EQ(feel("{a: 1}.b"), "null !feel.no-such-member");
}

TEST(FeelEvaluation, FiltersAndPaths) {
  Check check;
  check.with("people", Value());
  const char* people = "{p: [{name: \"甲\", age: 30}, {name: \"乙\", age: 17}], r: ";
  const auto with = [&](const char* rest) { return check(std::string(people) + rest + "}.r"); };
  EXPECT_EQ(with("p[age >= 18].name"), "[\"甲\"]");
  EXPECT_EQ(with("p[item.age < 18][1].name"), "\"乙\"");
  EXPECT_EQ(with("p[-1].name"), "\"乙\"");
  EXPECT_EQ(with("p.age"), "[30, 17]");
  EXPECT_EQ(with("p[age > 99]"), "[]");
  EXPECT_EQ(feel("[1,2,3,4][item > 2]"), "[3, 4]");
  EXPECT_EQ(feel("[{item: 1}, {item: 2}][item >= 2]"), "[{item: 2}]");
  EXPECT_EQ(feel("5[1]"), "5");
  EXPECT_EQ(feel("null[1]"), "null");
  EXPECT_EQ(feel("[1,2][3]"), "null");
  EXPECT_EQ(feel("[1,2][0]"), "null");
  EXPECT_EQ(feel("[[1,2],[3]][item[1] = 3]"), "[[3]]");
}

TEST(FeelEvaluation, LoopsAndQuantifiers) {
  EXPECT_EQ(feel("for x in [1,2], y in [10,20] return x + y"), "[11, 21, 12, 22]");
  EXPECT_EQ(feel("for i in 3..1 return i"), "[3, 2, 1]");
  EXPECT_EQ(feel("for i in 0..4 return if i = 0 then 1 else i * partial[-1]"), "[1, 1, 2, 6, 24]");
  EXPECT_EQ(feel("for x in [[1,2],[3]], y in x return y"), "[1, 2, 3]");
  EXPECT_EQ(feel("some x in [1,2] satisfies x > 1"), "true");
  EXPECT_EQ(feel("every x in [1,2] satisfies x > 1"), "false");
  EXPECT_EQ(feel("every x in [] satisfies false"), "true");
  EXPECT_EQ(feel("some x in [] satisfies true"), "false");
  EXPECT_EQ(feel("some x in [1, null] satisfies x > 1"), "null !feel.wrong-operands");
  EXPECT_EQ(feel("for x in null return x"), "null !feel.not-a-list");
}

TEST(FeelEvaluation, FunctionsCloseOverWhatTheySaw) {
  EXPECT_EQ(feel("(function(a, b) a - b)(5, 3)"), "2");
  EXPECT_EQ(feel("(function(a, b) a - b)(b: 5, a: 3)"), "-2");
  EXPECT_EQ(feel("{k: 10, f: function(x) x * k, r: f(2)}.r"), "20");
  EXPECT_EQ(feel("(function(a: number) a)(\"x\")"), "null !feel.wrong-arguments");
  EXPECT_EQ(feel("(function(a) a)(1, 2)"), "null !feel.wrong-arguments");
  EXPECT_EQ(feel("sort([3,1,2], function(a, b) a > b)"), "[3, 2, 1]");
  Check check;
  check.with("rate", Value::number(3));
  EXPECT_EQ(check("{f: function(x) x * rate}.f(4)"), "12");
}

TEST(FeelEvaluation, InAndRanges) {
  EXPECT_EQ(feel("5 in [1..5]"), "true");
  EXPECT_EQ(feel("5 in [1..5)"), "false");
  EXPECT_EQ(feel("5 in (1..5)"), "false");
  EXPECT_EQ(feel("5 in (> 3)"), "true");
  EXPECT_EQ(feel("5 in > 3"), "true");
  EXPECT_EQ(feel("5 in (1, 5)"), "true");
  EXPECT_EQ(feel("5 in (< 3, > 4)"), "true");
  EXPECT_EQ(feel("\"a\" in [\"a\", \"b\"]"), "true");
  EXPECT_EQ(feel("null in [1..5]"), "false");
}

TEST(FeelEvaluation, UnaryTests) {
  Check check;
  check.with("limit", Value::number(10));
  EXPECT_EQ(check.test("-", Value()), "true");
  EXPECT_EQ(check.test("\"a\", \"b\"", Value::text("b")), "true");
  EXPECT_EQ(check.test("not(\"a\", \"b\")", Value::text("b")), "false");
  EXPECT_EQ(check.test("[1..5]", Value::number(5)), "true");
  EXPECT_EQ(check.test("< limit", Value::number(10)), "false");
  EXPECT_EQ(check.test("? * 2 > limit", Value::number(6)), "true");
  EXPECT_EQ(check.test("false", Value(false)), "true");
  EXPECT_EQ(check.test("true", Value(false)), "false");
  EXPECT_EQ(check.test("null", Value()), "true");
  EXPECT_EQ(check.test("-5", Value::number(-5)), "true");
  EXPECT_EQ(check.test("not(> 5)", Value::number(7)), "false");
  EXPECT_EQ(check.test("contains(?, \"b\")", Value::text("abc")), "true");
  EXPECT_EQ(check.test("\"a\" \"b\"", Value()), "fault feel.syntax");
  EXPECT_EQ(check.test("", Value()), "fault feel.unexpected-end");
}

TEST(FeelEvaluation, PersonalDataStaysClosed) {
  Check check;
  check.with("name", Value::personal({"person:1", "name", {}}))
      .with("other", Value::personal({"person:2", "name", {}}));
  EXPECT_EQ(check("name = null"), "false");
  EXPECT_EQ(check("name != null"), "true");
  EXPECT_EQ(check("name = name"), "true");
  EXPECT_EQ(check("name = other"), "false");
  for (const char* text :
       {"name = \"王\"", "name + \"a\"", "name < other", "name.subject", "name[1]", "string length(name)",
        "string(name)", "-name", "contains(name, \"a\")", "name between other and other"}) {
    EXPECT_TRUE(check(text).starts_with("null !feel.personal-data")) << text << check(text);
  }
  EXPECT_EQ(check("string([name])"), "\"[null]\"");
}

TEST(FeelEvaluation, WorkIsLimited) {
  Check check;
  EXPECT_EQ(check("count(for a in 1..1000, b in 1..1000, c in 1..1000 return 1)").substr(0, 5), "null ");
  EXPECT_EQ(check("for i in 1..99999999999 return i"), "null !feel.list-too-long !feel.not-a-list");
  EXPECT_EQ(check("{f: function(g, n) g(g, n + 1), r: f(f, 0)}.r"), "null !feel.too-deep");
  EXPECT_EQ(check("{n: for i in 1..5000 return i, r: for i in n return count(n)}.r"), "null !feel.too-many-steps");
  EXPECT_EQ(check("for i in 1..5000 return count(partial)"), "null !feel.too-many-steps");
  check.limits.steps_max = 50;
  EXPECT_EQ(check("sum(for a in 1..1000 return a)"), "null !feel.too-many-steps");
  check.limits.steps_max = 1'000'000;
  check.limits.text_bytes_max = 1000;
  check.with("t", Value::text(std::string(600, 'x')));
  EXPECT_EQ(check("t + t"), "null !feel.text-too-long");
}

TEST(FeelEvaluation, SymbolsAndConstantsAreKnownToTheCaller) {
  SymbolTable symbols;
  const auto c = compile_expression("b + a * a", symbols);
  std::vector<Symbol> expected{symbols.intern("a"), symbols.intern("b")};
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(c.expression.symbols(), expected);
  EXPECT_EQ(c.expression.constant(), nullptr);
  const auto folded = compile_expression("[1 + 1, -2]", symbols);
  ASSERT_NE(folded.expression.constant(), nullptr);
  EXPECT_EQ(to_text(*folded.expression.constant()), "[2, -2]");
}

TEST(FeelEvaluation, OneExpressionServesManyThreads) {
  SymbolTable symbols;
  const auto c = compile_expression(
      "sum(for i in 1..100 return i * factor) = 5050 * factor and text = \"a text of some length\"", symbols);
  ASSERT_TRUE(c.ok());
  const Symbol factor = symbols.intern("factor"), text = symbols.intern("text");
  const Value shared = Value::text("a text of some length");
  std::vector<std::thread> threads;
  std::atomic<int> good = 0;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      LocalScope scope;
      scope.set(factor, Value::number(t));
      scope.set(text, shared);
      for (int i = 0; i < 50; ++i) {
        EvaluationContext context;
        if (c.expression.evaluate(scope, context).is_true()) ++good;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(good, 200);
}

}  // namespace
}  // namespace chancery::feel
