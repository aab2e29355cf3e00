// Types: instance of, conformance, implicit conversions, and functions with typed parameters (10.3.2.9 and 10.3.2.13).
#include "engine/feel/function.h"
#include "feel_check.h"

namespace chancery::feel {
namespace {

TEST(FeelTypes, InstanceOf) {
  expect_all({{"null instance of Any", "false"},
              {"null instance of Null", "true"},
              {"1 instance of Null", "false"},
              {"1 instance of Any", "true"},
              {"[1, null] instance of list<number>", "true"},
              {"[1, \"a\"] instance of list<number>", "false"},
              {"[] instance of list<string>", "true"},
              {"[1] instance of list", "fault feel.unknown-type 1:17"},  // a list of what?
              {"[1..2] instance of range<number>", "true"},
              {"[\"a\"..\"b\"] instance of range<number>", "false"},
              {"(< 5) instance of range<number>", "true"},
              {"{a: 1, b: 2} instance of context<a: number>", "true"},
              {"{a: \"x\"} instance of context<a: number>", "false"},
              {"{a: null} instance of context<a: number>", "true"},
              {"{} instance of context<a: number>", "false"},
              {"{a b: 1} instance of context<a b: number>", "true"},
              {"@\"P1D\" instance of days and time duration", "true"},
              {"@\"P1D\" instance of years and months duration", "false"},
              {"@\"2026-01-01\" instance of date and time", "false"},
              {"1 instance of number and true", "true"}});
}

TEST(FeelTypes, FunctionsConformByParametersAndResult) {
  expect_all(
      {{"(function() 1) instance of function<>->Any", "true"},
       {"(function() \"a\") instance of function<>->string", "true"},
       {"(function() 1) instance of function<>->string", "false"},
       {"(function(a: string, b: number) a) instance of function<string, number>->string", "true"},
       {"(function(a: string) a) instance of function<string, number>->string", "false"},
       {"(function(a: context<a: string>) 1) instance of function<context<a: string, b: string>>->number", "true"},
       {"(function(a: context<a: string, b: string>) 1) instance of function<context<a: string>>->number", "false"},
       {"(function(a: list<number>) {b: \"x\", c: 1}) instance of function<list<number>>->context<b: string>", "true"},
       {"1 instance of function<>->Any", "false"}});
}

TEST(FeelTypes, NamesOfAModel) {
  TypeTable types;
  types.add("tAge", {TypeKind::kNumber, {}, {}});
  types.add("t Person", {TypeKind::kContext, {{TypeKind::kNumber, {}, {}}}, {"age"}});
  types.add("t Person List", {TypeKind::kList, {*types.find("t Person")}, {}});
  Check check;
  check.options.types = &types;
  EXPECT_EQ(check("1 instance of tAge"), "true");
  EXPECT_EQ(check("{age: 1} instance of t Person"), "true");
  EXPECT_EQ(check("[{age: 1}] instance of t Person List"), "true");
  EXPECT_EQ(check("[{age: \"x\"}] instance of list<t Person>"), "false");
  EXPECT_EQ(check("(function(a: tAge) a)(\"x\")"), "null !feel.wrong-arguments");
  EXPECT_EQ(check("1 instance of tNobody"), "fault feel.unknown-type 1:15");
}

TEST(FeelTypes, ParametersConvertToAndFromAListOfOne) {
  expect_all({{"(function(a: number) a)([5])", "5"},
              {"(function(a: list<number>) a)(5)", "[5]"},
              {"(function(a: date and time) a)(@\"2026-03-02\")", "2026-03-02T00:00:00Z"},
              {"(function(a: number) a)(null)", "null"},
              {"(function(a: number) a)([1, 2])", "null !feel.wrong-arguments"},
              {"(function(a: number) 1)(\"x\")", "null !feel.wrong-arguments"},
              {"{f: function(a, b) a - b, r: f(b: 1, a: 3)}.r", "2"},
              {"{f: function(a) a, r: f(b: 1)}.r", "null !feel.wrong-arguments"},
              {"{f: function(a, b) [a, b], r: f(b: 1)}.r", "[null, 1]"},  // by name, what is left out is null
              {"is(value1: null)", "true"},
              {"list contains(list: [1, null])", "true"},
              {"date(year: 2026, month: 3)", "null !feel.bad-argument"},
              {"upper case([\"a\"])", "\"A\""},
              {"contains([\"foobar\"], \"of\")", "false"},
              {"upper case([\"a\", \"b\"])", "null !feel.bad-argument"},
              {"not([true])", "false"},
              {"string([1])", "\"[1]\""},
              {"list contains([[1]], [1])", "true"},
              {"append([1], [2])", "[1, [2]]"},
              {"[10] * 2", "null !feel.wrong-operands"},
              {"{f: function(a, b) a, r: f(1)}.r", "null !feel.wrong-arguments"},
              {"{f: sum, r: f(list: [1, 2])}.r", "3"}});
}

TEST(FeelTypes, CoerceFollowsTheStandard) {
  const Type number{TypeKind::kNumber, {}, {}};
  const Type numbers{TypeKind::kList, {number}, {}};
  EXPECT_EQ(coerce(Value::list({Value::number(1)}), number), Value::number(1));
  EXPECT_EQ(coerce(Value::number(1), numbers), Value::list({Value::number(1)}));
  EXPECT_EQ(coerce(Value(), number), Value());
  EXPECT_FALSE(coerce(Value::list({}), number).has_value());
  EXPECT_FALSE(coerce(Value::list({Value::text("a")}), number).has_value());
  EXPECT_FALSE(coerce(Value::list({Value::list({Value::number(1)})}), number).has_value());  // one list at a time
}

class Doubled : public HostFunction {
 public:
  Doubled() {
    name = "doubled";
    parameters = {"n"};
    types = {{TypeKind::kNumber, {}, {}}};
    result = {TypeKind::kNumber, {}, {}};
  }
  Value call(std::span<const Value> arguments, EvaluationContext&) const override {
    if (arguments[0].is_null()) return Value::text("nothing");
    return Value::number(*arguments[0].as_number().add(arguments[0].as_number()));
  }
};

TEST(FeelTypes, FunctionsOfOthersAreCalledLikeAnyOther) {
  Check check;
  check.with("doubled", Value::function(std::make_shared<const Doubled>()));
  EXPECT_EQ(check("doubled(4)"), "8");
  EXPECT_EQ(check("doubled(n: [4])"), "8");
  EXPECT_EQ(check("doubled(m: 4)"), "null !feel.wrong-arguments");
  EXPECT_EQ(check("doubled()"), "null !feel.wrong-arguments");
  EXPECT_EQ(check("doubled(\"a\")"), "null !feel.wrong-arguments");
  EXPECT_EQ(check("doubled(null)"), "null !feel.wrong-result");
  EXPECT_EQ(check("doubled instance of function<number>->number"), "true");
  EXPECT_EQ(check("doubled instance of function<string>->number"), "false");
}

TEST(FeelTypes, ExternalFunctionsComeFromATable) {
  const auto external = [](const char* parameters, const char* class_name, const char* signature, const char* call) {
    return feel(std::string("{f: function(") + parameters + ") external {java: {class: \"" + class_name +
                "\", method signature: \"" + signature + "\"}}, r: f(" + call + ")}.r");
  };
  EXPECT_EQ(external("a, b", "java.lang.Math", "max(double,double)", "1, 2"), "2");
  EXPECT_EQ(external("a", "java.lang.Math", "cos(double)", "0"), "1");
  EXPECT_EQ(external("a", "java.lang.Math", "round(double)", "-2.5"), "-2");
  EXPECT_EQ(external("a, b", "java.lang.Math", "addExact(int, int)", "2147483647, 1"), "null !feel.out-of-range");
  EXPECT_EQ(external("a", "java.lang.Math", "log(double)", "0"), "null !feel.out-of-range");
  EXPECT_EQ(external("a", "java.lang.String", "valueOf(double)", "1"), "\"1.0\"");
  EXPECT_EQ(external("a", "java.lang.String", "valueOf(int)", "1"), "\"1\"");
  EXPECT_EQ(external("a", "java.lang.Integer", "valueOf(java.lang.String)", "\"12\""), "12");
  EXPECT_EQ(external("a", "java.lang.Integer", "valueOf(java.lang.String)", "\"1.5\""), "null !feel.out-of-range");
  EXPECT_EQ(external("a", "java.lang.Character", "valueOf(char)", "\"中\""), "\"中\"");
  EXPECT_EQ(external("a", "java.lang.Character", "valueOf(char)", "\"ab\""), "null !feel.bad-argument");
  EXPECT_EQ(external("a", "java.lang.Byte", "valueOf(byte)", "300"), "null !feel.bad-argument");
  EXPECT_EQ(external("a", "java.lang.Math", "cos(double)", "\"x\""), "null !feel.bad-argument");
  EXPECT_EQ(external("a", "java.lang.System", "exit(int)", "0"), "null !feel.external-function !feel.not-a-function");
  EXPECT_EQ(external("a, b", "java.lang.Math", "cos(double)", "1, 2"),
            "null !feel.external-function !feel.not-a-function");
}

TEST(FeelTypes, StringFormat) {
  const auto format = [](const char* mask, const char* arguments) {
    return feel(std::string("{f: function(m, a) external {java: {class: \"java.lang.String\", method signature: "
                            "\"format(java.lang.String, [Ljava.lang.Object;)\"}}, r: f(\"") +
                mask + "\", " + arguments + ")}.r");
  };
  EXPECT_EQ(format("%s is %d", "[\"a\", 5]"), "\"a is 5\"");
  EXPECT_EQ(format("%.2f", "[1.005]"), "\"1.01\"");
  EXPECT_EQ(format("%,d|%05d|%-4d|%+d", "[1234567, 42, 7, 3]"), "\"1,234,567|00042|7   |+3\"");
  EXPECT_EQ(format("%2$s %1$s", "[\"a\", \"b\"]"), "\"b a\"");
  EXPECT_EQ(format("%e", "[12345.678]"), "\"1.234568e+04\"");
  EXPECT_EQ(format("%x %o %b %%", "[255, 8, true]"), "\"ff 10 true %\"");
  EXPECT_EQ(format("%d", "[1.5]"), "null !feel.out-of-range");
  EXPECT_EQ(format("%s %s", "[1]"), "null !feel.out-of-range");
  EXPECT_EQ(format("%y", "[1]"), "null !feel.out-of-range");
  EXPECT_EQ(format("%99999s", "[1]"), "null !feel.out-of-range");
}

}  // namespace
}  // namespace chancery::feel
