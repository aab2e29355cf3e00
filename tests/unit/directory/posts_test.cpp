#include "tests/unit/directory/village.h"

namespace chancery::directory::testing {
namespace {

TEST(ElectedPost, NeedsTwoAdministrators) {
  Village v;
  const PostRule rule = Village::chair_rule();
  EXPECT_EQ(v.code(decide_give_post(v.tables, rule, v.terms(v.chair), v.admin1, v.now)),
            "directory.two-administrators-needed");
  EXPECT_EQ(v.code(decide_propose_post(v.tables, rule, v.terms(v.chair), v.clerk, v.now)),
            "directory.not-an-administrator");
  v.run(decide_propose_post(v.tables, rule, v.terms(v.chair), v.admin1, v.now));
  EXPECT_TRUE(v.who("chair", "2026-03-02T01:00:00Z").empty()) << "a proposal gives nothing";
  const ProposalNumber proposal{1};
  EXPECT_EQ(v.code(decide_confirm(v.tables, rule, proposal, v.admin1, v.now)), "directory.second-person");
  EXPECT_EQ(v.code(decide_confirm(v.tables, rule, proposal, v.clerk, v.now)), "directory.not-an-administrator");
  EXPECT_EQ(v.code(decide_confirm(v.tables, Village::clerk_rule(), proposal, v.admin2, v.now)),
            "directory.rule-of-another-post");
  EXPECT_EQ(v.code(decide_confirm(v.tables, rule, ProposalNumber{9}, v.admin2, v.now)), "directory.unknown-proposal");
  v.run(decide_confirm(v.tables, rule, proposal, v.admin2, v.now));
  EXPECT_EQ(v.who("chair", "2026-03-02T01:00:00Z"), std::vector<PersonId>{v.chair});
  EXPECT_EQ(v.code(decide_confirm(v.tables, rule, proposal, v.admin2, v.now)), "directory.unknown-proposal");
}

TEST(Post, NobodyGivesHimselfOne) {
  Village v;
  EXPECT_EQ(v.code(decide_propose_post(v.tables, Village::chair_rule(), v.terms(v.admin1), v.admin1, v.now)),
            "directory.own-post");
  EXPECT_EQ(v.code(decide_give_post(v.tables, Village::clerk_rule(), v.terms(v.admin1), v.admin1, v.now)),
            "directory.own-post");
  v.run(decide_propose_post(v.tables, Village::chair_rule(), v.terms(v.admin2), v.admin1, v.now));
  EXPECT_EQ(v.code(decide_confirm(v.tables, Village::chair_rule(), ProposalNumber{1}, v.admin2, v.now)),
            "directory.own-post");
}

TEST(CustodianPost, ComesOnlyFromAProcess) {
  Village v;
  const PostRule rule = Village::custodian_rule();
  PostTerms terms = v.terms(v.clerk);
  terms.seal = "g-committee";
  EXPECT_EQ(v.code(decide_give_post(v.tables, rule, terms, v.admin1, v.now)), "directory.process-only");
  EXPECT_EQ(v.code(decide_propose_post(v.tables, rule, terms, v.admin1, v.now)), "directory.process-only");
  terms.process = CaseId{77};
  EXPECT_EQ(v.code(decide_give_post(v.tables, Village::chair_rule(), terms, {}, v.now)),
            "directory.two-administrators-needed");
  PostTerms without_seal = terms;
  without_seal.seal.clear();
  EXPECT_EQ(v.code(decide_give_post(v.tables, rule, without_seal, {}, v.now)), "directory.seal-missing");
  PostTerms without_basis = terms;
  without_basis.basis.clear();
  EXPECT_EQ(v.code(decide_give_post(v.tables, rule, without_basis, {}, v.now)), "directory.basis-missing");
  v.run(decide_give_post(v.tables, rule, terms, {}, v.now));
  EXPECT_TRUE(v.tables.holds(v.clerk, v.gacha, "custodian-a", v.now, "g-committee"));
  EXPECT_FALSE(v.tables.holds(v.clerk, v.gacha, "custodian-a", v.now, "g-branch"));
  const PostNumber number{3};
  EXPECT_EQ(v.code(decide_end_post(v.tables, rule, number, v.now, "x", v.admin1, {}, v.now)), "directory.process-only");
  EXPECT_EQ(v.code(decide_end_post(v.tables, rule, number, v.now, "x", v.clerk, {}, v.now)), "directory.process-only")
      << "a custodian does not resign without a handover";
}

TEST(CustodianPost, TheNextHolderEndsTheFormerOfThatSealOnly) {
  Village v;
  const PostRule rule = Village::custodian_rule();
  const auto give = [&](PersonId person, const char* seal, const char* from) {
    PostTerms terms = v.terms(person, from);
    terms.seal = seal;
    terms.process = CaseId{77};
    v.run(decide_give_post(v.tables, rule, terms, {}, v.now));
  };
  give(v.clerk, "g-committee", "2024-03-01T00:00:00Z");
  give(v.deputy, "g-branch", "2024-03-01T00:00:00Z");
  give(v.herder, "g-committee", "2026-03-02T00:00:00Z");
  EXPECT_EQ(v.tables.holders(v.gacha, "custodian-a", v.now, "g-committee").size(), 1u);
  EXPECT_TRUE(v.tables.holds(v.herder, v.gacha, "custodian-a", v.now, "g-committee"));
  EXPECT_TRUE(v.tables.holds(v.deputy, v.gacha, "custodian-a", v.now, "g-branch"));
  EXPECT_TRUE(v.tables.holds(v.clerk, v.gacha, "custodian-a", at("2026-03-01T23:59:59Z"))) << "until that very instant";
}

TEST(Post, RefusesBadTerms) {
  Village v;
  const auto give = [&](PostTerms terms) {
    return v.code(decide_give_post(v.tables, Village::clerk_rule(), terms, v.admin1, v.now));
  };
  PostTerms terms = v.terms(v.clerk);
  terms.until = terms.from;
  EXPECT_EQ(give(terms), "directory.bad-term");
  terms = v.terms(PersonId{99});
  EXPECT_EQ(give(terms), "directory.unknown-person");
  terms = v.terms(v.clerk);
  terms.unit = UnitId{99};
  EXPECT_EQ(give(terms), "directory.unknown-unit");
  terms = v.terms(v.clerk);
  terms.seal = "g-committee";
  EXPECT_EQ(give(terms), "directory.seal-not-wanted");
  v.run(decide_give_post(v.tables, Village::clerk_rule(), v.terms(v.clerk), v.admin1, v.now));
  EXPECT_EQ(give(v.terms(v.clerk)), "directory.already-holds");
  EXPECT_EQ(v.code(decide_give_post(v.tables, Village::clerk_rule(), v.terms(v.herder), v.chair, v.now)),
            "directory.not-an-administrator");
}

TEST(Post, AnotherRuleMayRefuse) {
  Village v;
  const PostCheck never = [](const PostTerms&) -> Result<void> { return refused("duty.incompatible"); };
  EXPECT_EQ(v.code(decide_give_post(v.tables, Village::clerk_rule(), v.terms(v.clerk), v.admin1, v.now, never)),
            "duty.incompatible");
}

TEST(Chair, StaysAfterTheTermUntilASuccessorBegins) {
  Village v;
  PostTerms terms = v.terms(v.chair);
  terms.until = at("2029-03-01T00:00:00+08:00");
  v.elect(Village::chair_rule(), terms);
  EXPECT_EQ(v.who("chair", "2029-06-01T00:00:00Z"), std::vector<PersonId>{v.chair}) << "no successor yet";
  v.elect(Village::chair_rule(), v.terms(v.deputy, "2029-07-01T00:00:00Z"));
  EXPECT_EQ(v.who("chair", "2029-06-30T23:59:59Z"), std::vector<PersonId>{v.chair});
  EXPECT_EQ(v.who("chair", "2029-07-01T00:00:00Z"), std::vector<PersonId>{v.deputy});
  EXPECT_TRUE(v.tables.posts_of(v.chair, at("2029-07-01T00:00:00Z")).empty());
}

TEST(Members, OfManySeatsStayUntilTheNewOnesBegin) {
  Village v;
  const PostRule rule = PostRule::declared("member", {"委员", "member"}, true, false, false, false);
  for (const PersonId person : {v.deputy, v.clerk}) {
    PostTerms terms = v.terms(person);
    terms.until = at("2029-03-01T00:00:00Z");
    v.elect(rule, terms);
  }
  EXPECT_EQ(v.who("member", "2029-04-01T00:00:00Z").size(), 2u);
  v.elect(rule, v.terms(v.herder, "2029-05-01T00:00:00Z"));
  EXPECT_EQ(v.who("member", "2029-05-01T00:00:00Z"), std::vector<PersonId>{v.herder});
}

TEST(Clerk, DoesNotStayAfterTheTerm) {
  Village v;
  PostTerms terms = v.terms(v.clerk);
  terms.until = at("2026-03-01T00:00:00Z");
  v.run(decide_give_post(v.tables, Village::clerk_rule(), terms, v.admin1, v.now));
  EXPECT_EQ(v.who("clerk", "2026-02-28T23:59:59Z").size(), 1u);
  EXPECT_TRUE(v.who("clerk", "2026-03-01T00:00:00Z").empty());
}

TEST(Designated, IsNotActive) {
  Village v;
  const PostRule rule = PostRule::declared("custodian-b", {"B岗保管人", "custodian B"}, false, true, true, true);
  PostTerms terms = v.terms(v.clerk);
  terms.seal = "g-committee";
  terms.process = CaseId{7};
  v.run(decide_give_post(v.tables, rule, terms, {}, v.now));
  EXPECT_FALSE(v.tables.holds(v.clerk, v.gacha, "custodian-b", v.now));
  EXPECT_TRUE(v.tables.holders(v.gacha, "custodian-b", v.now).empty());
  const auto named = v.tables.holders(v.gacha, "custodian-b", v.now, {}, Posts::kDesignatedToo);
  ASSERT_EQ(named.size(), 1u);
  EXPECT_EQ(named[0].key->post, "custodian-b");
  EXPECT_TRUE(person_value(v.tables, v.clerk, v.now).get("posts").as_list().empty());
}

TEST(Ending, OfAnElectedPostNeedsTwoOrTheHolder) {
  Village v;
  const PostRule rule = Village::chair_rule();
  v.elect(rule, v.terms(v.chair));
  const PostNumber number{3};
  EXPECT_EQ(v.code(decide_end_post(v.tables, rule, number, v.now, "x", v.admin1, {}, v.now)),
            "directory.two-administrators-needed");
  EXPECT_EQ(v.code(decide_end_post(v.tables, rule, number, v.now, "", v.chair, {}, v.now)), "directory.reason-missing");
  EXPECT_EQ(v.code(decide_end_post(v.tables, rule, PostNumber{9}, v.now, "x", v.chair, {}, v.now)),
            "directory.unknown-post");
  EXPECT_EQ(v.code(decide_end_post(v.tables, rule, number, at("2020-01-01T00:00:00Z"), "x", v.chair, {}, v.now)),
            "directory.bad-term");
  EXPECT_EQ(v.code(decide_propose_end(v.tables, rule, number, v.now, "罢免", v.clerk, v.now)),
            "directory.not-an-administrator");
  v.run(decide_propose_end(v.tables, rule, number, v.now, "罢免", v.admin1, v.now));
  EXPECT_EQ(v.code(decide_confirm(v.tables, rule, ProposalNumber{2}, v.admin1, v.now)), "directory.second-person");
  v.run(decide_confirm(v.tables, rule, ProposalNumber{2}, v.admin2, v.now));
  EXPECT_TRUE(v.who("chair", "2026-03-02T01:00:00Z").empty()) << "an ended one does not stay";
  EXPECT_EQ(v.code(decide_end_post(v.tables, rule, number, v.now, "x", v.chair, {}, v.now)),
            "directory.post-has-ended");
}

TEST(Proposal, CanBeWithdrawnByAnAdministrator) {
  Village v;
  v.run(decide_propose_post(v.tables, Village::chair_rule(), v.terms(v.chair), v.admin1, v.now));
  EXPECT_EQ(v.code(decide_withdraw_proposal(v.tables, ProposalNumber{1}, v.clerk, v.now)),
            "directory.not-an-administrator");
  v.run(decide_withdraw_proposal(v.tables, ProposalNumber{1}, v.admin2, v.now));
  EXPECT_EQ(v.code(decide_confirm(v.tables, Village::chair_rule(), ProposalNumber{1}, v.admin2, v.now)),
            "directory.unknown-proposal");
}

}  // namespace
}  // namespace chancery::directory::testing
