#include <gtest/gtest.h>

#include "engine/dmn/model.h"

namespace chancery::dmn {
namespace {

// A model around what stands inside <definitions>; lines of `inside` begin at line 2.
ModelResult model_of(std::string_view inside, feel::SymbolTable& symbols,
                     std::string_view ns = "https://www.omg.org/spec/DMN/20191111/MODEL/") {
  const std::string text = "<definitions xmlns=\"" + std::string(ns) + "\" name=\"test\" id=\"d\">\n" +
                           std::string(inside) + "</definitions>";
  return compile_model("test.dmn", {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}, symbols);
}

std::string rule(const char* test, const char* output) {
  return "<rule><inputEntry><text>" + std::string(test) + "</text></inputEntry><outputEntry><text>" + output +
         "</text></outputEntry></rule>\n";
}

// One input n, three rules: > 1 → 10, > 5 → 20, > 8 → 10.
std::string table(const char* attributes, const char* values = "", const char* otherwise = "") {
  return "<decision id=\"t\" name=\"T\"><decisionTable " + std::string(attributes) +
         ">\n<input><inputExpression><text>n</text></inputExpression></input>\n<output name=\"o\">" +
         (*values ? "<outputValues><text>" + std::string(values) + "</text></outputValues>" : "") +
         (*otherwise ? "<defaultOutputEntry><text>" + std::string(otherwise) + "</text></defaultOutputEntry>" : "") +
         "</output>\n" + rule("&gt; 1", "10") + rule("&gt; 5", "20") + rule("&gt; 8", "10") +
         "</decisionTable></decision>\n";
}

struct Taken {
  std::string value;
  std::string codes;
  std::vector<std::size_t> rules;
};

Taken take(const std::string& inside, std::int64_t n, std::string_view id = "t") {
  feel::SymbolTable symbols;
  const ModelResult result = model_of(inside, symbols);
  if (!result.model) return {"", result.diagnostics.front().code, {}};
  feel::LocalScope scope;
  scope.set(symbols.intern("n"), Value::number(n));
  feel::EvaluationContext context;
  const Evaluation e = result.model->evaluate(*result.model->find(id), scope, context);
  std::string codes;
  for (const Diagnostic& d : context.diagnostics()) codes += d.code;
  const auto& tables = e.traces.back().tables;
  return {feel::to_text(e.value), codes, tables.empty() ? std::vector<std::size_t>() : tables.back().matched_rules};
}

std::string fault(const std::string& inside) {
  feel::SymbolTable symbols;
  const ModelResult result = model_of(inside, symbols);
  if (result.model) return "accepted";
  std::string codes;
  for (const Diagnostic& d : result.diagnostics) codes += (codes.empty() ? "" : " ") + d.code;
  return codes;
}

TEST(Dmn, UniqueTakesOneAndOnlyOne) {
  EXPECT_EQ(take(table(""), 3).value, "10");
  const Taken twice = take(table("hitPolicy=\"UNIQUE\""), 6);
  EXPECT_EQ(twice.value, "null");
  EXPECT_EQ(twice.codes, "dmn.several-rules");
  EXPECT_EQ(twice.rules, (std::vector<std::size_t>{1, 2}));
}

TEST(Dmn, AnyWantsAgreement) {
  EXPECT_EQ(take(table("hitPolicy=\"ANY\""), 3).value, "10");
  EXPECT_EQ(take(table("hitPolicy=\"ANY\""), 6).codes, "dmn.rules-disagree");
}

TEST(Dmn, FirstStopsAtTheFirst) {
  const Taken first = take(table("hitPolicy=\"FIRST\""), 9);
  EXPECT_EQ(first.value, "10");
  EXPECT_EQ(first.rules, (std::vector<std::size_t>{1}));
}

TEST(Dmn, PriorityAndOutputOrderFollowTheOutputValues) {
  EXPECT_EQ(take(table("hitPolicy=\"PRIORITY\"", "20, 10"), 6).value, "20");
  EXPECT_EQ(take(table("hitPolicy=\"PRIORITY\"", "10, 20"), 6).value, "10");
  EXPECT_EQ(take(table("hitPolicy=\"OUTPUT ORDER\"", "20, 10"), 9).value, "[20, 10, 10]");
  EXPECT_EQ(take(table("hitPolicy=\"RULE ORDER\""), 9).value, "[10, 20, 10]");
}

TEST(Dmn, CollectAggregates) {
  EXPECT_EQ(take(table("hitPolicy=\"COLLECT\""), 9).value, "[10, 20, 10]");
  EXPECT_EQ(take(table("hitPolicy=\"COLLECT\" aggregation=\"SUM\""), 9).value, "40");
  EXPECT_EQ(take(table("hitPolicy=\"COLLECT\" aggregation=\"COUNT\""), 9).value, "3");
  EXPECT_EQ(take(table("hitPolicy=\"COLLECT\" aggregation=\"COUNT\""), 0).value, "0");
  EXPECT_EQ(take(table("hitPolicy=\"COLLECT\" aggregation=\"MIN\""), 9).value, "10");
  EXPECT_EQ(take(table("hitPolicy=\"COLLECT\" aggregation=\"MAX\""), 9).value, "20");
}

TEST(Dmn, NoMatchIsNullOrTheDefault) {
  EXPECT_EQ(take(table(""), 0).value, "null");
  EXPECT_EQ(take(table(""), 0).codes, "");
  EXPECT_EQ(take(table("", "", "-1"), 0).value, "-1");
}

TEST(Dmn, RequiredDecisionsAreTakenFirst) {
  const std::string inside =
      table("") +
      "<decision id=\"sum\" name=\"Total Sum\"><informationRequirement><requiredDecision href=\"#half\"/>"
      "</informationRequirement><informationRequirement><requiredDecision href=\"#t\"/></informationRequirement>"
      "<literalExpression><text>Half Value + T</text></literalExpression></decision>\n"
      "<decision id=\"half\" name=\"Half Value\"><informationRequirement><requiredDecision href=\"#t\"/>"
      "</informationRequirement><literalExpression><text>T / 2</text></literalExpression></decision>\n";
  EXPECT_EQ(take(inside, 3, "sum").value, "15");
}

TEST(Dmn, KnowledgeIsAFunction) {
  const std::string inside =
      "<businessKnowledgeModel id=\"b\" name=\"twice\"><encapsulatedLogic><formalParameter name=\"x\"/>"
      "<literalExpression><text>x * 2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>\n"
      "<decision id=\"t\" name=\"T\"><knowledgeRequirement><requiredKnowledge href=\"#b\"/></knowledgeRequirement>"
      "<literalExpression><text>twice(n) + twice(1)</text></literalExpression></decision>\n";
  EXPECT_EQ(take(inside, 3).value, "8");
}

TEST(Dmn, AllowedInputsAreChecked) {
  const std::string inside =
      "<decision id=\"t\" "
      "name=\"T\"><decisionTable><input><inputExpression><text>n</text></inputExpression><inputValues>"
      "<text>[1..5]</text></inputValues></input><output/>" +
      rule("-", "1") + "</decisionTable></decision>";
  EXPECT_EQ(take(inside, 5).value, "1");
  EXPECT_EQ(take(inside, 6).codes, "dmn.input-not-allowed");
}

TEST(Dmn, EveryFaultIsReportedWithItsPlace) {
  feel::SymbolTable symbols;
  const ModelResult result = model_of(
      "<decision id=\"t\" name=\"T\"><decisionTable hitPolicy=\"BEST\">\n"
      "<input><inputExpression><text>\n   n +</text></inputExpression></input><output/>\n" +
          rule("&gt; &gt; 1", "10") +
          "<rule><inputEntry><text>-</text></inputEntry></rule>\n</decisionTable></decision>\n<decision id=\"t\" "
          "name=\"U\"/>\n"
          "<decision id=\"v\" name=\"V\"><informationRequirement><requiredInput "
          "href=\"#nowhere\"/></informationRequirement></decision>",
      symbols);
  ASSERT_FALSE(result.model.has_value());
  std::vector<std::string> found;
  for (const Diagnostic& d : result.diagnostics) found.push_back(d.code + " " + std::to_string(d.line));
  EXPECT_EQ(found, (std::vector<std::string>{"dmn.unknown-hit-policy 2", "feel.unexpected-end 4", "feel.syntax 5",
                                             "dmn.rule-size 6", "dmn.duplicate-id 8", "dmn.no-logic 9",
                                             "dmn.unknown-requirement 9"}));
  EXPECT_EQ(result.diagnostics[1].column, 7);
  EXPECT_EQ(result.diagnostics[1].file, "test.dmn");
}

TEST(Dmn, RefusesWhatCannotRun) {
  EXPECT_EQ(fault(""), "dmn.no-decision");
  EXPECT_EQ(fault("<decision id=\"t\" name=\"T\"/>"), "dmn.no-logic");
  EXPECT_EQ(fault("<decision id=\"t\"><literalExpression><text>1</text></literalExpression></decision>"),
            "dmn.no-name");
  EXPECT_EQ(fault(table("hitPolicy=\"PRIORITY\"")), "dmn.no-output-values");
  EXPECT_EQ(fault(table("hitPolicy=\"COLLECT\" aggregation=\"MEDIAN\"")), "dmn.unknown-aggregation");
  EXPECT_EQ(fault("<decision id=\"t\" name=\"T\"><literalExpression "
                  "expressionLanguage=\"juel\"><text>1</text></literalExpression></decision>"),
            "dmn.unknown-language");
  const std::string a =
      "<decision id=\"a\" name=\"A\"><informationRequirement><requiredDecision href=\"#b\"/></informationRequirement>"
      "<literalExpression><text>1</text></literalExpression></decision>";
  const std::string b =
      "<decision id=\"b\" name=\"B\"><informationRequirement><requiredDecision href=\"#a\"/></informationRequirement>"
      "<literalExpression><text>1</text></literalExpression></decision>";
  EXPECT_EQ(fault(a + b), "dmn.circle");
  feel::SymbolTable symbols;
  EXPECT_EQ(model_of(table(""), symbols, "urn:other").diagnostics.front().code, "dmn.not-dmn");
  const std::uint8_t no_xml[] = {'<', 'a'};
  EXPECT_EQ(compile_model("x.dmn", no_xml, symbols).diagnostics.front().code.substr(0, 4), "xml.");
}

TEST(Dmn, EveryVersionIsRead) {
  for (const char* ns : {"http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
                         "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/",
                         "https://www.omg.org/spec/DMN/20230324/MODEL/"}) {
    feel::SymbolTable symbols;
    EXPECT_TRUE(model_of(table(""), symbols, ns).model.has_value()) << ns;
  }
}

}  // namespace
}  // namespace chancery::dmn
