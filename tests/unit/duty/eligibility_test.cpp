// `who`: posts at their level, stand-ins, acting periods, named persons, conditions; candidates and their order.
#include "tests/unit/duty/village.h"

namespace chancery::duty {
namespace {

std::vector<PersonId> persons(std::initializer_list<PersonId> list) { return list; }

TEST(Who, PostOfThisUnitOnly) {
  Village village;
  EXPECT_EQ(village.rule(Entrance::kClaim, kChair, "sign"), "");
  EXPECT_EQ(village.rule(Entrance::kClaim, kOutsider, "sign"), "duty.not-eligible");  // chair of another gacha
  EXPECT_EQ(village.rule(Entrance::kClaim, kHerder, "sign"), "duty.not-eligible");
  village.unit = kOtherGacha;
  EXPECT_EQ(village.rule(Entrance::kClaim, kOutsider, "sign"), "");
  EXPECT_EQ(village.rule(Entrance::kClaim, kChair, "sign"), "duty.not-eligible");
}

TEST(Who, PostAtTheTownship) {
  Village village;
  EXPECT_EQ(village.rule(Entrance::kClaim, kOfficer, "witness"), "");
  EXPECT_EQ(village.rule(Entrance::kClaim, kChair, "witness"), "duty.not-eligible");
  village.give(kHerder, kGacha, "township-officer");  // held in the wrong place
  EXPECT_EQ(village.rule(Entrance::kClaim, kHerder, "witness"), "duty.not-eligible");
}

TEST(Who, PostsAsTheyStandNow) {
  Village village;
  village.now = at_hour(-2000);
  EXPECT_EQ(village.rule(Entrance::kClaim, kChair, "sign"), "duty.not-eligible");  // not yet
  village.now = at_hour(0);
  village.end_post(PostNumber{1}, kGacha, "chair", at_hour(0));
  EXPECT_EQ(village.rule(Entrance::kClaim, kChair, "sign"), "duty.not-eligible");  // no longer
}

TEST(Who, DesignatedIsNotActive) {
  Village village;
  EXPECT_EQ(village.rule(Entrance::kClaim, kDeputy, "file"), "duty.not-eligible");
  village.give(kDeputy, kGacha, "custodian-a", "12", true);
  EXPECT_EQ(village.rule(Entrance::kClaim, kDeputy, "file"), "duty.not-eligible");
}

TEST(Who, PostOfThisSealOnly) {
  Village village;
  EXPECT_EQ(village.rule(Entrance::kClaim, kAccountant, "file"), "");
  village.objects = {{"seal", "13"}};
  EXPECT_EQ(village.rule(Entrance::kClaim, kAccountant, "file"), "duty.not-eligible");
}

TEST(Who, NamedPersonOnly) {
  Village village;
  EXPECT_EQ(village.rule(Entrance::kClaim, kAccountant, "affix"), "");
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "affix"), "duty.not-eligible");
  village.seal_held_by(kClerk);
  EXPECT_EQ(village.rule(Entrance::kClaim, kAccountant, "affix"), "duty.not-eligible");
  village.seal_held_by({});
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "affix"), "duty.not-eligible");
  EXPECT_TRUE(village.candidates("affix").empty());
}

TEST(Who, ConditionMustBeTrue) {
  Village village(
      R"({"duties": [{"id": "a", "who": {"when": "person.id = chosen"}}, {"id": "b", "who": {"when": "nowhere"}},
                                 {"id": "c", "who": {"persons": "[3, \"4\", null]", "when": "item.open"}}]})");
  village.set("chosen", Value::number(3));
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "a"), "");
  EXPECT_EQ(village.rule(Entrance::kClaim, kChair, "a"), "duty.not-eligible");
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "b"), "duty.not-eligible");  // fails closed
  village.set("item", parse(R"({"open": true})"));
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "c"), "");
  EXPECT_EQ(village.rule(Entrance::kClaim, kAccountant, "c"), "duty.not-eligible");  // a text is no person
  village.set("item", parse(R"({"open": false})"));
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "c"), "duty.not-eligible");
}

TEST(StandIn, CountsOnlyWhileEveryHolderIsRefusedHere) {
  Village village;
  EXPECT_EQ(village.rule(Entrance::kClaim, kDeputy, "approve-use"), "duty.not-eligible");
  village.act(Entrance::kStart, kChair, "request");  // the chair asks, so he may not approve
  const Verdict verdict = village.ask(Entrance::kClaim, kDeputy, "approve-use");
  EXPECT_TRUE(verdict);
  EXPECT_EQ(verdict.standing, (Standing{"deputy", true, false}));
  EXPECT_EQ(village.candidates("approve-use"), persons({kDeputy}));
  EXPECT_EQ(village.ask(Entrance::kClaim, kChair, "approve-use").refusal->could_act, persons({kDeputy}));
}

TEST(StandIn, AnotherHolderWhoMayActKeepsThemOut) {
  Village village;
  village.give(kHerder, kGacha, "chair");
  village.act(Entrance::kStart, kChair, "request");
  EXPECT_EQ(village.rule(Entrance::kClaim, kDeputy, "approve-use"), "duty.not-eligible");
  EXPECT_EQ(village.rule(Entrance::kClaim, kHerder, "approve-use"), "");
}

TEST(StandIn, IsHimselfBoundByEveryConstraint) {
  Village village;
  village.set("applicant", Value::number(1));  // the chair's own matter …
  village.relatives(kDeputy, kChair);          // … and the deputy is his near relative
  EXPECT_EQ(village.rule(Entrance::kClaim, kDeputy, "approve-use"), "near-relative");
  EXPECT_TRUE(village.candidates("approve-use").empty());  // the case waits; nobody slips in
}

TEST(StandIn, VacantPost) {
  Village village;
  village.end_post(PostNumber{1}, kGacha, "chair", at_hour(0));
  EXPECT_EQ(village.rule(Entrance::kClaim, kDeputy, "sign"), "");
}

TEST(StandIn, AbsenceAloneMovesNothing) {
  Village village;
  village.absent(kChair);
  EXPECT_EQ(village.rule(Entrance::kClaim, kDeputy, "approve-use"), "duty.not-eligible");
  EXPECT_EQ(village.rule(Entrance::kClaim, kChair, "approve-use"), "");  // a telephone is enough
}

TEST(Acting, TheActingPersonCountsAndTheHolderDoesNot) {
  Village village;
  village.acting(kGacha, "chair", kDeputy, at_hour(-1), at_hour(5));
  const Verdict verdict = village.ask(Entrance::kClaim, kDeputy, "approve-use");
  EXPECT_TRUE(verdict);
  EXPECT_EQ(verdict.standing, (Standing{"chair", false, true}));
  EXPECT_EQ(village.rule(Entrance::kClaim, kChair, "approve-use"), "duty.not-eligible");
  EXPECT_EQ(village.candidates("approve-use"), persons({kDeputy}));
  village.now = at_hour(5);  // over
  EXPECT_EQ(village.rule(Entrance::kClaim, kDeputy, "approve-use"), "duty.not-eligible");
  EXPECT_EQ(village.rule(Entrance::kClaim, kChair, "approve-use"), "");
}

TEST(Acting, ReachesNoDutyWithoutStandIn) {
  Village village;
  village.acting(kGacha, "chair", kHerder, at_hour(-1), at_hour(5));
  EXPECT_EQ(village.rule(Entrance::kClaim, kHerder, "verify"), "duty.not-eligible");
  EXPECT_EQ(village.rule(Entrance::kClaim, kChair, "verify"), "");
}

TEST(Acting, TheActingApproverIsNoKeeper) {
  Village village;
  village.acting(kGacha, "chair", kDeputy, at_hour(-1), at_hour(5));
  village.seal_held_by(kDeputy);
  EXPECT_EQ(village.rule(Entrance::kClaim, kDeputy, "approve-use"), "approver-holds-no-seal");
  EXPECT_EQ(village.rule(Entrance::kClaim, kDeputy, "affix"), "holder-is-no-approver");
  EXPECT_EQ(village.rule(Entrance::kClaim, kDeputy, "receive-seal"), "holder-is-no-approver");
}

TEST(Candidates, InOrderOfPreferenceTheAbsentLast) {
  Village village;
  EXPECT_EQ(village.candidates("accept"), persons({kClerk, kDeputy, kChair}));
  village.absent(kClerk);
  EXPECT_EQ(village.candidates("accept"), persons({kDeputy, kChair, kClerk}));
  EXPECT_EQ(village.candidates("affix"), persons({kAccountant}));
  EXPECT_TRUE(village.candidates("request").empty());  // anybody may
  EXPECT_TRUE(village.candidates("no-such-duty").empty());
}

TEST(Candidates, AreExactlyThoseToWhomItIsOffered) {
  Village village;
  village.act(Entrance::kComplete, kClerk, "record-meeting");
  const DutyService service = village.service();
  const std::vector<PersonId> list = village.candidates("confirm-record");
  for (const PersonId person : {kChair, kDeputy, kClerk, kAccountant, kHerder, kAdmin, kOfficer, kOutsider})
    EXPECT_EQ(service.offered(person, village.duty("confirm-record"), village.facts()),
              std::find(list.begin(), list.end(), person) != list.end())
        << person.value;
}

}  // namespace
}  // namespace chancery::duty
