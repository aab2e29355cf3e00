// What workflows.md section 6 calls tempting and would stop a real village: none of it may be refused.
#include "tests/unit/duty/village.h"

namespace chancery::duty {
namespace {

TEST(Tempting, ClerkWhoKeepsTheSealMayAcceptPrepareVerifyAndStamp) {
  Village village;
  village.seal_held_by(kClerk);
  for (const char* duty : {"accept", "verify", "prepare"}) village.act(Entrance::kComplete, kClerk, duty);
  EXPECT_EQ(village.rule(Entrance::kComplete, kClerk, "affix"), "");
}

TEST(Tempting, OneResponsiblePersonSignsAndApproves) {
  Village village;
  village.act(Entrance::kComplete, kChair, "sign");
  EXPECT_EQ(village.rule(Entrance::kComplete, kChair, "approve-use"), "");
}

TEST(Tempting, CustodianMayAskForTheSeal) {
  Village village;
  village.act(Entrance::kStart, kAccountant, "request");
  EXPECT_EQ(village.rule(Entrance::kComplete, kAccountant, "affix"), "");
}

TEST(Tempting, DeputyMayBeDesignatedCustodianB) {
  Village village;
  PostQuestion question;
  question.terms.unit = kGacha;
  question.terms.person = kDeputy;
  question.terms.post = "custodian-b";
  question.terms.seal = "12";
  question.terms.designated = true;
  question.terms.from = at_hour(0);
  question.terms.process = CaseId{5};
  EXPECT_TRUE(village.service().check_post(question, village.facts()));
}

TEST(Tempting, ApprovedInMarchMayStampInMay) {
  Village village;
  village.acting(kGacha, "chair", kDeputy, at_hour(-1), at_hour(5));
  village.act(Entrance::kComplete, kDeputy, "approve-use");
  village.now = at_hour(1000);
  village.root = CaseId{200};
  village.seal_held_by(kDeputy);
  EXPECT_EQ(village.rule(Entrance::kComplete, kDeputy, "affix"), "");
  village.root = CaseId{100};  // but never the paper he approved
  EXPECT_EQ(village.rule(Entrance::kComplete, kDeputy, "affix"), "approver-is-not-custodian");
}

TEST(Tempting, ClaimedOnceIsNotBoundForEver) {
  Village village;
  village.act(Entrance::kClaim, kClerk, "verify");
  EXPECT_TRUE(village.release(kClerk, "verify"));
  village.give(kClerk, kGacha, "chair");
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "sign"), "");
}

TEST(Tempting, RelativesOfOthersStayIn) {
  Village village;
  village.set("applicant", Value::number(6));
  village.relatives(kChair, kClerk);
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "verify"), "");  // kin of the chair, not of the applicant
  EXPECT_EQ(village.rule(Entrance::kClaim, kDeputy, "sign"), "");   // and the deputy signs for the chair
}

TEST(Tempting, CustodianNeedNotBeAMember) {
  Village village;
  EXPECT_EQ(village.rule(Entrance::kComplete, kAccountant, "affix"), "");
}

TEST(Tempting, ThreePersonsFinishAnOrdinaryUse) {
  Village village;
  village.act(Entrance::kStart, kClerk, "request");
  village.act(Entrance::kComplete, kChair, "approve-use");
  village.act(Entrance::kComplete, kAccountant, "affix");
  village.act(Entrance::kComplete, kClerk, "file");
}

}  // namespace
}  // namespace chancery::duty
