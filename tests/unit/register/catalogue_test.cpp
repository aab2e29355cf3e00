#include "engine/register/catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/json/json.h"

namespace chancery::registers {
namespace {

std::vector<std::string> codes(RegisterCatalogue& catalogue, std::string_view text) {
  feel::SymbolTable symbols;
  const auto content = json::parse_json(text);
  EXPECT_TRUE(content) << text;
  std::vector<std::string> found;
  for (const Diagnostic& fault : catalogue.add("registers/x.json", *content, symbols)) found.push_back(fault.code);
  return found;
}
std::vector<std::string> codes(std::string_view text) {
  RegisterCatalogue catalogue;
  auto found = codes(catalogue, text);
  EXPECT_EQ(catalogue.books().size() + catalogue.kinds().size(), found.empty() ? 1u : 0u)
      << "faulty files leave nothing";
  return found;
}

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Catalogue, ReadsABookAndAKind) {
  RegisterCatalogue catalogue;
  EXPECT_THAT(codes(catalogue, R"({"id":"use-book","kind":"book","name":{"zh":"登记"},"scope":"seal","retention":"30y",
    "format":"=string(year) + \"第\" + string(number) + \"号\"",
    "fields":[{"key":"title","label":{"zh":"题"},"type":"text","required":true},{"key":"at","label":{"zh":"时"},"type":"datetime"}]})"),
              IsEmpty());
  EXPECT_THAT(codes(catalogue,
                    R"({"id":"seal","kind":"entity","name":{"zh":"印章"},"states":["filed","active"],"initial":"filed",
    "transitions":[["filed","active"]],"fields":[]})"),
              IsEmpty());
  ASSERT_NE(catalogue.book("use-book"), nullptr);
  EXPECT_EQ(catalogue.book("use-book")->index, 0u);
  EXPECT_EQ(catalogue.book("use-book")->fields[1].type, FieldType::kDateTime);
  ASSERT_NE(catalogue.kind("seal"), nullptr);
  EXPECT_TRUE(catalogue.kind("seal")->allows("filed", "active"));
  EXPECT_FALSE(catalogue.kind("seal")->allows("active", "filed"));
  EXPECT_EQ(catalogue.book("seal"), nullptr);
  EXPECT_THAT(codes(catalogue, R"({"id":"seal","kind":"book","name":{"zh":"x"},"scope":"unit","fields":[]})"),
              ElementsAre("register.duplicate-id"));
}

TEST(Catalogue, TellsAllFaultsAtOnce) {
  const auto found = codes(R"({"id":"Bad Id","kind":"book","name":{},"scope":"unit","retention":"soon","colour":"red",
    "fields":[{"key":"a","label":{"zh":"甲"},"type":"colour"},{"key":"a","label":{"zh":"甲"},"type":"text"},{"key":"state","label":{"zh":"态"},"type":"text"}]})");
  for (const char* code : {"register.bad-id", "json.missing-field", "register.bad-retention", "json.unknown-field",
                           "json.bad-choice", "register.duplicate-field", "register.reserved-field"})
    EXPECT_THAT(found, Contains(code));
}

TEST(Catalogue, RefusesBadLifecycles) {
  const auto kind = [](const char* states, const char* initial, const char* transitions) {
    return codes(std::string(R"({"id":"seal","kind":"entity","name":{"zh":"印章"},"states":)") + states +
                 R"(,"initial":")" + initial + R"(","transitions":)" + transitions + R"(,"fields":[]})");
  };
  EXPECT_THAT(kind(R"([])", "a", "[]"), Contains("register.states-missing"));
  EXPECT_THAT(kind(R"(["a","a"])", "a", "[]"), ElementsAre("register.duplicate-state"));
  EXPECT_THAT(kind(R"(["a"])", "b", "[]"), ElementsAre("register.unknown-state"));
  EXPECT_THAT(kind(R"(["a"])", "a", R"([["a","b"]])"), ElementsAre("register.unknown-state"));
  EXPECT_THAT(kind(R"(["a"])", "a", R"([["a"]])"), ElementsAre("register.bad-transition-pair"));
  EXPECT_THAT(kind(R"(["a","b"])", "a", R"([["a","b"]])"), IsEmpty());
}

TEST(Catalogue, RefusesAFormatThatCannotRun) {
  const auto book = [](const char* format) {
    return codes(std::string(R"({"id":"b","kind":"book","name":{"zh":"簿"},"scope":"unit","fields":[],"format":")") +
                 format + R"("})");
  };
  EXPECT_THAT(book("=string(year"), Contains("feel.unexpected-end"));
  EXPECT_THAT(book("=string(yaer)"), Contains("feel.unknown-name"));
  EXPECT_THAT(book("=string(number)"), IsEmpty());
}

TEST(Catalogue, RefusesWhatIsNoObjectOrOfNoKind) {
  EXPECT_THAT(codes("[]"), ElementsAre("json.wrong-type"));
  EXPECT_THAT(codes(R"({"id":"x","name":{"zh":"x"},"kind":"table","fields":[]})"), ElementsAre("json.bad-choice"));
}

}  // namespace
}  // namespace chancery::registers
