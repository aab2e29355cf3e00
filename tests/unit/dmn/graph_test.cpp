// The requirements graph within and across files: what is found, what is seen, what goes in circles or too deep.
#include <gtest/gtest.h>

#include "tests/unit/dmn/ask.h"

namespace chancery::dmn {
namespace {

using test::ask;
using test::decision;
using test::input;
using test::literal;
using test::Needs;
using test::needs;

std::string import(const std::string& name, const std::string& ns) {
  return "<import name=\"" + name + "\" namespace=\"" + ns + "\" importType=\"" + test::kNamespace + "\"/>\n";
}

// Each requires the one before.
std::string chain(std::size_t length) {
  std::string text = decision("d0", literal("1"));
  for (std::size_t i = 1; i < length; ++i) {
    const std::string before = "d" + std::to_string(i - 1);
    text += decision("d" + std::to_string(i), needs(Needs::kDecision, "#" + before) + literal(before + " + 1"));
  }
  return text;
}

TEST(Graph, EveryDecisionIsTakenOnce) {
  const std::string text =
      decision("a", literal("1")) + decision("b", needs(Needs::kDecision, "#a") + literal("a + 1")) +
      decision("c", needs(Needs::kDecision, "#a") + literal("a + 2")) +
      decision("d", needs(Needs::kDecision, "#b") + needs(Needs::kDecision, "#c") + literal("b * c"));
  const test::Asked asked = ask({{text}}, "d");
  EXPECT_EQ(asked.value, "6");
  EXPECT_EQ(asked.evaluation.traces.size(), 4u);
}

TEST(Graph, NamesOfSeveralWordsAndSigns) {
  const std::string text = input("Monthly Salary") + input("a-b") +
                           decision("d", needs(Needs::kInput, "#Monthly Salary") + needs(Needs::kInput, "#a-b") +
                                             literal("Monthly Salary * 12 + a-b"));
  EXPECT_EQ(ask({{text}}, "d", {{"Monthly Salary", "10"}, {"a-b", "1"}}).value, "121");
}

TEST(Graph, CirclesAreRefusedWithTheirPlace) {
  const std::string text = decision("a", needs(Needs::kDecision, "#b") + literal("1")) +
                           decision("b", needs(Needs::kDecision, "#a") + literal("1"));
  feel::SymbolTable symbols;
  const auto faults = test::compiled({{text}}, symbols).diagnostics;
  ASSERT_EQ(test::codes_of(faults), "dmn.circle");
  EXPECT_EQ(faults[0].file, "main.dmn");
  EXPECT_EQ(faults[0].line, 2);
  EXPECT_EQ(ask({{decision("a", needs(Needs::kDecision, "#a") + literal("1"))}}, "a").codes, "dmn.circle");
}

TEST(Graph, IsAsDeepAsTheLimit) {
  EXPECT_EQ(ask({{chain(kRequirementDepthMax)}}, "d" + std::to_string(kRequirementDepthMax - 1)).value,
            std::to_string(kRequirementDepthMax));
  EXPECT_EQ(ask({{chain(kRequirementDepthMax + 1)}}, "d0").codes, "dmn.requirements-too-deep");
}

TEST(Graph, MissingAndMisplacedRequirements) {
  EXPECT_EQ(ask({{decision("d", needs(Needs::kDecision, "#none") + literal("1"))}}, "d").codes,
            "dmn.unknown-requirement");
  EXPECT_EQ(ask({{input("n") + decision("d", needs(Needs::kDecision, "#n") + literal("1"))}}, "d").codes,
            "dmn.unknown-requirement");
  EXPECT_EQ(ask({{input("n") + decision("d", needs(Needs::kKnowledge, "#n") + literal("1"))}}, "d").codes,
            "dmn.unknown-requirement");
}

TEST(Graph, ANameThatIsNotRequiredIsAWarning) {
  feel::SymbolTable symbols;
  const auto result = test::compiled({{input("n") + decision("d", literal("n + n"))}}, symbols);
  ASSERT_TRUE(result.model);
  ASSERT_EQ(test::codes_of(result.diagnostics), "dmn.not-required");
  EXPECT_EQ(result.diagnostics[0].severity, Severity::kWarning);
  EXPECT_EQ(result.diagnostics[0].line, 3);
  const std::string shadowed = "<context><contextEntry><variable name=\"n\"/>" + literal("1") +
                               "</contextEntry><contextEntry>" + literal("n") + "</contextEntry></context>";
  EXPECT_EQ(test::codes_of(test::compiled({{input("n") + decision("d", shadowed)}}, symbols).diagnostics), "");
}

TEST(Graph, UndefinedLogicIsRefusedOrNull) {
  const std::string text = decision("d", literal("1 +")) + decision("e", "") + decision("f", literal("2"));
  EXPECT_EQ(ask({{text}}, "d").codes, "feel.unexpected-end dmn.no-logic");
  const auto lenient = [&](const char* name) {
    return ask({{text}}, name, {}, ElementKind::kDecision, Undefined::kNull);
  };
  EXPECT_EQ(lenient("d").value, "null");
  EXPECT_EQ(lenient("d").codes, "feel.unexpected-end");
  EXPECT_EQ(lenient("e").value, "null");
  EXPECT_EQ(lenient("f").value, "2");
}

TEST(Graph, InputsOfADecision) {
  feel::SymbolTable symbols;
  const auto result =
      test::compiled({{input("x") + input("y") + input("z") + decision("a", needs(Needs::kInput, "#y") + literal("y")) +
                       decision("d", needs(Needs::kDecision, "#a") + needs(Needs::kInput, "#x") + literal("a + x"))}},
                     symbols);
  std::string names;
  for (const Element* e : result.model->inputs_of(*result.model->find("d"))) names += e->name;
  EXPECT_EQ(names, "xy");
  EXPECT_TRUE(result.model->is_required(*result.model->find("a")));
  EXPECT_FALSE(result.model->is_required(*result.model->find("d")));
}

const test::Text kLibrary{
    "<itemDefinition name=\"tAge\"><typeRef>number</typeRef></itemDefinition>\n" + input("their n") +
        decision("their decision", needs(Needs::kInput, "#their n") + literal("their n * 2")) +
        "<businessKnowledgeModel id=\"say\" name=\"say it\"><encapsulatedLogic><formalParameter name=\"x\"/>" +
        literal("\"hello \" + x") + "</encapsulatedLogic></businessKnowledgeModel>\n",
    "urn:library", "library.dmn"};

TEST(Imports, ElementsAndTypesOfAnotherFile) {
  const std::string text =
      import("lib", "urn:library") +
      decision("d", needs(Needs::kKnowledge, "urn:library#say") + literal("lib.say it(\"x\")")) +
      decision("e", needs(Needs::kDecision, "urn:library#their decision") + literal("lib.their decision + 1")) +
      decision("f", literal("\"x\"", "lib.tAge")) + decision("g", literal("1 instance of lib.tAge"));
  EXPECT_EQ(ask({{text}, kLibrary}, "d").value, "hello x");
  EXPECT_EQ(ask({{text}, kLibrary}, "e", {{"their n", "5"}}).value, "11");
  EXPECT_EQ(ask({kLibrary, {text}}, "e", {{"their n", "5"}}).value, "11");
  EXPECT_EQ(ask({{text}, kLibrary}, "f").codes, "dmn.wrong-type");
  EXPECT_EQ(ask({{text}, kLibrary}, "g").value, "true");
}

TEST(Imports, AnImportWithoutANameAddsItsNames) {
  const std::string text =
      import("", "urn:library") + decision("d", needs(Needs::kKnowledge, "urn:library#say") + literal("say it(\"y\")"));
  EXPECT_EQ(ask({{text}, kLibrary}, "d").value, "hello y");
}

TEST(Imports, ThroughAnotherFile) {
  const test::Text middle{
      import("lib", "urn:library") +
          decision("m", needs(Needs::kDecision, "urn:library#their decision") + literal("lib.their decision")),
      "urn:middle", "middle.dmn"};
  const std::string text = import("mid", "urn:middle") + decision("d", needs(Needs::kDecision, "urn:middle#m") +
                                                                           needs(Needs::kInput, "urn:library#their n") +
                                                                           literal("mid.m + mid.lib.their n"));
  EXPECT_EQ(ask({{text}, middle, kLibrary}, "d", {{"their n", "3"}}).value, "9");
}

TEST(Imports, InputsOfOneNameAreToldApart) {
  const test::Text other{input("n") + decision("o", needs(Needs::kInput, "#n") + literal("n")), "urn:other",
                         "other.dmn"};
  const std::string text =
      import("other", "urn:other") + input("n") +
      decision("d", needs(Needs::kInput, "#n") + needs(Needs::kDecision, "urn:other#o") + literal("[n, other.o]"));
  EXPECT_EQ(ask({{text}, other}, "d", {{"n", "1"}, {"urn:other#n", "2"}}).value, "[1, 2]");
  EXPECT_EQ(ask({{text}, other}, "d", {{"n", "1"}}).value, "[1, 1]");
}

TEST(Imports, FaultsAreTold) {
  const auto codes = [](const std::vector<test::Text>& texts) {
    feel::SymbolTable symbols;
    return test::codes_of(test::compiled(texts, symbols).diagnostics);
  };
  const std::string plain = decision("d", literal("1"));
  EXPECT_EQ(codes({{import("lib", "urn:none") + plain}}), "dmn.unknown-import");
  EXPECT_EQ(codes({{import("b", "urn:b") + plain, "urn:a", "a.dmn"}, {import("a", "urn:a") + plain, "urn:b", "b.dmn"}}),
            "dmn.import-circle");
  EXPECT_EQ(codes({{"<import namespace=\"urn:x\" importType=\"http://www.w3.org/2001/XMLSchema\"/>" + plain}}),
            "dmn.import-type");
  EXPECT_EQ(codes({{decision("d", needs(Needs::kKnowledge, "urn:library#say") + literal("1"))}, kLibrary}),
            "dmn.not-imported");
  EXPECT_EQ(codes({{import("lib", "urn:library") +
                    decision("d", needs(Needs::kKnowledge, "urn:library#none") + literal("1"))},
                   kLibrary}),
            "dmn.unknown-requirement");
}

TEST(Imports, NeededFilesAreThoseReached) {
  const std::vector<std::string> texts = {
      test::definitions({import("b", "urn:b"), "urn:a"}), test::definitions({"", "urn:c"}),
      test::definitions({import("d", "urn:d"), "urn:b"}), test::definitions({"", "urn:d"}), "<broken"};
  std::vector<SourceFile> files;
  files.reserve(texts.size());
  for (const std::string& text : texts)
    files.push_back({"x", {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}});
  EXPECT_EQ(needed_files(files), (std::vector<std::size_t>{0, 2, 3}));
  EXPECT_EQ(needed_files({}), std::vector<std::size_t>{});
}

}  // namespace
}  // namespace chancery::dmn
