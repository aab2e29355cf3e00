// Giving and ending posts, opening acting periods.
#include "tests/unit/duty/village.h"

namespace chancery::duty {
namespace {

PostQuestion giving(PersonId actor, PersonId person, std::string post, UnitId unit = kGacha, std::string seal = "") {
  PostQuestion question;
  question.actor = actor;
  question.terms.unit = unit;
  question.terms.person = person;
  question.terms.post = std::move(post);
  question.terms.seal = std::move(seal);
  question.terms.from = at_hour(0);
  return question;
}

std::string rule(const Village& village, const PostQuestion& question) {
  const Verdict verdict = village.service().check_post(question, village.facts());
  return verdict ? "" : verdict.refusal->rule();
}

TEST(GivePost, NobodyToHimself) {
  Village village;
  EXPECT_EQ(rule(village, giving(kAdmin, kAdmin, "clerk")), "duty.own-post");
  PostQuestion question = giving(kAdmin, kAdmin2, "deputy");
  question.second = kAdmin2;  // the confirming administrator is the one who gets it
  EXPECT_EQ(rule(village, question), "duty.own-post");
  question = giving(kAdmin, kHerder, "member");
  question.second = kAdmin;
  EXPECT_EQ(rule(village, question), "duty.second-person");
  EXPECT_EQ(rule(village, giving(kAdmin, kAdmin, "a-post-of-another-package")), "duty.own-post");
  EXPECT_EQ(rule(village, giving(kAdmin, kHerder, "clerk")), "");
}

TEST(GivePost, CustodianOnlyByItsProcess) {
  Village village;
  PostQuestion question = giving(kAdmin, kHerder, "custodian-a", kGacha, "12");
  question.second = kAdmin2;
  EXPECT_EQ(rule(village, question), "duty.process-only");
  question.terms.process = CaseId{9};
  EXPECT_EQ(rule(village, question), "");
  question.entrance = Entrance::kEndPost;
  EXPECT_EQ(rule(village, question), "");
  question.terms.process = {};
  EXPECT_EQ(rule(village, question), "duty.process-only");
}

TEST(GivePost, AdminGivesHimselfTheSeal) {
  Village village;
  EXPECT_EQ(rule(village, giving(kAdmin, kAdmin, "custodian-a", kGacha, "12")), "duty.process-only");
  PostQuestion question = giving({}, kAdmin, "custodian-a", kGacha, "12");
  question.terms.process = CaseId{9};
  EXPECT_EQ(rule(village, question), "outside-offices");
}

TEST(GivePost, DesignatedOnlyIsNeverActive) {
  Village village;
  PostQuestion question = giving({}, kHerder, "custodian-b", kGacha, "12");
  question.terms.process = CaseId{9};
  EXPECT_EQ(rule(village, question), "duty.designated-only");
}

TEST(Incompatible, SameUnit) {
  Village village;
  EXPECT_EQ(rule(village, giving(kAdmin, kClerk, "supervisor")), "supervision-is-independent");
  EXPECT_EQ(rule(village, giving(kAdmin, kHerder, "supervisor")), "");
  EXPECT_EQ(rule(village, giving(kAdmin, kClerk, "supervisor", kOtherGacha)), "");
}

TEST(Incompatible, EitherOrderOfGiving) {
  Village village;
  village.give(kHerder, kGacha, "supervisor");
  EXPECT_EQ(rule(village, giving(kAdmin, kHerder, "member")), "supervision-is-independent");
}

TEST(Incompatible, NearRelatives) {
  Village village;
  const Verdict verdict = village.service().check_post(giving(kAdmin, kBrother, "supervisor"), village.facts());
  ASSERT_FALSE(verdict);
  EXPECT_EQ(verdict.refusal->constraint, "supervision-is-independent");
  ASSERT_EQ(verdict.refusal->evidence.size(), 1U);
  EXPECT_EQ(verdict.refusal->evidence[0].person, kChair);
  EXPECT_EQ(verdict.refusal->evidence[0].duty, "chair");
  EXPECT_EQ(to_error(*verdict.refusal).parameter("holder"), "1");
}

TEST(Incompatible, OnlyOverlappingTimes) {
  Village village;
  village.give(kHerder, kGacha, "member", "", false, at_hour(100), at_hour(200));
  PostQuestion question = giving(kAdmin, kHerder, "supervisor");
  question.terms.until = at_hour(100);
  EXPECT_EQ(rule(village, question), "");  // ends when the other begins
  question.terms.until = at_hour(101);
  EXPECT_EQ(rule(village, question), "supervision-is-independent");
  question.terms.from = at_hour(200);
  question.terms.until = {};
  EXPECT_EQ(rule(village, question), "");
  question.terms.from = at_hour(199);
  EXPECT_EQ(rule(village, question), "supervision-is-independent");
}

TEST(Incompatible, EndedPostsDoNotCount) {
  Village village;
  const journal::PostNumber number = village.give(kHerder, kGacha, "member");
  village.end_post(number, kGacha, "member", at_hour(0));
  EXPECT_EQ(rule(village, giving(kAdmin, kHerder, "supervisor")), "");
}

TEST(Incompatible, SameSeal) {
  Village village;
  PostQuestion question = giving({}, kChair, "custodian-a", kGacha, "12");
  question.terms.process = CaseId{9};
  EXPECT_EQ(rule(village, question), "custodian-is-no-chair");
  EXPECT_EQ(rule(village, giving(kAdmin, kAccountant, "chair")), "custodian-is-no-chair");
}

TEST(Incompatible, DesignationsDoNotCount) {
  Village village;
  village.give(kHerder, kGacha, "supervisor", "", true);
  EXPECT_EQ(rule(village, giving(kAdmin, kHerder, "member")), "");
  PostQuestion question = giving(kAdmin, kClerk, "supervisor");
  question.terms.designated = true;
  EXPECT_EQ(rule(village, question), "");
}

TEST(Incompatible, ActingPeriodsCount) {
  Village village;
  village.acting(kGacha, "chair", kHerder, at_hour(-1), at_hour(10));
  EXPECT_EQ(rule(village, giving(kAdmin, kHerder, "supervisor")), "supervision-is-independent");
}

ActingQuestion acting(const Village& village, PersonId actor, PersonId person) {
  ActingQuestion question;
  question.actor = actor;
  question.person = person;
  question.post = "chair";
  question.unit = kGacha;
  question.entities = {{"seal", "seal", *village.variables.lookup(*village.symbols.find("seal"))}};
  return question;
}

std::string rule(const Village& village, const ActingQuestion& question) {
  const Verdict verdict = village.service().check_acting(question, village.facts());
  return verdict ? "" : verdict.refusal->rule();
}

TEST(OpenActing, DeputyMay) {
  Village village;
  EXPECT_EQ(rule(village, acting(village, kChair, kDeputy)), "");
}

TEST(OpenActing, NotForThePersonWhoHoldsTheSeal) {
  Village village;
  village.seal_held_by(kDeputy);
  EXPECT_EQ(rule(village, acting(village, kChair, kDeputy)), "approver-holds-no-seal");
}

TEST(OpenActing, NotForThePersonWhoHoldsAnyOfSeveralSeals) {
  Village village;
  ActingQuestion question = acting(village, kChair, kDeputy);
  question.entities.push_back({"seal", "seal", parse(R"({"id": "13", "holder": 2})")});
  EXPECT_EQ(rule(village, question), "approver-holds-no-seal");
}

TEST(OpenActing, NotForOneselfNorForUnknownPosts) {
  Village village;
  EXPECT_EQ(rule(village, acting(village, kDeputy, kDeputy)), "duty.own-post");
  ActingQuestion question = acting(village, kChair, kDeputy);
  question.post = "emperor";
  EXPECT_EQ(rule(village, question), "duty.unknown-post");
}

TEST(OpenActing, NotForAnOutsideOffice) {
  Village village;
  EXPECT_EQ(rule(village, acting(village, kChair, kOfficer)), "outside-offices");
  EXPECT_EQ(rule(village, acting(village, kChair, kAdmin)), "outside-offices");
}

TEST(OpenActing, NotForSupervision) {
  Village village;
  village.give(kHerder, kGacha, "supervisor");
  EXPECT_EQ(rule(village, acting(village, kChair, kHerder)), "supervision-is-independent");
}

}  // namespace
}  // namespace chancery::duty
