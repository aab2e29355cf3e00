// Refusals as events: the first at once, equal ones once an hour.
#include "engine/duty/refusals.h"

#include "tests/unit/duty/village.h"

namespace chancery::duty {
namespace {

struct Counting {
  Village village;
  RefusalCounter counter;
  std::optional<journal::RefusalRecorded> refuse(PersonId actor, std::string_view duty, std::int64_t at_ms) {
    const Question question = village.question(Entrance::kClaim, actor, duty);
    const Verdict verdict = village.service().check(question, village.facts());
    EXPECT_FALSE(verdict);
    return counter.count(question, *village.rules, village.root, *verdict.refusal, Instant{at_ms});
  }
};

TEST(Refusals, OnceAnHourWithTheNumberBetween) {
  Counting c;
  const auto first = c.refuse(kHerder, "sign", 0);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->count, 1U);
  EXPECT_EQ(first->constraint, "duty.not-eligible");
  EXPECT_EQ(first->duty, "sign");
  EXPECT_EQ(first->entrance, Entrance::kClaim);
  EXPECT_FALSE(c.refuse(kHerder, "sign", 1));
  EXPECT_FALSE(c.refuse(kHerder, "sign", kRefusalWindowMs - 1));
  const auto next = c.refuse(kHerder, "sign", kRefusalWindowMs);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->count, 3U);
  EXPECT_FALSE(c.refuse(kHerder, "sign", kRefusalWindowMs + 1));
}

TEST(Refusals, OtherPersonsTasksAndRulesAreCountedApart) {
  Counting c;
  EXPECT_TRUE(c.refuse(kHerder, "sign", 0));
  EXPECT_TRUE(c.refuse(kBrother, "sign", 0));
  EXPECT_TRUE(c.refuse(kHerder, "verify", 0));
  c.village.set("applicant", Value::number(5));
  const auto other_rule = c.refuse(kHerder, "verify", 0);
  ASSERT_TRUE(other_rule);
  EXPECT_EQ(other_rule->constraint, "own-matter");
}

TEST(Refusals, EvidenceIsNamedByEvent) {
  Counting c;
  c.village.act(Entrance::kComplete, kClerk, "record-meeting");
  const auto event = c.refuse(kClerk, "confirm-record", 0);
  ASSERT_TRUE(event);
  EXPECT_EQ(event->evidence, std::vector<EventNumber>{EventNumber{1001}});
  EXPECT_EQ(event->refused, kClerk);
}

TEST(Refusals, MemoryIsBounded) {
  Counting c;
  Refusal refusal;
  refusal.code = "x";
  for (std::uint64_t i = 1; i <= kRefusalsRememberedMax + 10; ++i) {
    Question question;
    question.actor = PersonId{i};
    EXPECT_TRUE(c.counter.count(question, *c.village.rules, CaseId{1}, refusal, {}));
  }
  EXPECT_LE(c.counter.size(), kRefusalsRememberedMax);
}

}  // namespace
}  // namespace chancery::duty
