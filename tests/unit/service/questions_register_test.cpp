// Questions about registers: what a stamp leaves in the book, who reads it and what of it, seals with their state.
#include <gmock/gmock.h>

#include "tests/unit/service/register_desk.h"

namespace chancery::register_desk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class RegisterQuestions : public RegisterDesk {};

TEST_F(RegisterQuestions, AStampIsALineOfTheBook) {
  open();
  const CaseId id = stamp();
  const List found = lines("g-clerk");
  ASSERT_EQ(found.size(), 1u);
  const Value& line = found.front();
  EXPECT_EQ(line.get("number"), Value::number(1));
  EXPECT_EQ(line.get("year"), Value::number(2026));
  EXPECT_EQ(line.get_text("text"), "2026-0001");
  EXPECT_EQ(line.get("scope").get_text("id"), kSeal);
  EXPECT_EQ(line.get("scope").get("name").get_text("en"), "Committee of Demonstration Gacha");
  EXPECT_EQ(line.get_text("case"), std::to_string(id.value));
  EXPECT_EQ(line.get_text("kind"), "entry");
  EXPECT_TRUE(line.get("corrects").is_null());
  EXPECT_TRUE(line.get("corrected_by").is_null());
  EXPECT_EQ(field(line, "title").get("display"), Value::text("letter"));
  EXPECT_EQ(field(line, "custodian").get("display"), Value::text("嘎查会计"));
  EXPECT_EQ(field(line, "_text"), Value());
}

TEST_F(RegisterQuestions, NumbersHaveNoGapWhenUsesAreRefused) {
  open();
  stamp();
  const CaseId refused = start();
  ASSERT_TRUE(complete(refused, kApproval, "g-chair"));
  EXPECT_FALSE(complete(refused, kStamp, "g-chair"));  // the approver does not stamp
  ASSERT_TRUE(complete(start(), R"({"decision":"refuse","reason":"not needed"})", "g-chair"));
  stamp();
  const auto answer = engine_->lines(viewer("g-clerk"), kBook, kSeal, 0, Page{});
  EXPECT_THAT(texts(items(answer), "text"), ElementsAre("2026-0002", "2026-0001"));
  EXPECT_EQ(answer->get("total"), Value::number(2));
}

TEST_F(RegisterQuestions, AFilingStandsUnderTheNumberItSpeaksOf) {
  open();
  const CaseId first = stamp();
  stamp();
  ASSERT_TRUE(complete(first, kFiling, "g-clerk"));
  const auto answer = engine_->lines(viewer("g-clerk"), kBook, kSeal, 0, Page{});
  const List found = items(answer);
  ASSERT_THAT(texts(found, "text"), ElementsAre("2026-0001", "2026-0002", "2026-0001"));
  EXPECT_THAT(texts(found, "kind"), ElementsAre("filed", "entry", "entry"));
  EXPECT_THAT(texts(found, "corrects"), ElementsAre("2026-0001", "", ""));
  EXPECT_EQ(found.front().get("kind_text").get_text("code"), "service.line-filed");
  EXPECT_THAT(texts(found, "corrected_by"), ElementsAre("", "", ""));  // it adds to the line and takes nothing back
  EXPECT_EQ(answer->get("total"), Value::number(2));
}

TEST_F(RegisterQuestions, MaskedFieldsAreForTheStaffOfTheUnit) {
  open();
  stamp();
  for (const char* account : {"auditor", "sumu-officer"}) {
    const List found = lines(account);
    ASSERT_EQ(found.size(), 1u) << account;
    const Value applicant = field(found.front(), "applicant");
    EXPECT_EQ(applicant.get("display"), Value::text("嘎******")) << account;
    EXPECT_TRUE(applicant.get("masked").is_true());
    EXPECT_TRUE(applicant.get("value").is_null());
    EXPECT_EQ(field(found.front(), "approver").get("display"), Value::text("嘎查主任兼党支部书记"));
  }
  const List found = lines("g-chair");
  ASSERT_EQ(found.size(), 1u);
  const Value plain = field(found.front(), "applicant");
  EXPECT_EQ(plain.get("display"), Value::text("嘎查委员、经办人"));
  EXPECT_TRUE(plain.get("masked").is_null());
}

TEST_F(RegisterQuestions, StrangersReadNoBook) {
  open();
  stamp();
  for (const char* account : {"herder1", "admin1", "street-officer", "c-chair"}) {
    const auto answer = engine_->lines(viewer(account), kBook, kSeal, 0, Page{});
    ASSERT_FALSE(answer) << account;
    EXPECT_EQ(answer.error().code, "register.no-such-entity");
    EXPECT_FALSE(engine_->entity(viewer(account), "seal", kSeal)) << account;
    EXPECT_FALSE(engine_->entities(viewer(account), "seal", unit("demo-gacha"))) << account;
    EXPECT_FALSE(
        engine_->lines(viewer(account), "resolution-book", std::to_string(unit("demo-gacha").value), 0, Page{}));
  }
  for (const char* account : {"herder1", "admin1"}) {
    EXPECT_THAT(items(engine_->registers(viewer(account))), IsEmpty()) << account;
    EXPECT_FALSE(engine_->lines(viewer(account), kBook, "", 0, Page{})) << account;
    EXPECT_THAT(items(engine_->entities(viewer(account), "seal", UnitId{})), IsEmpty()) << account;
  }
}

TEST_F(RegisterQuestions, UnknownBooksKindsAndScopesAreNotThere) {
  open();
  const auto code = [](const Result<Value>& answer) { return answer ? std::string("answered") : answer.error().code; };
  EXPECT_EQ(code(engine_->lines(viewer("g-clerk"), "no-book", "", 0, Page{})), "register.unknown-book");
  EXPECT_EQ(code(engine_->lines(viewer("g-clerk"), kBook, "no-seal", 0, Page{})), "register.no-such-entity");
  EXPECT_EQ(code(engine_->lines(viewer("g-clerk"), "resolution-book", "999", 0, Page{})), "service.no-unit");
  EXPECT_EQ(code(engine_->entities(viewer("g-clerk"), "no-kind", UnitId{})), "register.unknown-kind");
  EXPECT_EQ(code(engine_->entity(viewer("g-clerk"), "seal", "no-seal")), "register.no-such-entity");
}

TEST_F(RegisterQuestions, BooksNameWhoseTheyAreAndTheirYears) {
  open();
  stamp();
  Value use, certificates, seals;
  for (const Value& one : items(engine_->registers(viewer("g-clerk")))) {
    if (one.get_text("id") == kBook) use = one;
    if (one.get_text("id") == "certificate-book") certificates = one;
    if (one.get_text("id") == "seal") seals = one;
  }
  EXPECT_EQ(use.get_text("kind"), "book");
  EXPECT_THAT(texts(list_of(use.get("scopes")), "id"), ElementsAre(kSeal, kLongBook, "demo-gacha-old"));
  EXPECT_EQ(use.get("years"), Value::list({Value::number(2026)}));
  EXPECT_EQ(use.get("retention").get("parameters").get_text("years"), "30");
  ASSERT_THAT(texts(list_of(use.get("fields")), "key"), testing::Contains("applicant"));
  // A committee has the book before its first line.
  EXPECT_THAT(texts(list_of(certificates.get("scopes")), "id"), ElementsAre(std::to_string(unit("demo-gacha").value)));
  EXPECT_THAT(list_of(certificates.get("years")), IsEmpty());
  EXPECT_EQ(seals.get_text("kind"), "entity");
}

TEST_F(RegisterQuestions, BooksOfUnitsGoByTheNumberOfTheUnit) {
  open();
  const std::string gacha = std::to_string(unit("demo-gacha").value);
  const auto answer = engine_->lines(viewer("auditor"), "resolution-book", gacha, 0, Page{});
  EXPECT_THAT(items(answer), IsEmpty());
  EXPECT_TRUE(answer->get("next").is_null());
}

TEST_F(RegisterQuestions, SealsAreShownWithTheirState) {
  open();
  const List seals = items(engine_->entities(viewer("g-rep01"), "seal", unit("demo-gacha")));
  ASSERT_THAT(texts(seals, "id"), ElementsAre(kSeal, kLongBook, "demo-gacha-old"));
  EXPECT_EQ(seals[0].get("state").get_text("code"), "active");
  EXPECT_EQ(seals[2].get("state").get_text("code"), "void");
  EXPECT_EQ(seals[2].get("state").get("text").get_text("code"), "service.state-void");
  EXPECT_EQ(seals[0].get("name").get_text("en"), "Committee of Demonstration Gacha");
  EXPECT_EQ(seals[0].get("unit").get_text("id"), std::to_string(unit("demo-gacha").value));
  EXPECT_EQ(field(seals[0], "holder").get("display"), Value::text("嘎查会计"));
  const auto one = engine_->entity(viewer("sumu-officer"), "seal", kSeal);
  ASSERT_TRUE(one);
  EXPECT_EQ(*one, seals[0]);
  EXPECT_EQ(items(engine_->entities(viewer("auditor"), "seal", UnitId{})).size(), 4u);
  EXPECT_EQ(items(engine_->entities(viewer("street-officer"), "seal", UnitId{})).size(), 1u);
}

TEST_F(RegisterQuestions, ALineIsReadBeforeTheHistoryHasIt) {
  open();
  stamp();
  history_.follows = false;
  stamp();
  EXPECT_THAT(texts(lines("g-clerk"), "text"), ElementsAre("2026-0002", "2026-0001"));
  history_.follows = true;
  stamp();
  EXPECT_THAT(texts(lines("g-clerk"), "text"), ElementsAre("2026-0003", "2026-0002", "2026-0001"));
}

}  // namespace
}  // namespace chancery::register_desk
