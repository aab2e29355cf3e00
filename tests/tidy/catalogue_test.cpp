// Every message code of the program has its text in both languages, and the checker notices when one has not.
#include "tests/tidy/catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace chancery::tidy {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<SourceFile> product() {
  std::vector<SourceFile> files;
  for (const char* room : {"engine", "adapters", "web-console", "workflows"})
    for (auto& file : read_tree(room))
      if (ends_with_any(file.path, {".h", ".cpp", ".def", ".ts", ".vue", ".bpmn"})) files.push_back(std::move(file));
  return files;
}

Catalogue whole_catalogue(Findings& findings) {
  Catalogue catalogue;
  for (const auto& file : read_tree("config/locale"))
    if (file.path.ends_with(".json"))
      for (auto& f : read_catalogue(file, catalogue)) findings.push_back(std::move(f));
  return catalogue;
}

Catalogue catalogue_of(const std::string& text) {
  Catalogue catalogue;
  EXPECT_THAT(read_catalogue({"config/locale/feel.json", text}, catalogue), IsEmpty());
  return catalogue;
}

Findings reading(const std::string& text) {
  Catalogue catalogue;
  return read_catalogue({"config/locale/feel.json", text}, catalogue);
}

const char* const kOne = R"({"feel.bad-name": {"zh": "没有名为“{name}”的变量。", "en": "There is no {name}."}})";

TEST(CatalogueOfTheTree, IsWellFormed) {
  Findings findings;
  const Catalogue catalogue = whole_catalogue(findings);
  EXPECT_FALSE(catalogue.empty());
  for (auto& f : check_texts(catalogue)) findings.push_back(std::move(f));
  EXPECT_THAT(findings, IsEmpty()) << report(findings);
}

TEST(CatalogueOfTheTree, EveryCodeHasItsTextAndEveryTextItsCode) {
  Findings findings;
  const Catalogue catalogue = whole_catalogue(findings);
  findings = check_codes(product(), catalogue);
  EXPECT_THAT(findings, IsEmpty()) << report(findings);
}

TEST(Catalogue, GoodEntryPasses) {
  const Catalogue catalogue = catalogue_of(kOne);
  EXPECT_THAT(check_texts(catalogue), IsEmpty());
  EXPECT_THAT(check_codes({{"engine/feel/a.cpp", "return invalid(\"feel.bad-name\", {});"}}, catalogue), IsEmpty());
}

TEST(Catalogue, MissingCodeIsFoundWithItsPlace) {
  const auto found =
      check_codes({{"engine/feel/a.cpp", "invalid(\"feel.bad-name\");\nreturn\n  refused(\n \"feel.other\");"}},
                  catalogue_of(kOne));
  EXPECT_THAT(found, Contains(HasSubstr("engine/feel/a.cpp:3: feel.other has no text")));
}

TEST(Catalogue, CodeOfADiagnosticOrHelperIsFound) {
  const auto found = check_codes(
      {{"engine/feel/a.cpp", "invalid(\"feel.bad-name\"); report(at, \"feel.no-such-thing\");"}}, catalogue_of(kOne));
  EXPECT_THAT(found, Contains(HasSubstr("feel.no-such-thing")));
}

TEST(Catalogue, CodeInACommentIsNotAUse) {
  EXPECT_THAT(
      check_codes({{"engine/feel/a.cpp", "// invalid(\"feel.gone\")\ninvalid(\"feel.bad-name\")"}}, catalogue_of(kOne)),
      IsEmpty());
}

TEST(Catalogue, CodeNamedByAWorkflowIsAUse) {
  const Catalogue catalogue = catalogue_of(kOne);
  EXPECT_THAT(check_codes({{"workflows/a/a.bpmn", "<in>=\"feel.bad-name\"</in>"}}, catalogue), IsEmpty());
  EXPECT_THAT(check_codes({{"workflows/a/a.bpmn", "<in>feel.bad-name</in>"}}, catalogue), IsEmpty());
  EXPECT_THAT(check_codes({{"workflows/a/a.bpmn", "<in>feel.bad-name-too</in>"}}, catalogue),
              Contains(HasSubstr("used nowhere")));
}

TEST(Catalogue, UnusedTextIsFound) {
  EXPECT_THAT(check_codes({{"engine/feel/a.cpp", ""}}, catalogue_of(kOne)), Contains(HasSubstr("used nowhere")));
}

TEST(Catalogue, MissingLanguageIsFound) {
  EXPECT_THAT(reading(R"({"feel.a": {"zh": "一"}})"), Contains(HasSubstr("no text in en")));
  EXPECT_THAT(reading(R"({"feel.a": {"zh": "", "en": "one"}})"), Contains(HasSubstr("no text in zh")));
  EXPECT_THAT(reading(R"({"feel.a": {"zh": "一", "en": "one", "remedy": {"en": "do"}}})"),
              Contains(HasSubstr("remedy: no text in zh")));
}

TEST(Catalogue, WrongShapeIsFound) {
  EXPECT_THAT(reading("{"), SizeIs(1));
  EXPECT_THAT(reading("[]"), SizeIs(1));
  EXPECT_THAT(reading(R"({"feel.a": "one"})"), SizeIs(1));
  EXPECT_THAT(reading(R"({"feel.a": {"zh": "一", "en": "one", "fix": {}}})"), Contains(HasSubstr("unknown key fix")));
  EXPECT_THAT(reading(R"({"dmn.a": {"zh": "一", "en": "one"}})"), Contains(HasSubstr("belongs into dmn.json")));
  EXPECT_THAT(reading(R"({"feel.a": {"zh": "一", "en": "one"}, "feel.a": {"zh": "一", "en": "one"}})"),
              Contains(HasSubstr("stands twice")));
  EXPECT_THAT(reading(R"({"feel.Bad_Name": {"zh": "一", "en": "one"}})"), Contains(HasSubstr("module.what-happened")));
}

TEST(Catalogue, DifferentParametersAreFound) {
  EXPECT_THAT(check_texts(catalogue_of(R"({"feel.a": {"zh": "{line}行", "en": "one"}})")),
              Contains(HasSubstr("differ in parameters")));
  EXPECT_THAT(
      check_texts(catalogue_of(R"({"feel.a": {"zh": "一", "en": "one", "remedy": {"zh": "{a}", "en": "{b}"}}})")),
      SizeIs(1));
}

TEST(Catalogue, ParametersThatCarryTextComeInEachLanguage) {
  EXPECT_THAT(check_texts(catalogue_of(R"({"feel.a": {"zh": "{note_zh}", "en": "{note_en}"}})")), IsEmpty());
  EXPECT_THAT(check_texts(catalogue_of(R"({"feel.a": {"zh": "{note_en}", "en": "{note_en}"}})")), SizeIs(1));
}

TEST(Catalogue, BraceThatIsNoParameterIsFound) {
  EXPECT_THAT(check_texts(catalogue_of(R"({"feel.a": {"zh": "{line行", "en": "{line}"}})")),
              Contains(HasSubstr("a brace that is no")));
}

}  // namespace
}  // namespace chancery::tidy
