#include "tests/unit/directory/village.h"

namespace chancery::directory::testing {
namespace {

TEST(Absence, CoversItsDaysAndEndsEarly) {
  Village v;
  const Instant from = at("2026-03-02T00:00:00Z");
  const Instant until = at("2026-03-05T00:00:00Z");
  v.run(decide_record_absence(v.tables, v.chair, from, until, "出差"));
  EXPECT_TRUE(v.tables.is_absent(v.chair, from));
  EXPECT_FALSE(v.tables.is_absent(v.chair, until)) << "half open";
  EXPECT_FALSE(v.tables.is_absent(v.deputy, from));
  EXPECT_EQ(v.code(decide_record_absence(v.tables, v.chair, at("2026-03-04T00:00:00Z"), {}, "")),
            "directory.overlapping-absence");
  EXPECT_EQ(v.code(decide_record_absence(v.tables, v.chair, until, from, "")), "directory.bad-term");
  EXPECT_EQ(v.code(decide_record_absence(v.tables, PersonId{99}, from, until, "")), "directory.unknown-person");
  EXPECT_EQ(v.code(decide_end_absence(v.tables, v.chair, AbsenceNumber{2}, from)), "directory.unknown-absence");
  EXPECT_EQ(v.code(decide_end_absence(v.tables, v.chair, AbsenceNumber{1}, until)), "directory.absence-has-ended");
  v.run(decide_end_absence(v.tables, v.chair, AbsenceNumber{1}, at("2026-03-03T00:00:00Z")));
  EXPECT_FALSE(v.tables.is_absent(v.chair, at("2026-03-04T00:00:00Z")));
  v.run(decide_record_absence(v.tables, v.chair, at("2026-03-04T00:00:00Z"), {}, ""));
  EXPECT_TRUE(v.tables.is_absent(v.chair, at("2036-01-01T00:00:00Z"))) << "open ended";
}

TEST(Absence, OneThatHasNotBegunIsCalledOff) {
  Village v;
  v.run(decide_record_absence(v.tables, v.chair, at("2026-03-10T00:00:00Z"), {}, ""));
  v.run(decide_end_absence(v.tables, v.chair, AbsenceNumber{1}, at("2026-03-02T00:00:00Z")));
  EXPECT_FALSE(v.tables.is_absent(v.chair, at("2026-03-10T00:00:00Z")));
}

struct Acting : ::testing::Test {
  Village v;
  ActingRequest request;
  ActingCheck yes = [](const ActingRequest&) -> Result<void> { return {}; };
  Acting() {
    v.elect(Village::chair_rule(), v.terms(v.chair));
    request = {v.gacha, "chair", v.deputy, v.now, at("2026-03-09T00:00:00Z"), "主任出差"};
  }
  std::string code(const ActingRequest& asked) { return v.code(decide_open_acting(v.tables, asked, v.now, yes)); }
};

TEST_F(Acting, SomebodyActsForThePost) {
  v.run(decide_open_acting(v.tables, request, v.now, yes));
  EXPECT_EQ(v.tables.acting_for(v.gacha, "chair", v.now), v.deputy);
  EXPECT_EQ(v.tables.acting_for(v.gacha, "chair", *request.until), PersonId{});
  ASSERT_EQ(v.tables.acting_posts_of(v.deputy, v.now).size(), 1u);
  EXPECT_TRUE(v.tables.acting_posts_of(v.chair, v.now).empty());
  EXPECT_EQ(v.who("chair", "2026-03-02T01:00:00Z"), std::vector<PersonId>{v.chair}) << "the holder stays the holder";
  EXPECT_EQ(person_value(v.tables, v.deputy, v.now).get("posts").as_list().size(), 1u);
  EXPECT_EQ(code(request), "directory.overlapping-acting");
  v.run(decide_end_acting(v.tables, v.gacha, "chair", ActingNumber{1}, at("2026-03-03T00:00:00Z"), "返回"));
  EXPECT_EQ(v.tables.acting_for(v.gacha, "chair", at("2026-03-03T00:00:00Z")), PersonId{});
  EXPECT_EQ(v.code(decide_end_acting(v.tables, v.gacha, "chair", ActingNumber{1}, at("2026-03-04T00:00:00Z"), "")),
            "directory.acting-has-ended");
  EXPECT_EQ(v.code(decide_end_acting(v.tables, v.gacha, "chair", ActingNumber{2}, v.now, "")),
            "directory.unknown-acting");
}

TEST_F(Acting, RefusesBadRequests) {
  const auto with = [&](auto change) {
    ActingRequest asked = request;
    change(asked);
    return code(asked);
  };
  EXPECT_EQ(with([](ActingRequest& r) { r.basis.clear(); }), "directory.basis-missing");
  EXPECT_EQ(with([](ActingRequest& r) { r.post = "deputy"; }), "directory.post-has-no-holder");
  EXPECT_EQ(with([&](ActingRequest& r) { r.person = v.chair; }), "directory.already-holds");
  EXPECT_EQ(with([](ActingRequest& r) { r.person = PersonId{99}; }), "directory.unknown-person");
  EXPECT_EQ(with([](ActingRequest& r) { r.unit = UnitId{99}; }), "directory.unknown-unit");
  EXPECT_EQ(with([](ActingRequest& r) { r.until = r.from; }), "directory.bad-term");
  EXPECT_EQ(with([&](ActingRequest& r) {
              r.from = at("2026-01-01T00:00:00Z");
              r.until = v.now;
            }),
            "directory.bad-term");
}

TEST_F(Acting, TheHolderOfASealDoesNotBecomeItsApprover) {
  const ActingCheck keeps_the_seal = [&](const ActingRequest& asked) -> Result<void> {
    if (asked.person == v.deputy) return refused("approver-is-not-custodian");
    return {};
  };
  EXPECT_EQ(v.code(decide_open_acting(v.tables, request, v.now, keeps_the_seal)), "approver-is-not-custodian");
}

TEST(Kinship, HoldsBothWaysAndCanBeWithdrawn) {
  Village v;
  v.run(decide_declare_kinship(v.tables, v.chair, v.brother, "弟"));
  EXPECT_TRUE(v.tables.are_relatives(v.brother, v.chair));
  EXPECT_EQ(v.tables.relatives(v.brother), std::vector<PersonId>{v.chair});
  EXPECT_EQ(person_value(v.tables, v.chair, v.now).get("relatives").as_list().size(), 1u);
  EXPECT_EQ(v.code(decide_declare_kinship(v.tables, v.brother, v.chair, "兄")), "directory.already-relatives");
  EXPECT_EQ(v.code(decide_declare_kinship(v.tables, v.chair, v.chair, "兄")), "directory.same-person");
  EXPECT_EQ(v.code(decide_declare_kinship(v.tables, v.chair, v.herder, "")), "directory.relation-missing");
  EXPECT_EQ(v.code(decide_withdraw_kinship(v.tables, v.chair, v.herder, "误报")), "directory.not-relatives");
  EXPECT_EQ(v.code(decide_withdraw_kinship(v.tables, v.chair, v.brother, "")), "directory.reason-missing");
  v.run(decide_withdraw_kinship(v.tables, v.brother, v.chair, "误报"));
  EXPECT_FALSE(v.tables.are_relatives(v.chair, v.brother));
}

}  // namespace
}  // namespace chancery::directory::testing
