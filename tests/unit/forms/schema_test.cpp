#include "engine/forms/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/json/json.h"

namespace chancery::forms {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> codes(std::string_view text) {
  feel::SymbolTable symbols;
  const auto content = json::parse_json(text);
  EXPECT_TRUE(content) << text;
  const CompiledForm compiled = compile_form("forms/x.json", *content, symbols);
  EXPECT_EQ(compiled.form == nullptr, !compiled.diagnostics.empty());
  std::vector<std::string> found;
  for (const Diagnostic& fault : compiled.diagnostics) found.push_back(fault.code);
  return found;
}
std::vector<std::string> component(std::string_view fields) {
  return codes(R"({"id":"f","title":{"zh":"表"},"components":[{"key":"a","label":{"zh":"甲"},)" + std::string(fields) +
               "}]}");
}

TEST(Schema, EveryShippedFormCompiles) {
  int count = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::string(CHANCERY_SOURCE_DIR) + "/workflows")) {
    if (entry.path().extension() != ".json" || entry.path().parent_path().filename() != "forms") continue;
    std::ifstream file(entry.path());
    std::stringstream text;
    text << file.rdbuf();
    const auto content = json::parse_json(text.str());
    ASSERT_TRUE(content) << entry.path();
    feel::SymbolTable symbols;
    for (const Diagnostic& fault : compile_form(entry.path().filename().string(), *content, symbols).diagnostics)
      ADD_FAILURE() << entry.path() << ": " << invalid(fault.code, fault.parameters).debug_text();
    ++count;
  }
  EXPECT_GT(count, 0);
}

TEST(Schema, TellsAllFaultsAtOnce) {
  const auto found = codes(R"({"id":"f","title":{"zh":"表"},"colour":"red","components":[
    {"key":"A","type":"textfield","label":{"zh":"甲"}}, {"key":"b","type":"slider","label":{"zh":"乙"}},
    {"key":"c","type":"number","label":{}}, {"key":"c","type":"number","label":{"zh":"丙"}}, {"key":"d","type":"select","label":{"zh":"丁"}}],
    "checks":[{"id":"x","refuse_when":"form.a >","strength":"soft","message":{"zh":"不"}}]})");
  for (const char* code : {"forms.bad-key", "forms.unknown-type", "json.missing-field", "forms.duplicate-key",
                           "forms.no-options", "json.bad-choice", "json.unknown-field"})
    EXPECT_THAT(found, Contains(code));
  EXPECT_GE(found.size(), 9u);
}

TEST(Schema, RefusesWhatDoesNotBelongToAType) {
  const std::vector<std::string> wrong = {"forms.not-for-this-type"};
  EXPECT_EQ(component(R"("type":"number","validate":{"minLength":1})"), wrong);
  EXPECT_EQ(component(R"("type":"number","validate":{"pattern":"a"})"), wrong);
  EXPECT_EQ(component(R"("type":"textfield","validate":{"max":3})"), wrong);
  EXPECT_EQ(component(R"("type":"textfield","values":[])"), wrong);
  EXPECT_EQ(component(R"("type":"textfield","options":{"register":"seal"})"), wrong);
  EXPECT_EQ(component(R"("type":"textfield","components":[])"), wrong);
  EXPECT_EQ(component(R"("type":"text")"), wrong) << "a text has no key";
  EXPECT_EQ(component(R"("type":"checklist","personal":true,"values":[{"value":1,"label":{"zh":"一"}}])"), wrong);
  EXPECT_EQ(component(R"("type":"dynamiclist","components":[],"default":[])"), wrong);
  EXPECT_THAT(component(R"("type":"textfield","subtype":"date")"), ElementsAre("json.unknown-field"));
  EXPECT_THAT(component(R"("type":"datetime")"), ElementsAre("json.missing-field"));
}

TEST(Schema, RefusesBadLimitsOptionsAndPatterns) {
  EXPECT_THAT(component(R"("type":"textfield","validate":{"minLength":5,"maxLength":4})"),
              ElementsAre("forms.bad-limit"));
  EXPECT_THAT(component(R"("type":"number","validate":{"min":5,"max":4})"), ElementsAre("forms.bad-limit"));
  EXPECT_THAT(component(R"("type":"datetime","subtype":"date","validate":{"min":"soon"})"),
              ElementsAre("forms.bad-limit"));
  EXPECT_THAT(component(R"("type":"textfield","validate":{"maxLength":1000000})"), ElementsAre("json.out-of-range"));
  EXPECT_THAT(component(R"("type":"textfield","validate":{"pattern":"[0-9"})"), ElementsAre("forms.bad-pattern"));
  EXPECT_THAT(component(R"("type":"select","options":{"weather":"x"})"), Contains("forms.bad-option"));
  EXPECT_THAT(component(R"("type":"select","options":"seal")"), ElementsAre("json.wrong-type"));
  EXPECT_THAT(component(R"("type":"select","options":{"register":"seal"},"values":[])"),
              ElementsAre("forms.options-and-values"));
  EXPECT_THAT(
      component(R"("type":"select","values":[{"value":"a","label":{"zh":"甲"}},{"value":"a","label":{"zh":"甲"}}])"),
      ElementsAre("forms.bad-option"));
  EXPECT_THAT(component(R"("type":"select","values":[{"value":["a"],"label":{"zh":"甲"}}])"),
              ElementsAre("forms.bad-option"));
  EXPECT_THAT(component(R"("type":"textfield","visibleWhen":"form.b = ")"), Contains("feel.unexpected-end"));
}

TEST(Schema, HasLimits) {
  std::string many = R"({"id":"f","title":{"zh":"表"},"components":[)";
  for (int i = 0; i < 305; ++i)
    many += (i > 0 ? "," : "") + std::string(R"({"key":"k)") + std::to_string(i) +
            R"(","type":"number","label":{"zh":"数"}})";
  EXPECT_THAT(codes(many + "]}"), ElementsAre("forms.too-many-components"));
  std::string deep = R"({"key":"z","type":"number","label":{"zh":"数"}})";
  for (int i = 0; i < 5; ++i)
    deep = R"({"key":"l","type":"dynamiclist","label":{"zh":"列"},"components":[)" + deep + "]}";
  EXPECT_THAT(codes(R"({"id":"f","title":{"zh":"表"},"components":[)" + deep + "]}"), ElementsAre("forms.too-deep"));
}

TEST(Schema, ExposesTheChecksInOrder) {
  feel::SymbolTable symbols;
  const auto content = json::parse_json(R"({"id":"f","title":{"zh":"表"},"components":[],"checks":[
    {"id":"guarantee","refuse_when":"form.a = 1","strength":"hard","basis":[{"source":"villages-2026","article":"13"}],"message":{"zh":"不得担保"},"remedy":{"zh":"删去"}},
    {"id":"guarantee","refuse_when":"result = \"guarantee\"","decision":"seal_gate","strength":"firm","message":{"zh":"不得担保"},"remedy":{"zh":"删去"}}]})");
  const CompiledForm compiled = compile_form("f.json", *content, symbols);
  ASSERT_NE(compiled.form, nullptr);
  ASSERT_EQ(compiled.form->checks.size(), 2u);
  EXPECT_TRUE(compiled.form->checks[0].hard);
  EXPECT_EQ(compiled.form->checks[1].decision, "seal_gate");
  EXPECT_EQ(compiled.form->checks[0].basis.as_list().size(), 1u);
  EXPECT_EQ(compiled.form->checks[0].message.zh, "不得担保");
}

}  // namespace
}  // namespace chancery::forms
