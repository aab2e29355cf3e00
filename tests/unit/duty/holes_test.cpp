// The holes named at the top of duty.md, one test each; a jump cannot skip a check because it is an entrance like any
// other.
#include "tests/unit/duty/village.h"

namespace chancery::duty {
namespace {

TEST(Holes, ReceiverOfADelegationIsChecked) {
  Village village;
  village.act(Entrance::kStart, kHerder, "request");
  // The deputy is one who might approve only in the chair's place; he gets no approval by delegation.
  EXPECT_EQ(village.rule(Entrance::kDelegate, kChair, "approve-use", kDeputy), "duty.not-eligible");
  // One who would be eligible but acted already.
  village.act(Entrance::kComplete, kClerk, "record-meeting");
  const Verdict verdict = village.ask(Entrance::kDelegate, kChair, "confirm-record", kClerk);
  ASSERT_FALSE(verdict);
  EXPECT_EQ(verdict.refusal->constraint, "recorder-is-not-confirmer");
  EXPECT_EQ(verdict.refusal->person, kClerk);
}

TEST(Holes, ReceiverOfEveryHandingOnIsChecked) {
  Village village;
  village.act(Entrance::kComplete, kClerk, "record-meeting");
  for (const Entrance entrance : {Entrance::kAssign, Entrance::kTransfer, Entrance::kForward, Entrance::kSubstitute,
                                  Entrance::kAddSign, Entrance::kDelegate})
    EXPECT_EQ(village.rule(entrance, kChair, "confirm-record", kClerk), "recorder-is-not-confirmer") << int(entrance);
}

TEST(Holes, DelegationBindsBothSides) {
  Village village;
  village.act(Entrance::kDelegate, kClerk, "record-meeting", kDeputy);
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "confirm-record"), "recorder-is-not-confirmer");
  EXPECT_EQ(village.rule(Entrance::kClaim, kDeputy, "confirm-record"), "recorder-is-not-confirmer");
  EXPECT_EQ(village.rule(Entrance::kClaim, kChair, "confirm-record"), "");
}

TEST(Holes, CompletingForTheDelegatorIsRefusedWhenTheDelegatorIs) {
  Village village;
  village.act(Entrance::kComplete, kClerk, "record-meeting");
  EXPECT_EQ(village.rule(Entrance::kComplete, kDeputy, "confirm-record", {}, kClerk), "recorder-is-not-confirmer");
}

TEST(Holes, AdministratorsPassLikeAnybody) {
  Village village;
  for (const Entrance entrance : {Entrance::kClaim, Entrance::kComplete, Entrance::kAssign, Entrance::kJump,
                                  Entrance::kImport, Entrance::kMigrate, Entrance::kSave})
    EXPECT_EQ(village.rule(entrance, kAdmin, "approve-use", kChair), "duty.not-eligible") << int(entrance);
  EXPECT_EQ(village.rule(Entrance::kClaim, kOfficer, "approve-use"), "duty.not-eligible");
}

// Entitled through one of several posts, still the same person.
TEST(Holes, EntitlementThroughAnotherPostDoesNotHelp) {
  Village village;
  village.act(Entrance::kComplete, kClerk, "record-meeting");                                        // as clerk
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "confirm-record"), "recorder-is-not-confirmer");  // nor as member
  EXPECT_FALSE(village.service().offered(kClerk, village.duty("confirm-record"), village.facts()));
}

TEST(Holes, ParallelTaskIsBoundFromTheFirstClaim) {
  Village village;
  village.act(Entrance::kClaim, kClerk, "record-meeting");
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "confirm-record"), "recorder-is-not-confirmer");
  EXPECT_EQ(village.rule(Entrance::kAssign, kChair, "confirm-record", kClerk), "recorder-is-not-confirmer");
}

TEST(Holes, ClaimGivenBackWithNothingSavedNoLongerBinds) {
  Village village;
  village.act(Entrance::kClaim, kClerk, "record-meeting");
  EXPECT_TRUE(village.release(kClerk, "record-meeting"));
  EXPECT_TRUE(village.acts.of_case(village.root).empty());
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "confirm-record"), "");
}

TEST(Holes, ClaimGivenBackAfterSavingBinds) {
  Village village;
  village.act(Entrance::kClaim, kClerk, "record-meeting");
  village.act(Entrance::kSave, kClerk, "record-meeting");
  EXPECT_FALSE(village.release(kClerk, "record-meeting"));
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "confirm-record"), "recorder-is-not-confirmer");
}

TEST(Holes, ReleaseIsNeverRefused) {
  Village village;
  EXPECT_EQ(village.rule(Entrance::kRelease, kHerder, "approve-use"), "");
}

TEST(Holes, ActsSurviveARestart) {
  Village village;
  village.objects.push_back({"meeting", "17"});
  village.act(Entrance::kComplete, kClerk, "record-meeting");
  ByteWriter out;
  encode_snapshot(out, village.acts);
  const Bytes bytes = std::move(out).take();
  Village restarted;
  restarted.objects = village.objects;
  ByteReader in(bytes);
  ASSERT_TRUE(decode_snapshot(in, restarted.acts));
  EXPECT_EQ(restarted.acts.of_case(village.root), village.acts.of_case(village.root));
  EXPECT_EQ(restarted.rule(Entrance::kClaim, kClerk, "confirm-record"), "recorder-is-not-confirmer");
}

TEST(Holes, TwoAccountsOfOnePersonAreOnePerson) {
  Village village;
  directory::apply(village.directory, journal::AccountLinked{"g-clerk", kClerk});
  directory::apply(village.directory, journal::AccountLinked{"g-clerk-party", kClerk});
  const PersonId first = village.directory.person_of_account("g-clerk");
  const PersonId second = village.directory.person_of_account("g-clerk-party");
  village.act(Entrance::kComplete, first, "record-meeting");
  EXPECT_EQ(village.rule(Entrance::kComplete, second, "confirm-record"), "recorder-is-not-confirmer");
  EXPECT_EQ(village.rule(Entrance::kDelegate, first, "verify", second), "duty.to-oneself");
}

TEST(Holes, NobodyAndUnknownDutiesAreRefused) {
  Village village;
  EXPECT_EQ(village.rule(Entrance::kClaim, PersonId{}, "verify"), "duty.nobody");
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "no-such-duty"), "duty.unknown-duty");
  EXPECT_EQ(village.rule(Entrance::kDelegate, kClerk, "verify"), "duty.target-missing");
}

TEST(Holes, TooManyActsAreRefusedNotForgotten) {
  Village village;
  ActList& list = village.acts.cases.edit(village.root);
  list.acts.resize(kActsMax);
  EXPECT_EQ(village.rule(Entrance::kClaim, kClerk, "verify"), "duty.too-many-acts");
}

// A model that nobody can finish is the look-ahead's business; the seam is asked for every allowed act but an offer.
class RefusesAll : public LookAhead {
 public:
  std::optional<Refusal> check(const Question&, const DutyRules&, const CaseFacts&) const override {
    ++asked;
    Refusal refusal;
    refusal.code = "duty.unfinishable";
    return refusal;
  }
  mutable int asked = 0;
};

TEST(Holes, LookAheadIsAskedAfterTheConstraints) {
  Village village;
  RefusesAll look_ahead;
  const DutyService service(*village.rules, village.symbols, &look_ahead);
  EXPECT_EQ(service.check(village.question(Entrance::kClaim, kClerk, "verify"), village.facts()).refusal->rule(),
            "duty.unfinishable");
  EXPECT_TRUE(service.check(village.question(Entrance::kOffer, kClerk, "verify"), village.facts()));
  EXPECT_FALSE(service.check(village.question(Entrance::kClaim, kHerder, "verify"), village.facts()));
  EXPECT_EQ(look_ahead.asked, 1);
}

TEST(Holes, TestPersonHoldsEveryPostAndOnlyHe) {
  Village village;
  const auto open = test_person_rules(PersonId{77}, {"a-task", "another", "a-task"}, village.symbols);
  ASSERT_NE(open, nullptr);
  const DutyService service(*open, village.symbols);
  Question question = village.question(Entrance::kComplete, PersonId{77}, "verify");
  question.duty = open->find_duty("another");
  EXPECT_TRUE(service.check(question, village.facts()));
  EXPECT_EQ(service.candidates(question.duty, village.facts()), std::vector<PersonId>{PersonId{77}});
  question.actor = kChair;
  EXPECT_EQ(service.check(question, village.facts()).refusal->rule(), "duty.not-eligible");
}

}  // namespace
}  // namespace chancery::duty
