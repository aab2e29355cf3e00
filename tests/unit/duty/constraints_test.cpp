// Each kind of constraint in its scopes, with its evidence.
#include "tests/unit/duty/village.h"

namespace chancery::duty {
namespace {

TEST(Separate, RefusalSaysWhoDidWhatWhenByWhichLawAndWhoCould) {
  Village village;
  village.act(Entrance::kStart, kHerder, "request");
  village.act(Entrance::kComplete, kChair, "approve-use");
  village.end_post(PostNumber{1}, kGacha, "chair", at_hour(1));
  village.now = at_hour(2);
  village.seal_held_by(kChair);  // handed over after the approval, and chair no longer
  const Verdict verdict = village.ask(Entrance::kClaim, kChair, "affix");
  ASSERT_FALSE(verdict);
  const Refusal& refusal = *verdict.refusal;
  EXPECT_EQ(refusal.constraint, "approver-is-not-custodian");
  EXPECT_EQ(refusal.strength, Strength::kHard);
  ASSERT_EQ(refusal.evidence.size(), 1U);
  EXPECT_EQ(refusal.evidence[0],
            (Evidence{EventNumber{1002}, kChair, {}, "approve-use", ActKind::kCompleted, at_hour(0)}));
  EXPECT_EQ(refusal.basis, (std::vector<LegalBasis>{{"ordos-2020-draft", "二(三)"}}));
  EXPECT_EQ(refusal.remedy.en, "Let the custodian stamp.");
  EXPECT_TRUE(refusal.could_act.empty());
  const Error error = to_error(refusal);
  EXPECT_EQ(error.kind, ErrorKind::kRefused);
  EXPECT_EQ(error.code, "duty.constraint");
  EXPECT_EQ(error.parameter("rule"), "approver-is-not-custodian");
  EXPECT_EQ(error.parameter("evidence"), "1002");
  EXPECT_EQ(error.parameter("basis"), "ordos-2020-draft 二(三)");
}

TEST(Separate, NamesWhoCouldActInstead) {
  Village village;
  village.act(Entrance::kComplete, kClerk, "record-meeting");
  const Verdict verdict = village.ask(Entrance::kClaim, kClerk, "confirm-record");
  ASSERT_FALSE(verdict);
  EXPECT_EQ(verdict.refusal->could_act, (std::vector<PersonId>{kDeputy, kChair}));
}

TEST(Separate, HoldsThroughTheWholeCaseTreeAndNoFurther) {
  Village village;
  village.activation = InstanceId{1};
  village.act(Entrance::kComplete, kClerk, "verify");
  village.activation = InstanceId{9};  // a called process
  village.give(kClerk, kGacha, "chair");
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "sign"), "verifier-does-not-sign");
  village.root = CaseId{200};
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "sign"), "");
}

TEST(Separate, ActivationScopeEndsWithTheRun) {
  Village village;
  village.give(kHerder, kTownship, "township-officer");
  village.act(Entrance::kComplete, kHerder, "receive-seal");
  EXPECT_EQ(village.rule(Entrance::kClaim, kHerder, "witness"), "three-at-handover");
  village.activation = InstanceId{2};
  EXPECT_EQ(village.rule(Entrance::kClaim, kHerder, "witness"), "");
}

TEST(Separate, MeetingScopeCrossesCases) {
  Village village;
  village.objects.push_back({"meeting", "17"});
  village.act(Entrance::kComplete, kClerk, "record-meeting");
  village.root = CaseId{200};  // another case on the same agenda
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "confirm-record"), "recorder-is-not-confirmer");
  village.objects.back().id = "18";
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "confirm-record"), "");
}

TEST(Separate, ReleaseLiftsTheClaimUnderTheMeetingToo) {
  Village village;
  village.objects.push_back({"meeting", "17"});
  village.act(Entrance::kClaim, kClerk, "record-meeting");
  EXPECT_TRUE(village.release(kClerk, "record-meeting"));
  EXPECT_TRUE(village.acts.of_object("meeting:17").empty());
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "confirm-record"), "");
}

TEST(Separate, ConditionSaysWhereItHolds) {
  Village village;
  village.act(Entrance::kComplete, kChair, "prepare");
  EXPECT_EQ(village.rule(Entrance::kClaim, kChair, "sign"), "");
  village.set("item", parse(R"({"court": true})"));
  EXPECT_EQ(village.rule(Entrance::kClaim, kChair, "sign"), "court-needs-two");
}

TEST(Separate, OnlyDutiesThatAreNamedAreTouched) {
  Village village;
  village.act(Entrance::kComplete, kClerk, "accept");
  village.act(Entrance::kComplete, kClerk, "verify");
  village.act(Entrance::kComplete, kClerk, "verify");  // again after a return
  EXPECT_EQ(village.rule(Entrance::kComplete, kClerk, "prepare"), "");
}

// Loops and returns do not wash an act away.
TEST(Separate, ReturnBinds) {
  Village village;
  village.act(Entrance::kReturn, kChair, "approve-use");
  EXPECT_EQ(village.acts.of_case(village.root).front().kind, ActKind::kReturned);
  village.seal_held_by(kChair);
  village.end_post(PostNumber{1}, kGacha, "chair", at_hour(0));
  EXPECT_EQ(village.rule(Entrance::kClaim, kChair, "affix"), "approver-is-not-custodian");
}

TEST(Separate, TransferBindsWhoGaveAwayAndWhoReceived) {
  Village village;
  village.act(Entrance::kClaim, kClerk, "record-meeting");
  village.act(Entrance::kTransfer, kClerk, "record-meeting", kDeputy);
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "confirm-record"), "recorder-is-not-confirmer");
  EXPECT_EQ(village.rule(Entrance::kClaim, kDeputy, "confirm-record"), "recorder-is-not-confirmer");
}

TEST(Separate, WhoAssignsIsNotBoundByIt) {
  Village village;
  village.act(Entrance::kAssign, kDeputy, "record-meeting", kClerk);
  EXPECT_EQ(village.rule(Entrance::kClaim, kDeputy, "confirm-record"), "");
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "confirm-record"), "recorder-is-not-confirmer");
}

TEST(Bind, SamePersonPerSeat) {
  Village village;
  village.set("seat", Value::text("A"));
  village.act(Entrance::kComplete, kAccountant, "consent");
  village.set("seat", Value::text("B"));
  village.act(Entrance::kComplete, kClerk, "consent");
  EXPECT_EQ(village.rule(Entrance::kClaim, kAccountant, "receive-seal"), "receiver-is-decided");
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "receive-seal"), "");
  village.set("seat", Value::text("A"));
  EXPECT_EQ(village.rule(Entrance::kClaim, kAccountant, "receive-seal"), "");
  EXPECT_EQ(village.rule(Entrance::kClaim, kHerder, "receive-seal"), "receiver-is-decided");
}

TEST(Bind, AnUnknownSeatMayBeAnySeat) {
  Village village;
  village.set("seat", Value::text("A"));
  village.act(Entrance::kComplete, kAccountant, "consent");
  village.set("seat", Value());
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "receive-seal"), "receiver-is-decided");
}

TEST(Bind, CannotBeHandedOn) {
  Village village;
  EXPECT_EQ(village.rule(Entrance::kDelegate, kAccountant, "consent", kClerk), "receiver-is-decided");
  EXPECT_EQ(village.rule(Entrance::kTransfer, kAccountant, "consent", kClerk), "receiver-is-decided");
  EXPECT_EQ(village.rule(Entrance::kComplete, kAccountant, "consent", {}, kClerk), "receiver-is-decided");
}

TEST(Bind, AnAssignmentReplacesWhoMerelyHeldTheTask) {
  Village village;
  village.act(Entrance::kClaim, kAccountant, "consent");
  EXPECT_EQ(village.rule(Entrance::kAssign, kClerk, "consent", kClerk), "");
  village.act(Entrance::kSave, kAccountant, "consent");
  EXPECT_EQ(village.rule(Entrance::kAssign, kClerk, "consent", kClerk), "receiver-is-decided");
}

TEST(Exclude, OwnMatter) {
  Village village;
  village.set("applicant", Value::number(3));
  for (const char* duty : {"accept", "verify"}) {
    const Verdict verdict = village.ask(Entrance::kClaim, kClerk, duty);
    ASSERT_FALSE(verdict);
    EXPECT_EQ(verdict.refusal->constraint, "own-matter");
    ASSERT_EQ(verdict.refusal->evidence.size(), 1U);
    EXPECT_FALSE(verdict.refusal->evidence[0].event);
  }
  EXPECT_EQ(village.rule(Entrance::kClaim, kDeputy, "accept"), "");
}

TEST(Exclude, DeclaredRelativeIsRefusedUnknownIsNot) {
  Village village;
  village.set("applicant", Value::number(6));  // the chair's brother
  EXPECT_EQ(village.rule(Entrance::kClaim, kChair, "sign"), "near-relative");
  village.set("applicant", Value::number(5));
  EXPECT_EQ(village.rule(Entrance::kClaim, kChair, "sign"), "");
  village.set("applicant", Value());  // not known to the directory
  EXPECT_EQ(village.rule(Entrance::kClaim, kChair, "sign"), "");
}

TEST(Exclude, WarningIsShownAndDoesNotRefuse) {
  Village village;
  village.give(kChair, kGacha, "member");
  village.set("applicant", Value::number(6));
  const Verdict verdict = village.ask(Entrance::kClaim, kChair, "verify");
  EXPECT_TRUE(verdict);
  ASSERT_EQ(verdict.warnings.size(), 1U);
  EXPECT_EQ(verdict.warnings[0].constraint, "relative-verifies");
}

TEST(Exclude, HolderOfTheSealNowDoesNotApprove) {
  Village village;
  village.seal_held_by(kChair);
  EXPECT_EQ(village.rule(Entrance::kComplete, kChair, "approve-use"), "approver-holds-no-seal");
  village.seal_held_by({});
  EXPECT_EQ(village.rule(Entrance::kComplete, kChair, "approve-use"), "");
}

TEST(Exclude, ChairNeitherHoldsNorStamps) {
  Village village;
  village.seal_held_by(kChair);
  EXPECT_EQ(village.rule(Entrance::kComplete, kChair, "affix"), "holder-is-no-approver");
  EXPECT_EQ(village.rule(Entrance::kComplete, kChair, "receive-seal"), "holder-is-no-approver");
}

TEST(Exclude, UndecidableHardRuleRefuses) {
  const char* rules = R"({"duties": [{"id": "a"}, {"id": "b"}], "constraints": [
    {"id": "hard-one", "kind": "exclude", "duties": ["a"], "when": "person.id = no_such_name", "strength": "hard",
     "basis": [{"source": "x"}], "message": {"zh": "一", "en": "one"}},
    {"id": "firm-one", "kind": "exclude", "duties": ["b"], "when": "person.id = no_such_name", "strength": "firm",
     "message": {"zh": "二", "en": "two"}}]})";
  Village village(rules);
  const Verdict verdict = village.ask(Entrance::kClaim, kClerk, "a");
  ASSERT_FALSE(verdict);
  EXPECT_EQ(verdict.refusal->code, "duty.rule-failed");
  EXPECT_EQ(verdict.refusal->constraint, "hard-one");
  EXPECT_TRUE(village.ask(Entrance::kClaim, kClerk, "b"));
}

TEST(Exclude, WhatIsNoBooleanIsUndecided) {
  Village village(R"({"duties": [{"id": "a"}], "constraints": [
    {"id": "hard-one", "kind": "exclude", "duties": ["a"], "when": "person.id", "strength": "hard",
     "basis": [{"source": "x"}], "message": {"zh": "一", "en": "one"}}]})");
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "a"), "hard-one");
}

}  // namespace
}  // namespace chancery::duty
