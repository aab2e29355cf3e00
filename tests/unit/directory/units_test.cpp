#include "engine/directory/snapshot.h"
#include "tests/unit/directory/village.h"

namespace chancery::directory::testing {
namespace {

TEST(Founding, GivesTwoAdministratorsAndHappensOnce) {
  Village v;
  EXPECT_TRUE(v.tables.is_founded());
  EXPECT_TRUE(v.tables.holds(v.admin1, v.root, kAdministratorPost, v.now));
  EXPECT_TRUE(v.tables.holds(v.admin2, v.root, kAdministratorPost, v.now));
  FoundRequest again{"x", "banner", {"旗", ""}, {{{}, "", "a"}, {{}, "", "b"}}};
  EXPECT_EQ(v.code(decide_found(v.tables, again, v.now)), "directory.already-founded");
}

TEST(Founding, NeedsTwoDifferentPersons) {
  DirectoryTables empty;
  const Instant now = at("2026-03-02T01:00:00Z");
  FoundRequest one{"x", "banner", {"旗", ""}, {{{}, "", "a"}}};
  EXPECT_EQ(decide_found(empty, one, now).error().code, "directory.two-administrators");
  FoundRequest same{"x", "banner", {"旗", ""}, {{{}, "", "a"}, {{}, "", "a"}}};
  EXPECT_EQ(decide_found(empty, same, now).error().code, "directory.same-person");
  FoundRequest same_id{"x", "banner", {"旗", ""}, {{{}, "hash", "a"}, {{}, "hash", "b"}}};
  EXPECT_EQ(decide_found(empty, same_id, now).error().code, "directory.same-person");
  FoundRequest plain_name{"x", "banner", {"旗", ""}, {{Value::text("王"), "", "a"}, {{}, "", "b"}}};
  EXPECT_EQ(decide_found(empty, plain_name, now).error().code, "directory.name-not-a-reference");
}

TEST(Units, RefusesBadOnes) {
  Village v;
  const auto record = [&](UnitRequest request) { return v.code(decide_record_unit(v.tables, request)); };
  EXPECT_EQ(record({{}, "Demo", "gacha", "village", "", {"名", ""}, 0, false, {}}), "directory.bad-key");
  EXPECT_EQ(record({{}, "", "gacha", "village", "", {"名", ""}, 0, false, {}}), "directory.bad-key");
  EXPECT_EQ(record({{}, "demo-gacha", "gacha", "village", "", {"名", ""}, 0, false, {}}), "directory.key-taken");
  EXPECT_EQ(record({{}, "other", "", "village", "", {"名", ""}, 0, false, {}}), "directory.bad-unit-kind");
  EXPECT_EQ(record({{}, "other", "gacha", "tribe", "", {"名", ""}, 0, false, {}}), "directory.bad-law");
  EXPECT_EQ(record({{}, "other", "gacha", "village", "nowhere", {"名", ""}, 0, false, {}}), "directory.unknown-unit");
  EXPECT_EQ(record({{}, "other", "gacha", "village", "", {"", "x"}, 0, false, {}}), "directory.name-missing");
  EXPECT_EQ(record({{}, "other", "gacha", "village", "", {"名", ""}, 0, false, Value::text("x")}),
            "directory.custom-not-a-context");
  EXPECT_EQ(record({v.gacha, "renamed", "gacha", "village", "", {"名", ""}, 0, false, {}}), "directory.key-is-fixed");
  EXPECT_EQ(record({UnitId{99}, "other", "gacha", "village", "", {"名", ""}, 0, false, {}}), "directory.unknown-unit");
  EXPECT_EQ(record({v.root, "demo-banner", "banner", "", "demo-gacha", {"名", ""}, 0, false, {}}),
            "directory.parent-is-below");
}

TEST(Units, KnowTheirAncestors) {
  Village v;
  EXPECT_EQ(v.tables.with_ancestors(v.gacha), (std::vector<UnitId>{v.gacha, v.root}));
  EXPECT_EQ(v.tables.ancestor_of_kind(v.gacha, "banner"), v.root);
  EXPECT_EQ(v.tables.ancestor_of_kind(v.gacha, "township"), UnitId{});
  EXPECT_TRUE(v.tables.is_within(v.gacha, v.root));
  EXPECT_FALSE(v.tables.is_within(v.root, v.gacha));
}

TEST(Persons, RefusesBadOnes) {
  Village v;
  const auto record = [&](PersonRequest request) { return v.code(decide_record_person(v.tables, request)); };
  EXPECT_EQ(record({{}, {{}, "hash-herder1", "new"}, ""}), "directory.id-known");
  EXPECT_EQ(record({{}, {{}, "", "herder1"}, ""}), "directory.account-taken");
  EXPECT_EQ(record({{}, {{}, "", "12"}, ""}), "directory.bad-account");
  EXPECT_EQ(record({{}, {Value::text("巴图"), "", ""}, ""}), "directory.name-not-a-reference");
  EXPECT_EQ(record({{}, {{}, "", ""}, "nowhere"}), "directory.unknown-unit");
  EXPECT_EQ(record({PersonId{99}, {{}, "", ""}, ""}), "directory.unknown-person");
}

TEST(Persons, AreFoundByAccountNumberAndIdHash) {
  Village v;
  EXPECT_EQ(v.tables.person_of_account("herder1"), v.herder);
  EXPECT_EQ(v.tables.person_of_id_hash("hash-herder1"), v.herder);
  EXPECT_EQ(v.tables.person_of_id_hash(""), PersonId{});
  EXPECT_EQ(v.tables.resolve_person("herder1"), v.herder);
  EXPECT_EQ(v.tables.resolve_person("6"), v.herder);
  EXPECT_EQ(v.tables.resolve_person("66"), PersonId{});
  EXPECT_EQ(v.tables.resolve_person("6x"), PersonId{});
  v.run(decide_record_person(v.tables, {v.herder, {reference("herder1"), "corrected", ""}, "demo-gacha"}));
  EXPECT_EQ(v.tables.person_of_id_hash("hash-herder1"), PersonId{}) << "the old hash matches nobody";
  EXPECT_EQ(v.tables.person_of_account("herder1"), v.herder) << "a new record keeps the account";
}

TEST(Accounts, OnePersonMayHaveTwo) {
  Village v;
  v.run(decide_link_account(v.tables, v.chair, "g-secretary"));
  EXPECT_EQ(v.tables.person_of_account("g-secretary"), v.tables.person_of_account("g-chair"));
  EXPECT_EQ(v.code(decide_link_account(v.tables, v.herder, "g-secretary")), "directory.account-taken");
  v.run(decide_unlink_account(v.tables, "g-secretary"));
  EXPECT_EQ(v.tables.person_of_account("g-secretary"), PersonId{});
  EXPECT_EQ(v.code(decide_unlink_account(v.tables, "g-secretary")), "directory.unknown-account");
}

TEST(Layers, ADroppedOneLeavesNoTrace) {
  Village v;
  DirectoryTables overlay(&v.tables);
  const auto events = decide_link_account(overlay, v.chair, "g-secretary");
  ASSERT_TRUE(events);
  for (const auto& event : *events) apply(overlay, event);
  EXPECT_EQ(overlay.person_of_account("g-secretary"), v.chair);
  EXPECT_EQ(v.tables.person_of_account("g-secretary"), PersonId{});
  EXPECT_FALSE(overlay.unchanged());
  overlay.clear();
  EXPECT_TRUE(overlay.unchanged());
  EXPECT_EQ(overlay.person_of_account("g-secretary"), PersonId{});
}

TEST(Snapshot, ReadsBackToTheSameBytesAndIndexes) {
  Village v;
  v.elect(Village::chair_rule(), v.terms(v.chair));
  v.run(decide_declare_kinship(v.tables, v.chair, v.brother, "兄弟"));
  v.run(decide_propose_post(v.tables, Village::chair_rule(), v.terms(v.deputy), v.admin1, v.now));
  ByteWriter out;
  write_snapshot(out, v.tables);
  DirectoryTables read;
  ByteReader in(out.bytes());
  ASSERT_TRUE(read_snapshot(in, read));
  EXPECT_TRUE(in.at_end());
  EXPECT_EQ(read.person_of_id_hash("hash-herder1"), v.herder);
  EXPECT_TRUE(read.holds(v.chair, v.gacha, "chair", v.now));
  EXPECT_NE(read.holding(PostNumber{3}), nullptr);
  EXPECT_EQ(unit_value(read, v.gacha, v.now), unit_value(v.tables, v.gacha, v.now));
  ByteWriter again;
  write_snapshot(again, read);
  EXPECT_EQ(out.bytes(), again.bytes());
}

TEST(Snapshot, CutShortIsRefused) {
  Village v;
  ByteWriter out;
  write_snapshot(out, v.tables);
  for (std::size_t size = 0; size < out.size(); size += 7) {
    DirectoryTables read;
    ByteReader in(BytesView(out.bytes()).first(size));
    EXPECT_FALSE(read_snapshot(in, read)) << size;
  }
}

TEST(Contexts, ShowTheUnitAndHideNothingBehindCustomFields) {
  Village v;
  Context custom;
  custom.set("kind", Value::text("forged"));
  custom.set("branch", Value::text("牧区"));
  v.run(decide_record_unit(
      v.tables,
      {v.gacha, "demo-gacha", "gacha", "village", "demo-banner", {"示范嘎查", ""}, 142, true, Value::context(custom)}));
  v.elect(Village::chair_rule(), v.terms(v.chair));
  const Value unit = unit_value(v.tables, v.gacha, v.now);
  EXPECT_EQ(unit.get_text("kind"), "gacha");
  EXPECT_EQ(unit.get_text("branch"), "牧区");
  EXPECT_EQ(unit.get_text("law"), "village");
  ASSERT_EQ(unit.get("staff").as_list().size(), 1u);
  EXPECT_EQ(unit.get("staff").as_list()[0].get("person"), Value::number(3));
  ASSERT_EQ(unit.get("places").as_list().size(), 2u);
  EXPECT_EQ(unit.get("places").as_list()[1].as_text(), "demo-banner");
  EXPECT_TRUE(unit_value(v.tables, UnitId{99}, v.now).is_null());
}

}  // namespace
}  // namespace chancery::directory::testing
