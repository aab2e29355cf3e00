#include "engine/feel/builtins/registry.h"

#include <fstream>
#include <iterator>

#include "feel_check.h"

namespace chancery::feel {
namespace {

TEST(FeelBuiltins, Strings) {
  expect_all({{R"(substring("foobar", 3))", "\"obar\""},
              {R"(substring("foobar", 3, 3))", "\"oba\""},
              {R"(substring("foobar", -2, 1))", "\"a\""},
              {R"(substring("证明材料", 2, 2))", "\"明材\""},
              {R"(substring("abc", 0))", "null !feel.bad-argument"},
              {R"(string length("证😀"))", "2"},
              {R"(upper case("aBc4"))", "\"ABC4\""},
              {R"(substring before("foobar", "bar"))", "\"foo\""},
              {R"(substring before("foobar", "xyz"))", "\"\""},
              {R"(substring after("foobar", "ob"))", "\"ar\""},
              {R"(contains("foobar", "of"))", "false"},
              {R"(starts with("foobar", "fo"))", "true"},
              {R"(ends with("foobar", "r"))", "true"},
              {R"(matches("foobar", "^fo*bar"))", "true"},
              {R"(matches("a", "["))", "null !feel.bad-pattern"},
              {R"x(replace("abcd", "(ab)|(a)", "[1=$1][2=$2]"))x", "\"[1=ab][2=]cd\""},
              {R"(split("John Doe", "\s"))", "[\"John\", \"Doe\"]"},
              {R"(split("a;b;c;;", ";"))", "[\"a\", \"b\", \"c\", \"\", \"\"]"},
              {R"(split("abc", ""))", "null !feel.bad-argument"},
              {R"(string join(["a", null, "b"], "-"))", "\"a-b\""},
              {R"(string join(["a", 1]))", "null !feel.bad-argument"},
              {R"(substring(string: "foobar", start position: 3))", "\"obar\""},
              {R"(contains(1, "a"))", "null !feel.bad-argument"}});
}

TEST(FeelBuiltins, Numbers) {
  expect_all({{"decimal(1/3, 2)", "0.33"},
              {"decimal(1.5, 0)", "2"},
              {"decimal(2.5, 0)", "2"},
              {"floor(-1.5)", "-2"},
              {"floor(-1.56, 1)", "-1.6"},
              {"ceiling(1.5)", "2"},
              {"round up(5.5, 0)", "6"},
              {"round down(-5.5, 0)", "-5"},
              {"round half up(1.126, 2)", "1.13"},
              {"round half down(-2.5, 0)", "-2"},
              {"abs(-10)", "10"},
              {"abs(@\"-PT5H\")", "PT5H"},
              {"modulo(-12, 5)", "3"},
              {"modulo(12, 0)", "null !feel.division-by-zero"},
              {"sqrt(16)", "4"},
              {"sqrt(-1)", "null !feel.out-of-range"},
              {"odd(5)", "true"},
              {"even(5)", "false"},
              {"exp(0)", "1"},
              {"log(1)", "0"},
              {"abs(\"a\")", "null !feel.bad-argument"},
              {"decimal(1, 7000)", "null !feel.bad-argument"}});
}

TEST(FeelBuiltins, Lists) {
  expect_all({{"list contains([1,2,3], 2)", "true"},
              {"list contains([1,null], null)", "true"},
              {"count([1,2,3])", "3"},
              {"min(1,2,3)", "1"},
              {"max([1,2,3])", "3"},
              {"min([])", "null"},
              {"max([1,\"a\"])", "null !feel.bad-argument"},
              {"sum([1,2,3])", "6"},
              {"sum([])", "null"},
              {"mean([1,2,3])", "2"},
              {"all([false,null,true])", "false"},
              {"all([])", "true"},
              {"any([false,null])", "null"},
              {"any([false,0])", "null !feel.bad-argument"},
              {"all(null)", "null !feel.bad-argument"},
              {"not(null)", "null"},
              {"not(0)", "null !feel.bad-argument"},
              {"any([])", "false"},
              {"sublist([4,5,6], 1, 2)", "[4, 5]"},
              {"sublist([4,5,6], 0)", "null !feel.bad-argument"},
              {"append([1], 2, 3)", "[1, 2, 3]"},
              {"concatenate([1,2],[3])", "[1, 2, 3]"},
              {"insert before([1,3],1,2)", "[2, 1, 3]"},
              {"remove([1,2,3], 2)", "[1, 3]"},
              {"reverse([1,2,3])", "[3, 2, 1]"},
              {"index of([1,2,3,2],2)", "[2, 4]"},
              {"union([1,2],[2,3])", "[1, 2, 3]"},
              {"distinct values([1,2,3,2,1])", "[1, 2, 3]"},
              {"flatten([[1,2],[[3]], 4])", "[1, 2, 3, 4]"},
              {"product(2,3,4)", "24"},
              {"median([6, 1, 2, 3])", "2.5"},
              {"stddev(2, 4, 7, 5)", "2.081665999466132735282297706979931"},
              {"mode([6, 3, 9, 6, 6])", "[6]"},
              {"mode([])", "[]"},
              {"list replace([2,4,7,8], 3, 6)", "[2, 4, 6, 8]"},
              {"list replace([2,4,7,8], function(item, newItem) item < newItem, 5)", "[5, 5, 7, 8]"},
              {"sort([3,1,2])", "[1, 2, 3]"},
              {"sort([1,2], 5)", "null !feel.bad-argument"}});
}

TEST(FeelBuiltins, Contexts) {
  expect_all({{"get value({key1 : \"v\"}, \"key1\")", "\"v\""},
              {"get value({}, \"key1\")", "null"},
              {"get entries({a: 1})", "[{key: \"a\", value: 1}]"},
              {"context put({a: 1}, \"b\", 2)", "{a: 1, b: 2}"},
              {"context put({x: {y: 1}}, [\"x\", \"y\"], 2)", "{x: {y: 2}}"},
              {"context put({x: 1}, [\"x\", \"y\"], 2)", "null !feel.bad-argument"},
              {"context merge([{x: 1}, {x: 2, y: 3}])", "{x: 2, y: 3}"},
              {"context([{key: \"a\", value: 1}])", "{a: 1}"},
              {"context([{key: \"a\", value: 1}, {key: \"a\", value: 1}])", "null !feel.bad-argument"}});
}

TEST(FeelBuiltins, ConversionsAndDates) {
  expect_all(
      {{"string(1.10)", "\"1.1\""},
       {"string([1, \"a\"])", "\"[1, \"a\"]\""},
       {"number(\"1 000,5\", \" \", \",\")", "1000.5"},
       {"number(\"1.5a\")", "null !feel.bad-argument"},
       {"date(\"2026-03-02\")", "2026-03-02"},
       {"date(2026, 2, 30)", "null !feel.bad-argument"},
       {"date(\"not a date\")", "null !feel.bad-argument"},
       {"date and time(\"2026-03-02T09:00:00\")", "2026-03-02T09:00:00"},
       {"date and time(date(\"2026-03-02\"), time(\"09:00:00Z\"))", "2026-03-02T09:00:00Z"},
       {"date and time(\"2026-03-02T09:00:00@Mars/Olympus\")", "null !feel.unknown-zone"},
       {"date and time(\"2026-03-02T09:00:00@Asia/Shanghai\") = date and time(\"2026-03-02T01:00:00Z\")", "true"},
       {"time(9, 30, 0.5)", "09:30:00.5"},
       {"time(25, 0, 0)", "null !feel.bad-argument"},
       {"duration(\"P1Y2M\")", "P1Y2M"},
       {"years and months duration(date(\"2024-01-31\"), date(\"2026-03-02\"))", "P2Y1M"},
       {"now()", "2026-03-02T09:00:00+08:00"},
       {"today()", "2026-03-02"},
       {"today().weekday", "1"},
       {"date(\"2026-03-02\").year", "2026"},
       {"@\"2026-01-31\" + @\"P1M\"", "2026-02-28"},
       {"@\"2026-03-02\" - @\"2026-03-01\"", "P1D"},
       {"@\"P3D\" > @\"PT71H\"", "true"},
       {"@\"P1D\" * 1.5", "P1DT12H"},
       {"@\"P1Y\" / @\"P6M\"", "2"},
       {"day of week(@\"2026-03-02\")", "\"Monday\""},
       {"week of year(@\"2005-01-01\")", "53"},
       {"day of year(@\"2024-12-31\")", "366"},
       {"month of year(@\"2026-03-02\")", "\"March\""},
       {"range(\"[1..5)\")", "[1..5)"},
       {"range(\"1\")", "null !feel.bad-argument"},
       {"is(@\"23:00:50Z\", @\"23:00:50\")", "false"},
       {"is(@\"20:00:50Z\", @\"21:00:50+01:00\")", "false"},
       {"is(@\"20:00:50Z\", @\"20:00:50+00:00\")", "true"}});
}

TEST(FeelBuiltins, Ranges) {
  expect_all({{"before(1, 10)", "true"},
              {"before([1..10), 10)", "true"},
              {"before([1..10], 10)", "false"},
              {"after(10, [1..5])", "true"},
              {"meets([1..5], [5..10])", "true"},
              {"meets([1..5), [5..10])", "false"},
              {"met by([5..10], [1..5])", "true"},
              {"overlaps([1..5], [3..8])", "true"},
              {"overlaps([1..3], [5..8])", "false"},
              {"overlaps before([1..5], [3..8])", "true"},
              {"overlaps after([3..8], [1..5])", "true"},
              {"finishes(10, [1..10])", "true"},
              {"finishes(10, [1..10))", "false"},
              {"finished by([1..10], 10)", "true"},
              {"includes([1..10], 5)", "true"},
              {"includes([1..10], 12)", "false"},
              {"during(5, [1..10])", "true"},
              {"starts(1, [1..10])", "true"},
              {"started by((1..10], 1)", "false"},
              {"coincides([1..5], [1..5])", "true"},
              {"coincides(3, \"a\")", "null !feel.bad-argument"}});
}

TEST(FeelBuiltins, EveryNameIsFound) {
  for (const std::string_view name : builtin_names()) EXPECT_TRUE(find_builtin(name).has_value()) << name;
  EXPECT_FALSE(find_builtin("no such function").has_value());
  EXPECT_FALSE(find_builtin("today", 1).has_value());
  EXPECT_GT(builtin_names().size(), 75u);
}

TEST(FeelBuiltins, EveryOneStandsOnThePageOfWhatIsSupported) {
  std::ifstream file(CHANCERY_SOURCE_DIR "/engine/docs/feel.md");
  const std::string page((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  for (const BuiltinShape& shape : builtins()) {
    std::string signature = "`" + std::string(shape.row->name) + "(" + std::string(shape.row->parameters) + ")`";
    std::erase(signature, '*');
    EXPECT_NE(page.find(signature), std::string::npos) << signature;
  }
}

}  // namespace
}  // namespace chancery::feel
