// What other modules use of FEEL besides texts: calling function values, the literals of a cell, depth of their own.
#include <set>

#include "engine/feel/function.h"
#include "tests/unit/feel/feel_check.h"

namespace chancery::feel {
namespace {

Value function_of(std::string_view text) {
  SymbolTable symbols;
  EvaluationContext context;
  return compile_expression(text, symbols).expression.evaluate(LocalScope(), context);
}

std::string called(std::string_view function, const std::vector<std::string>& names, const List& arguments) {
  EvaluationContext context;
  return Check::shown(call_function(function_of(function), names, arguments, context), context);
}

TEST(Host, CallsFunctionsByNameAndPlace) {
  const List numbers{Value::number(7), Value::number(2)};
  EXPECT_EQ(called("function(a, b) a - b", {}, numbers), "5");
  EXPECT_EQ(called("function(a, b) a - b", {"b", "a"}, numbers), "-5");
  EXPECT_EQ(called("function(a, b) a - b", {"b", "c"}, numbers), "null !feel.wrong-arguments");
  EXPECT_EQ(called("function(a) a", {}, numbers), "null !feel.wrong-arguments");
  EXPECT_EQ(called("abs", {"n"}, {Value::number(-1)}), "1");
  EXPECT_EQ(called("1", {}, {}), "null !feel.not-a-function");
}

TEST(Host, LearnsTheLiteralsOfACell) {
  SymbolTable symbols;
  const auto of = [&](std::string_view tests) {
    std::set<std::string> texts;  // each once, as a range and its bounds may both be kept
    for (const Value& literal : compile_unary_tests(tests, symbols).tests.constants()) texts.insert(to_text(literal));
    std::string all;
    for (const std::string& text : texts) all += text + " ";
    return all;
  };
  EXPECT_EQ(of("-"), "");
  EXPECT_EQ(of("\"a\", \"b\""), "a b ");
  EXPECT_EQ(of("[1..5]"), "1 5 ");
  EXPECT_EQ(of("not(> 3)"), "3 ");
}

TEST(Host, SharesTheDepth) {
  EvaluationContext context;
  context.limits.depth_max = 2;
  EXPECT_TRUE(context.enter());
  EXPECT_TRUE(context.enter());
  EXPECT_FALSE(context.enter());
  EXPECT_TRUE(context.has("feel.too-deep"));
  context.leave();
  EXPECT_TRUE(context.enter());
}

}  // namespace
}  // namespace chancery::feel
