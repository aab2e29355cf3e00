#include "web-console/server/catalogue.h"

#include <gtest/gtest.h>

#include "engine/json/json.h"

namespace chancery::web_server {
namespace {

constexpr std::string_view kTexts = R"({
  "task.held": {"zh": "任务由{name}办理。", "en": "{name} has the task.", "remedy": {"zh": "请等{name}释放。", "en": "Wait for {name}."}},
  "task.odd": {"zh": "没有{这个", "en": "no {end"},
  "duty.rule": {"zh": "{message_zh}", "en": "{message_en}"}
})";

class CatalogueTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(catalogue_.add("task.json", kTexts)); }
  Catalogue catalogue_;
};

TEST_F(CatalogueTest, ParametersTakeTheirPlaces) {
  const Error error = conflict("task.held", {{"name", "王芳"}});
  EXPECT_EQ(catalogue_.text(Language::kChinese, error), "任务由王芳办理。");
  EXPECT_EQ(catalogue_.text(Language::kEnglish, error), "王芳 has the task.");
  EXPECT_EQ(catalogue_.remedy(Language::kEnglish, error), "Wait for 王芳.");
}

TEST_F(CatalogueTest, AParameterIsNotReadAgain) {
  EXPECT_EQ(catalogue_.text(Language::kEnglish, conflict("task.held", {{"name", "{name}"}})), "{name} has the task.");
}

TEST_F(CatalogueTest, WhatIsMissingStaysVisible) {
  EXPECT_EQ(catalogue_.text(Language::kEnglish, conflict("task.held")), "{name} has the task.");
  EXPECT_EQ(catalogue_.text(Language::kEnglish, conflict("no.such-code")), "no.such-code");
  EXPECT_EQ(catalogue_.remedy(Language::kEnglish, conflict("no.such-code")), "");
  EXPECT_EQ(catalogue_.text(Language::kChinese, conflict("task.odd")), "没有{这个");
}

TEST_F(CatalogueTest, FaultyFilesAreRefused) {
  for (const char* text :
       {"", "[]", "{", R"({"a.b": "text"})", R"({"a.b": {"zh": "有"}})", R"({"a.b": {"zh": "有", "en": ""}})",
        R"({"a.b": {"zh": "有", "en": "x", "remedy": {"zh": "有"}}})", R"({"task.held": {"zh": "有", "en": "twice"}})"})
    EXPECT_FALSE(catalogue_.add("bad.json", text)) << text;
}

TEST_F(CatalogueTest, TheWholeCatalogueInOneLanguage) {
  const Value all = json::parse_json(catalogue_.json(Language::kEnglish)).value();
  EXPECT_EQ(all.get("task.held").get_text("text"), "{name} has the task.");
  EXPECT_TRUE(all.get("task.odd").get("remedy").is_null());
}

TEST(CatalogueFilesTest, TheProductsOwnTextsAreRead) {
  const auto catalogue = Catalogue::load(std::filesystem::path(CHANCERY_SOURCE_DIR) / "config/locale");
  ASSERT_TRUE(catalogue) << catalogue.error().debug_text();
  for (const char* code :
       {"http.csrf", "http.bad-query", "task.over", "task.changed", "message.no-receiver", "act.completed"})
    EXPECT_TRUE(catalogue->contains(code)) << code;
}

TEST(CatalogueFilesTest, AFolderThatIsNotThereIsAnError) { EXPECT_FALSE(Catalogue::load("/nowhere/at/all")); }

TEST(LanguageTest, TheHeavierOneOfOursWins) {
  EXPECT_EQ(language_of("en"), Language::kEnglish);
  EXPECT_EQ(language_of("en-GB,zh;q=0.8"), Language::kEnglish);
  EXPECT_EQ(language_of("fr, en;q=0.3, zh-CN;q=0.4"), Language::kChinese);
  EXPECT_EQ(language_of("zh-Hant"), Language::kChinese);
}

TEST(LanguageTest, ChineseIsWhatRemains) {
  for (const char* header : {"", "fr", "*", "en;q=0", "english", ";;,,=", "en;q=x", "en;q="})
    EXPECT_EQ(language_of(header), Language::kChinese) << header;
}

Catalogue small_catalogue() {
  Catalogue catalogue;
  EXPECT_TRUE(catalogue.add("a.json", R"({"a.done": {"zh": "{step}已办", "en": "{step} is done"},
    "a.step": {"zh": "第{n}步", "en": "step {n}", "remedy": {"zh": "请等", "en": "wait"}}})"));
  return catalogue;
}

std::string in_language(std::string_view json, Language language) {
  return json::write_json(localized(small_catalogue(), json::parse_json(json).value(), language));
}

TEST(LocalizedTest, TextsInTwoLanguagesBecomeOne) {
  EXPECT_EQ(in_language(R"({"name": {"zh": "甲", "en": "A"}, "items": [{"t": {"zh": "乙", "en": "B"}}], "n": 1})",
                        Language::kEnglish),
            R"({"name":"A","items":[{"t":"B"}],"n":1})");
}

TEST(LocalizedTest, AMessageBecomesItsTextAndItsParametersToo) {
  constexpr std::string_view kMessage =
      R"([{"code": "a.done", "parameters": {"step": {"code": "a.step", "parameters": {"n": 3}}}}])";
  EXPECT_EQ(in_language(kMessage, Language::kEnglish), R"(["step 3 is done"])");
  EXPECT_EQ(in_language(kMessage, Language::kChinese), R"(["第3步已办"])");
  EXPECT_EQ(in_language(R"([{"code": "a.done", "parameters": {"step": {"zh": "甲", "en": "A"}}}])", Language::kChinese),
            R"(["甲已办"])");
}

TEST(LocalizedTest, ARemedyIsNullWhereThereIsNone) {
  EXPECT_EQ(in_language(R"([{"code": "a.step", "parameters": {"n": 3}, "part": "remedy"}])", Language::kEnglish),
            R"(["wait"])");
  EXPECT_EQ(in_language(R"([{"code": "a.done", "parameters": {}, "part": "remedy"}])", Language::kEnglish), "[null]");
}

TEST(LocalizedTest, OtherObjectsStayAsTheyAre) {
  for (const char* text :
       {R"({"zh":"甲"})", R"({"zh":"甲","en":null})", R"({"zh":"甲","en":"A","fr":"B"})", R"([{"zh":1,"en":2}])",
        R"({"code":"a.done","text":"b"})", R"({"code":"a","parameters":[]})"})
    EXPECT_EQ(in_language(text, Language::kChinese), text);
}

}  // namespace
}  // namespace chancery::web_server
