// The dialect of ${…} (JSR 341): one row a text, with what it gives.
#include "engine/feel/dialect.h"

#include "tests/unit/feel/feel_check.h"

namespace chancery::feel {
namespace {

struct Dialect : Check {
  Dialect() {
    with("n", Value::number(3)).with("t", Value::text("7")).with("yes", Value(true)).with("nothing", Value());
    Context person;
    person.set("name", Value::text("clerk"));
    person.set("posts", Value::list({Value::text("chair"), Value::text("custodian")}));
    with("person", Value::context(std::move(person)));
    with("day", Value::date(*Date::parse("2026-03-02")));
    with("secret", Value::personal({"person:1", "name", {}}));
    with("count", Value::number(5));  // a builtin's name in FEEL
  }
  std::string operator()(std::string_view text) {
    const CompileResult compiled = compile_dialect(text, symbols, options);
    if (!compiled.ok()) {
      const Diagnostic& d = compiled.diagnostics.front();
      return "fault " + d.code + " " + std::to_string(d.line) + ":" + std::to_string(d.column);
    }
    EvaluationContext context(zones, Instant{0});
    context.limits = limits;
    return shown(compiled.expression.evaluate(scope, context), context);
  }
};

struct Row {
  const char* text;
  const char* gives;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.text; }

class DialectRows : public testing::TestWithParam<Row> {};

TEST_P(DialectRows, GiveThis) { EXPECT_EQ(Dialect()(GetParam().text), GetParam().gives); }

INSTANTIATE_TEST_SUITE_P(Literals, DialectRows,
                         testing::Values(Row{"${1}", "1"}, Row{"#{1.50}", "1.5"}, Row{"${.5}", "0.5"},
                                         Row{"${2.}", "2"}, Row{"${1e3}", "1000"}, Row{"${'a'}", "\"a\""},
                                         Row{"${\"a'b\"}", "\"a'b\""}, Row{R"(${'a\'b\\'})", "\"a'b\\\""},
                                         Row{"${true}", "true"}, Row{"${ false }", "false"}, Row{"${null}", "null"}));

INSTANTIATE_TEST_SUITE_P(Comparisons, DialectRows,
                         testing::Values(Row{"${n == 3}", "true"}, Row{"${n eq 3}", "true"}, Row{"${n != 3}", "false"},
                                         Row{"${n ne 4}", "true"}, Row{"${n < 4}", "true"}, Row{"${n lt 3}", "false"},
                                         Row{"${n <= 3}", "true"}, Row{"${n le 2}", "false"}, Row{"${n > 2}", "true"},
                                         Row{"${n gt 3}", "false"}, Row{"${n >= 3}", "true"}, Row{"${n ge 4}", "false"},
                                         Row{"${t == 7}", "true"}, Row{"${'10' > 9}", "true"},
                                         Row{"${'10' > '9'}", "false"}, Row{"${yes == 'true'}", "true"},
                                         Row{"${'a' == 'a'}", "true"}, Row{"${'a' < 'b'}", "true"},
                                         Row{"${nothing == null}", "true"}, Row{"${n == null}", "false"},
                                         Row{"${nothing <= 1}", "false"}, Row{"${nothing < nothing}", "false"},
                                         Row{"${nothing >= null}", "true"}, Row{"${day == '2026-03-02'}", "true"},
                                         Row{"${day > day}", "false"}));

INSTANTIATE_TEST_SUITE_P(Logic, DialectRows,
                         testing::Values(Row{"${yes && n > 2}", "true"}, Row{"${yes and false}", "false"},
                                         Row{"${false || yes}", "true"}, Row{"${false or nothing}", "false"},
                                         Row{"${!yes}", "false"}, Row{"${not yes}", "false"},
                                         Row{"${not nothing}", "true"}, Row{"${not not yes}", "true"},
                                         Row{"${'TRUE' && true}", "true"}, Row{"${false && unknown}", "false"},
                                         Row{"${true || unknown}", "true"}, Row{"${true or false and false}", "true"},
                                         Row{"${n == 3 == true}", "true"}, Row{"${yes ? 'a' : 'b'}", "\"a\""},
                                         Row{"${n > 5 ? 1 : n > 2 ? 2 : 3}", "2"}, Row{"${empty nothing}", "true"},
                                         Row{"${empty ''}", "true"}, Row{"${empty person.posts}", "false"},
                                         Row{"${not empty n}", "true"}));

INSTANTIATE_TEST_SUITE_P(Arithmetic, DialectRows,
                         testing::Values(Row{"${5-2}", "3"}, Row{"${1 + 2 * 3}", "7"}, Row{"${(1 + 2) * 3}", "9"},
                                         Row{"${3/2}", "1.5"}, Row{"${7 div 2}", "3.5"}, Row{"${7 % 4}", "3"},
                                         Row{"${-7 mod 4}", "-3"}, Row{"${-n}", "-3"}, Row{"${t + 1}", "8"},
                                         Row{"${nothing + 1}", "1"}, Row{"${'' + 1}", "1"}, Row{"${10 - 2 - 3}", "5"}));

INSTANTIATE_TEST_SUITE_P(Names, DialectRows,
                         testing::Values(Row{"${n}", "3"}, Row{"${count}", "5"}, Row{"${person.name}", "\"clerk\""},
                                         Row{"${person['name']}", "\"clerk\""},
                                         Row{"${person.posts[1]}", "\"custodian\""}, Row{"${person.posts[9]}", "null"},
                                         Row{"${person.other}", "null"}, Row{"${nothing.name}", "null"},
                                         Row{"${day.year}", "2026"}, Row{"${secret == null}", "false"}));

INSTANTIATE_TEST_SUITE_P(Texts, DialectRows,
                         testing::Values(Row{"case ${n}", "\"case 3\""}, Row{"${n}${n}", "\"33\""},
                                         Row{"${n}-#{t}.", "\"3-7.\""}, Row{"[${nothing}]", "\"[]\""},
                                         Row{"\\${n} is ${n}", "\"${n} is 3\""}, Row{"${'}'}", "\"}\""},
                                         Row{"${n} ${day}", "\"3 2026-03-02\""}));

// Where FEEL would give null and go on, the whole expression is null.
INSTANTIATE_TEST_SUITE_P(
    Strictness, DialectRows,
    testing::Values(Row{"${unknown == null}", "null !feel.unknown-name"},
                    Row{"a ${unknown}", "null !feel.unknown-name"}, Row{"${empty unknown}", "null !feel.unknown-name"},
                    Row{"${'a' == 1}", "null !feel.wrong-operands"}, Row{"${'a' + 1}", "null !feel.wrong-operands"},
                    Row{"${1 / 0}", "null !feel.division-by-zero"}, Row{"${1 % 0}", "null !feel.division-by-zero"},
                    Row{"${yes < 1}", "null !feel.wrong-operands"}, Row{"${n && yes}", "null !feel.wrong-operands"},
                    Row{"${n.name}", "null !feel.wrong-operands"}, Row{"${secret == 'x'}", "null !feel.personal-data"},
                    Row{"${secret < 1}", "null !feel.personal-data"}, Row{"a ${secret}", "null !feel.personal-data"}));

INSTANTIATE_TEST_SUITE_P(
    Faults, DialectRows,
    testing::Values(Row{"${}", "fault feel.syntax 1:3"}, Row{"${n", "fault feel.unexpected-end 1:4"},
                    Row{"${n +}", "fault feel.syntax 1:6"}, Row{"${n = 3}", "fault feel.syntax 1:5"},
                    Row{"${n 3}", "fault feel.syntax 1:5"}, Row{"${'a}", "fault feel.syntax 1:3"},
                    Row{"${and}", "fault feel.syntax 1:3"}, Row{"${n instanceof 3}", "fault feel.syntax 1:5"},
                    Row{"${yes ? 1}", "fault feel.syntax 1:10"}, Row{"${person.}", "fault feel.syntax 1:10"},
                    Row{"${person.posts[0}", "fault feel.syntax 1:17"}, Row{"${a\n + \n %}", "fault feel.syntax 3:2"},
                    Row{"${execution.getVariable('n')}", "fault feel.call 1:13"},
                    Row{"${now()}", "fault feel.call 1:3"}, Row{"一 ${now ()}", "fault feel.call 1:5"},
                    Row{"${1e9999}", "fault feel.bad-number 1:3"}));

TEST(Dialect, IsWhatHasAnExpressionInIt) {
  EXPECT_TRUE(is_dialect("${a}"));
  EXPECT_TRUE(is_dialect("x #{"));
  EXPECT_FALSE(is_dialect("a $ {b} #c"));
  EXPECT_FALSE(is_dialect("$"));
}

TEST(Dialect, ItsLimitsAreThoseOfFeel) {
  Dialect dialect;
  EXPECT_EQ(dialect("${" + std::string(300, '(') + "1" + std::string(300, ')') + "}").substr(0, 20),
            "fault feel.too-deep ");
  EXPECT_EQ(dialect("${" + std::string(300, '!') + "yes}").substr(0, 20), "fault feel.too-deep ");
  std::string sum = "${1";
  for (int i = 0; i < 5000; ++i) sum += "+1";
  EXPECT_EQ(dialect(sum + "}").substr(0, 20), "fault feel.too-deep ");
  EXPECT_EQ(dialect("${'" + std::string(kExpressionBytesMax, 'a') + "'}"), "fault feel.too-long 1:1");
  dialect.limits.text_bytes_max = 10;
  EXPECT_EQ(dialect("${n}23456789 ${t}"), "null !feel.text-too-long");
}

TEST(Dialect, ReadsTheVariablesThatItNames) {
  SymbolTable symbols;
  const CompileResult compiled = compile_dialect("${b + a} ${b}", symbols);
  ASSERT_TRUE(compiled.ok());
  EXPECT_EQ(compiled.expression.symbols(), (std::vector<Symbol>{*symbols.find("b"), *symbols.find("a")}));
  EXPECT_EQ(compiled.expression.constant(), nullptr);
  EXPECT_EQ(*compile_dialect("${4}", symbols).expression.constant(), Value::number(4));
}

}  // namespace
}  // namespace chancery::feel
