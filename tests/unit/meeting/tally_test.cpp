#include "engine/meeting/tally.h"

#include "tests/unit/meeting/rules.h"

namespace chancery::meeting::testing {
namespace {

// 示范嘎查: a committee of 3 and 14 representatives, 6 of them women. 示范社区: 7 and 49.
constexpr Composition kGacha{
    .total = 17, .representatives = 14, .women_representatives = 6, .members = 3, .adults = 301, .households = 142};
constexpr Composition kCommunity{
    .total = 56, .representatives = 49, .women_representatives = 20, .members = 7, .adults = 4001, .households = 1960};
constexpr Composition kCommittee{.total = 3, .members = 3};

std::string quorum(const char* id, const Composition& composition, std::int64_t present, std::optional<Base> of = {}) {
  const auto result = count_quorum(profile(id), composition, {.present = present}, of);
  if (!result) return result.error().code;
  return std::string(result->reached ? "reached " : "missed ") + std::to_string(result->needed);
}

std::string votes(const char* id, const Composition& composition, const Presence& presence, const Votes& votes,
                  std::optional<Base> of = {}) {
  const auto roll = count_quorum(profile(id), composition, presence, of);
  if (!roll) return roll.error().code;
  const auto result = count_votes(profile(id), composition, presence, *roll, votes);
  if (!result) return result.error().code;
  return std::string(result->passed ? "passed " : "failed ") + std::to_string(result->counted) + "/" +
         std::to_string(result->needed);
}

Votes split(std::int64_t in_favour, std::int64_t against, std::int64_t abstained = 0, std::int64_t spoiled = 0) {
  return {in_favour, against, abstained, spoiled, {}};
}

TEST(V2, QuorumIsTwoThirdsOfTheComposition) {
  EXPECT_EQ(quorum("V2", kGacha, 11), "missed 12");
  EXPECT_EQ(quorum("V2", kGacha, 12), "reached 12");
  EXPECT_EQ(quorum("V2", {.total = 18, .representatives = 15}, 12), "reached 12") << "exactly two thirds";
}

TEST(R2, QuorumIsTwoThirdsOfTheComposition) {
  EXPECT_EQ(quorum("R2", kCommunity, 36), "missed 38") << "the demonstration: 36 of 56";
  EXPECT_EQ(quorum("R2", kCommunity, 37), "missed 38");
  EXPECT_EQ(quorum("R2", kCommunity, 38), "reached 38");
}

TEST(V2, PassesWithMoreThanHalfOfThePresent) {
  EXPECT_EQ(votes("V2", kGacha, {.present = 14, .representatives = 11}, split(7, 7)), "failed 7/8") << "a tie fails";
  EXPECT_EQ(votes("V2", kGacha, {.present = 14, .representatives = 11}, split(8, 6)), "passed 8/8");
  EXPECT_EQ(votes("V2", kGacha, {.present = 13, .representatives = 11}, split(7, 6)), "passed 7/7");
  EXPECT_EQ(votes("V2", kGacha, {.present = 13, .representatives = 11}, split(6, 0, 7)), "failed 6/7")
      << "abstentions do not shrink the base";
  EXPECT_EQ(votes("R2", kCommunity, {.present = 38, .representatives = 33}, split(20, 10, 5, 3)), "passed 20/20");
}

TEST(V2, TheRecusedStayInThePresent) {
  const Presence presence{.present = 14, .recused = 3, .representatives = 11, .representatives_recused = 1};
  EXPECT_EQ(votes("V2", kGacha, presence, split(7, 4)), "failed 7/8") << "7 of 11 votes, but 14 are present";
  EXPECT_EQ(votes("V2", kGacha, presence, split(8, 3)), "passed 8/8");
  EXPECT_EQ(votes("V2", kGacha, presence, split(8, 6)), "meeting.sum-differs") << "the recused do not vote";
  EXPECT_EQ(votes("V2", kGacha, {.present = 12, .recused = 12, .representatives = 9, .representatives_recused = 9},
                  split(0, 0)),
            "failed 0/7");
}

TEST(Votes, MustAddUpAndBeCounts) {
  const Presence presence{.present = 14, .representatives = 11};
  EXPECT_EQ(votes("V2", kGacha, presence, split(8, 5)), "meeting.sum-differs");
  EXPECT_EQ(votes("V2", kGacha, presence, split(9, 6)), "meeting.sum-differs");
  EXPECT_EQ(votes("V2", kGacha, presence, split(15, -1)), "meeting.bad-count");
  EXPECT_EQ(votes("V2", kGacha, presence, split(0, 0, 0, 14)), "failed 0/8");
  EXPECT_EQ(votes("V2", kGacha, {.present = 11}, split(11, 0)), "meeting.no-quorum");
}

TEST(Presence, MustBePossible) {
  EXPECT_EQ(quorum("V2", kGacha, 18), "meeting.more-present-than-composition");
  EXPECT_EQ(quorum("V2", kGacha, -1), "meeting.bad-count");
  EXPECT_EQ(quorum("V2", {}, 0), "meeting.empty-composition");
  EXPECT_EQ(count_quorum(profile("V2"), kGacha, {.present = 12, .recused = 13}).error().code, "meeting.bad-count");
  EXPECT_EQ(count_quorum(profile("V2"), kGacha, {.present = 12, .representatives = 13}).error().code,
            "meeting.bad-count");
  EXPECT_EQ(count_quorum(profile("V2"), kGacha,
                         {.present = 12, .recused = 1, .representatives = 9, .representatives_recused = 2})
                .error()
                .code,
            "meeting.bad-count");
  EXPECT_EQ(quorum("V2", kGacha, 12, Base::kHouseholds), "meeting.base-not-allowed");
}

TEST(Composition, DefectsAreToldAndStopNothing) {
  const auto defects = [](const Composition& composition, const char* id = "V2") {
    const auto result = count_quorum(profile(id), composition, {.present = composition.total});
    EXPECT_TRUE(result && result->reached);
    return result->defects;
  };
  EXPECT_TRUE(defects(kGacha).empty()) << "14/17 ≥ 4/5 and 6/17 ≥ 1/3";
  EXPECT_TRUE(defects({.total = 15, .representatives = 12, .women_representatives = 5}).empty())
      << "exactly 4/5 and 1/3";
  EXPECT_EQ(defects({.total = 15, .representatives = 11, .women_representatives = 5}),
            std::vector<std::string>{"meeting.few-representatives"});
  EXPECT_EQ(defects({.total = 15, .representatives = 12, .women_representatives = 4}),
            std::vector<std::string>{"meeting.few-women"});
  EXPECT_EQ(defects({.total = 10, .representatives = 7, .women_representatives = 0}).size(), 2u);
}

TEST(L1, NeedsTwoThirdsOfAllRepresentatives) {
  const Presence demo{.present = 12, .representatives = 9};
  EXPECT_EQ(votes("L1", kGacha, demo, split(12, 0)), "failed 9/10")
      << "the grassland lease: 12 present of whom 9 representatives, all in favour";
  EXPECT_EQ(votes("L1", kGacha, {.present = 13, .representatives = 10}, split(13, 0)), "passed 10/10");
  EXPECT_EQ(votes("L1", kGacha, {.present = 17, .representatives = 14}, split(13, 4)), "passed 10/10")
      << "at least 10 of 13 are representatives";
  EXPECT_EQ(votes("L1", kGacha, {.present = 17, .representatives = 14}, split(9, 8)), "failed 9/10")
      << "however they voted";
}

TEST(L1, AsksForTheRepresentativesVotesOnlyWhereTheyDecide) {
  const Presence all{.present = 17, .representatives = 14};
  Votes counted = split(11, 6);
  EXPECT_EQ(votes("L1", kGacha, all, counted), "meeting.representatives-vote-missing");
  counted.representatives_in_favour = 10;
  EXPECT_EQ(votes("L1", kGacha, all, counted), "passed 10/10");
  counted.representatives_in_favour = 9;
  EXPECT_EQ(votes("L1", kGacha, all, counted), "failed 9/10");
  counted.representatives_in_favour = 12;
  EXPECT_EQ(votes("L1", kGacha, all, counted), "meeting.representatives-vote-impossible");
  counted.representatives_in_favour = 7;
  EXPECT_EQ(votes("L1", kGacha, all, counted), "meeting.representatives-vote-impossible")
      << "only 3 others can have voted";
}

TEST(K1, IsTheCommittee) {
  EXPECT_EQ(quorum("K1", kCommittee, 1), "missed 2");
  EXPECT_EQ(quorum("K1", kCommittee, 2), "reached 2");
  EXPECT_EQ(votes("K1", kCommittee, {.present = 2}, split(1, 1)), "failed 1/2");
  EXPECT_EQ(votes("K1", kCommittee, {.present = 2}, split(2, 0)), "passed 2/2");
  EXPECT_EQ(votes("K1", kCommittee, {.present = 3}, split(2, 1)), "passed 2/2");
  EXPECT_EQ(quorum("K1", {.total = 7, .members = 7}, 4), "missed 5");
}

TEST(V1, CountsAdultsOrHouseholds) {
  EXPECT_EQ(quorum("V1", kGacha, 150, Base::kAdults), "missed 151") << "more than half of 301";
  EXPECT_EQ(quorum("V1", kGacha, 151, Base::kAdults), "reached 151");
  EXPECT_EQ(quorum("V1", kGacha, 94, Base::kHouseholds), "missed 95") << "two thirds of 142";
  EXPECT_EQ(quorum("V1", kGacha, 95, Base::kHouseholds), "reached 95");
  EXPECT_EQ(votes("V1", kGacha, {.present = 152}, split(76, 76), Base::kAdults), "failed 76/77");
  EXPECT_EQ(votes("V1", kGacha, {.present = 152}, split(77, 75), Base::kAdults), "passed 77/77");
}

TEST(R1, CountsAdultsOrHouseholdsByHalf) {
  EXPECT_EQ(quorum("R1", kCommunity, 2000, Base::kAdults), "missed 2001");
  EXPECT_EQ(quorum("R1", kCommunity, 2001, Base::kAdults), "reached 2001");
  EXPECT_EQ(quorum("R1", kCommunity, 980, Base::kHouseholds), "missed 981");
  EXPECT_EQ(quorum("R1", kCommunity, 981, Base::kHouseholds), "reached 981");
  EXPECT_EQ(votes("R1", kCommunity, {.present = 981}, split(491, 490), Base::kHouseholds), "passed 491/491");
}

TEST(C1, TwoThirdsComeAndTwoThirdsOfAllAgree) {
  const Composition members{.total = 100, .members = 100};
  for (const char* id : {"C1", "C2"}) {
    EXPECT_EQ(quorum(id, members, 66), "missed 67");
    EXPECT_EQ(votes(id, members, {.present = 70}, split(66, 4)), "failed 66/67");
    EXPECT_EQ(votes(id, members, {.present = 70}, split(67, 3)), "passed 67/67");
  }
}

TEST(Arithmetic, IsReadable) {
  EXPECT_EQ(arithmetic_text(profile("V2").quorum[0], 17), "⌈2×17÷3⌉ = 12");
  EXPECT_EQ(arithmetic_text(profile("V2").pass, 14), "⌊14÷2⌋+1 = 8");
  EXPECT_EQ(arithmetic_text(profile("L1").pass, 14), "⌈2×14÷3⌉ = 10");
}

TEST(Fractions, AreExactForEveryBase) {
  for (std::int64_t n = 1; n <= 300; ++n) {
    const std::int64_t two_thirds = profile("V2").quorum[0].needed(n);
    EXPECT_TRUE(3 * two_thirds >= 2 * n && 3 * (two_thirds - 1) < 2 * n) << n;
    const std::int64_t majority = profile("V2").pass.needed(n);
    EXPECT_TRUE(2 * majority > n && 2 * (majority - 1) <= n) << n;
  }
}

}  // namespace
}  // namespace chancery::meeting::testing
