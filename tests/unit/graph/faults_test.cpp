// Faults of expressions: the code, and the place of the very character, wherever in a model an expression may stand.
// "@" marks the place that the finding must name.
#include <gtest/gtest.h>

#include "tests/unit/graph/compiled.h"

namespace chancery::graph {
namespace {

using test::Compiled;
using test::flow;
using test::process;
using test::with_node;

struct Fault {
  const char* what;
  const char* code;
  std::string model;
};

void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.what; }

bpmn::SourcePosition take_mark(std::string& text) {
  const std::size_t mark = text.find('@');
  const std::string before = text.substr(0, mark);
  text.erase(mark, 1);
  const std::string in_line = before.substr(before.rfind('\n') + 1);
  const auto is_first_byte = [](char c) { return (c & 0xC0) != 0x80; };
  return {1 + static_cast<int>(std::count(before.begin(), before.end(), '\n')),
          1 + static_cast<int>(std::count_if(in_line.begin(), in_line.end(), is_first_byte))};
}

class Faults : public testing::TestWithParam<Fault> {};

TEST_P(Faults, AreNamedWithTheirPlace) {
  std::string text = GetParam().model;
  const bpmn::SourcePosition place = take_mark(text);
  const Compiled compiled(text);
  ASSERT_EQ(compiled.codes(), std::string(GetParam().code) + " ");
  const Diagnostic& found = compiled.output.diagnostics[0];
  EXPECT_EQ(found.severity, Severity::kError);
  EXPECT_EQ(found.file, "t.bpmn");
  EXPECT_EQ(found.line, place.line);
  EXPECT_EQ(found.column, place.column);
}

std::string condition(const std::string& text) {
  return process("<startEvent id='s'/>" + flow("s", "g") + "<exclusiveGateway id='g' default='g_b'/>" + flow("g", "b") +
                 "\n <sequenceFlow id='g_a' sourceRef='g' targetRef='a'><conditionExpression>" + text +
                 "</conditionExpression></sequenceFlow><endEvent id='a'/><endEvent id='b'/>");
}

std::string timer(const std::string& text) {
  return with_node("<intermediateCatchEvent id='n'>\n<timerEventDefinition><timeDuration>" + text +
                   "</timeDuration></timerEventDefinition></intermediateCatchEvent>");
}

std::string service(const std::string& parameter, const std::string& before = "") {
  return with_node(
      "<serviceTask id='n' camunda:type='external' camunda:topic='t'><extensionElements><camunda:inputOutput>\n" +
      before + "<camunda:inputParameter name='i'>" + parameter +
      "</camunda:inputParameter></camunda:inputOutput></extensionElements></serviceTask>");
}

std::string loop(const std::string& content) {
  return with_node("<task id='n'>\n<multiInstanceLoopCharacteristics " + content +
                   "</multiInstanceLoopCharacteristics></task>");
}

std::string call(const std::string& mapping) {
  return with_node("<callActivity id='n' calledElement='p'><extensionElements>\n" + mapping +
                   "</extensionElements></callActivity>");
}

constexpr const char* kSyntax = "feel.syntax";
constexpr const char* kEnd = "feel.unexpected-end";

INSTANTIATE_TEST_SUITE_P(
    Graph, Faults,
    testing::Values(
        Fault{"condition", kSyntax, condition("x > @)")},
        Fault{"condition with its sign", kSyntax, condition("=x = @)")},
        Fault{"condition after blanks and lines", kSyntax, condition("\n   =x = 1\n   and @)\n")},
        Fault{"condition after Chinese", kSyntax, condition("x = \"证明\" and @)")},
        Fault{"condition that ends too early", kEnd, condition("x +@")},
        Fault{"condition of the dialect", kSyntax, condition("${x > @}")},
        Fault{"condition of the other dialect", kSyntax, condition("#{x @y}")}, Fault{"timer", kEnd, timer("=x +@")},
        Fault{"timer of the dialect", kSyntax, timer("${x @y}")}, Fault{"parameter", kSyntax, service("={a: @)}")},
        Fault{"parameter of the dialect", kSyntax, service("${x @y}")},
        Fault{"parameter with the dialect inside", kSyntax, service("Case ${x @y}")},
        Fault{
            "parameter with a list", kSyntax,
            service("<camunda:list><camunda:value>1</camunda:value><camunda:value>=@)</camunda:value></camunda:list>")},
        Fault{"parameter with a map", kSyntax,
              service("<camunda:map><camunda:entry key='a'>${x @y}</camunda:entry></camunda:map>")},
        Fault{"parameter with a script", kEnd, service("<camunda:script scriptFormat='feel'>x +@</camunda:script>")},
        Fault{"assignee", kSyntax, with_node("<userTask id='n' camunda:assignee='=@)'/>")},
        Fault{"assignee of the dialect", kSyntax, with_node("<userTask id='n' camunda:assignee='${x @y}'/>")},
        Fault{"due date", kEnd, with_node("<userTask id='n' camunda:dueDate='=x +@'/>")},
        Fault{"script", kSyntax,
              with_node("<scriptTask id='n' scriptFormat='feel' camunda:resultVariable='y'>\n<script>\n  1 + "
                        "@)</script></scriptTask>")},
        Fault{"script of the dialect", kSyntax, with_node("<scriptTask id='n'><script>${x @y}</script></scriptTask>")},
        Fault{"script of another language", "graph.other-language",
              with_node("<scriptTask id='n' scriptFormat='javascript'><script>@x + 1</script></scriptTask>")},
        Fault{"condition of another language", "graph.other-language",
              process("<startEvent id='s'/>" + flow("s", "g") + "<exclusiveGateway id='g' default='g_b'/>" +
                      flow("g", "b") +
                      "<sequenceFlow id='g_a' sourceRef='g' targetRef='a'><conditionExpression language='groovy'>@x > 1"
                      "</conditionExpression></sequenceFlow><endEvent id='a'/><endEvent id='b'/>")},
        Fault{"expression of a service task", kEnd, with_node("<serviceTask id='n' camunda:expression='=x +@'/>")},
        Fault{"call in the dialect", "feel.call",
              with_node("<serviceTask id='n' camunda:expression='${bean.@call()}'/>")},
        Fault{"cardinality", kEnd, loop("><loopCardinality>x -@</loopCardinality>")},
        Fault{"collection", kSyntax, loop("camunda:collection='=@)'>")},
        Fault{"collection of the dialect", kSyntax, loop("camunda:collection='${x @y}'>")},
        Fault{"completion condition", kSyntax,
              loop("><loopCardinality>2</loopCardinality><completionCondition>${x @y}</completionCondition>")},
        Fault{"what a call passes", kEnd, call("<camunda:in sourceExpression='=x +@' target='a'/>")},
        Fault{"what a call passes, in the dialect", kSyntax,
              call("<camunda:in sourceExpression='${x @y}' target='a'/>")},
        Fault{"what a call gives back", kSyntax, call("<camunda:out source='@)' target='a'/>")},
        Fault{"business key", kEnd, call("<camunda:in businessKey='=x +@'/>")}));

TEST(FaultsTogether, AreAllTold) {
  const Compiled compiled(process(
      "<startEvent id='s'/>" + flow("s", "a") + "<userTask id='a' camunda:assignee='=)' camunda:dueDate='${x y}'/>" +
      flow("a", "b") + "<scriptTask id='b'><script>1 +</script></scriptTask>" + flow("b", "c") +
      "<callActivity id='c' calledElement='p'><extensionElements><camunda:in sourceExpression='=(' target='y'/>"
      "</extensionElements></callActivity>"));
  EXPECT_EQ(compiled.codes(), "feel.syntax feel.syntax feel.unexpected-end feel.unexpected-end ");
  EXPECT_EQ(compiled.output.processes.size(), 1u) << "the graph is there, so that later passes find their faults, too";
}

TEST(FaultsTogether, OfAllProcessesOfAFile) {
  const auto one = [](const std::string& id) {
    return "<process id='" + id + "' isExecutable='true'><startEvent id='s" + id + "'/>" + flow("s" + id, "t" + id) +
           "<scriptTask id='t" + id + "'><script>${x y}</script></scriptTask></process>";
  };
  const Compiled compiled(test::definitions(one("a") + one("b")));
  EXPECT_EQ(compiled.codes(), "feel.syntax feel.syntax ");
}

TEST(FaultsTogether, AFaultyExpressionGivesNullAndTheOthersStand) {
  Compiled compiled(with_node("<userTask id='n' camunda:assignee='=)' camunda:dueDate='=x'/>"));
  EXPECT_TRUE(compiled.evaluate(compiled.node("n").user_task->assignee).is_null());
  EXPECT_EQ(compiled.evaluate(compiled.node("n").user_task->due_date, Value::number(1)), Value::number(1));
}

TEST(FaultsTogether, AProcessThatDoesNotRunIsNotCompiled) {
  const Compiled compiled(test::definitions(
      "<process id='a' isExecutable='true'><startEvent id='s'/></process>"
      "<process id='b'><startEvent id='t'/><scriptTask id='u'><script>${x y}</script></scriptTask></process>"));
  EXPECT_EQ(compiled.codes(), "");
}

TEST(OtherLanguage, TheTextIsShownShortened) {
  const Compiled compiled(with_node("<scriptTask id='n' scriptFormat='javascript'><script>" + std::string(500, 'x') +
                                    "</script></scriptTask>"));
  ASSERT_EQ(compiled.output.diagnostics.size(), 1u);
  ASSERT_EQ(compiled.output.diagnostics[0].parameters.size(), 2u);
  EXPECT_EQ(compiled.output.diagnostics[0].parameters[0].name, "text");
  EXPECT_EQ(compiled.output.diagnostics[0].parameters[0].value, std::string(80, 'x') + "…");
}

// What may look like an expression and is a literal.
TEST(Literals, AreTakenAsTheyStand) {
  const std::pair<const char*, Value> literals[] = {
      {"true", Value(true)},         {"false", Value(false)},
      {"12", Value::number(12)},     {"-1.5", Value::number(*Decimal::parse("-1.5"))},
      {"True", Value::text("True")}, {"x + 1", Value::text("x + 1")},
      {"null", Value::text("null")}, {"\"a\"", Value::text("\"a\"")},
      {"$x", Value::text("$x")},     {"{x}", Value::text("{x}")},
      {"证明", Value::text("证明")}, {"2026-03-02", Value::text("2026-03-02")}};
  for (const auto& [text, value] : literals) {
    Compiled compiled(service(text));
    ASSERT_EQ(compiled.codes(), "") << text;
    EXPECT_EQ(compiled.evaluate(compiled.node("n").service->inputs[0].input), value) << text;
  }
}

}  // namespace
}  // namespace chancery::graph
