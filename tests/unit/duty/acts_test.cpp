// The tables of acts: layers, release, snapshot, what each entrance records.
#include "engine/journal/fields.h"
#include "tests/unit/duty/village.h"

namespace chancery::duty {
namespace {

ActRecorded event_of(PersonId person, std::string duty, ActKind kind = ActKind::kCompleted) {
  ActRecorded event;
  event.person = person;
  event.duty = std::move(duty);
  event.kind = kind;
  event.instance = InstanceId{7};
  event.objects = {"meeting:17"};
  return event;
}

TEST(Acts, ADroppedLayerLeavesNoTrace) {
  ActTables bottom;
  apply(bottom, CaseId{1}, EventNumber{1}, {}, event_of(kChair, "a"));
  {
    ActTables layer(&bottom);
    apply(layer, CaseId{1}, EventNumber{2}, {}, event_of(kClerk, "b"));
    EXPECT_EQ(layer.of_case(CaseId{1}).size(), 2U);
    EXPECT_EQ(layer.of_object("meeting:17").size(), 2U);
    EXPECT_FALSE(layer.unchanged());
  }
  EXPECT_EQ(bottom.of_case(CaseId{1}).size(), 1U);
}

TEST(Acts, AMergedLayerStays) {
  ActTables bottom;
  ActTables layer(&bottom);
  apply(layer, CaseId{1}, EventNumber{2}, {}, event_of(kClerk, "b"));
  layer.merge_down();
  EXPECT_TRUE(layer.unchanged());
  EXPECT_EQ(bottom.of_case(CaseId{1}).size(), 1U);
  EXPECT_EQ(bottom.of_object("meeting:17").front().person, kClerk);
}

TEST(Acts, SnapshotGivesTheSameBytesAgain) {
  ActTables tables;
  for (std::uint64_t i = 1; i < 20; ++i)
    apply(tables, CaseId{i % 3 + 1}, EventNumber{i}, at_hour(static_cast<std::int64_t>(i)),
          event_of(PersonId{i % 4}, "d"));
  ByteWriter first;
  encode_snapshot(first, tables);
  ActTables copy;
  ByteReader in(first.bytes());
  ASSERT_TRUE(decode_snapshot(in, copy));
  ByteWriter second;
  encode_snapshot(second, copy);
  EXPECT_EQ(first.bytes(), second.bytes());
}

TEST(Acts, DamagedSnapshotIsRefused) {
  ActTables tables;
  apply(tables, CaseId{1}, EventNumber{2}, {}, event_of(kClerk, "b"));
  ByteWriter out;
  encode_snapshot(out, tables);
  const Bytes whole = out.take();
  const Bytes bytes(whole.begin(), whole.end() - 3);
  ActTables copy;
  ByteReader in(bytes);
  EXPECT_FALSE(decode_snapshot(in, copy));
}

TEST(Acts, EventsRoundTrip) {
  const ActRecorded event = event_of(kClerk, "b", ActKind::kDelegatedTo);
  ByteWriter out;
  journal::write_value(out, event);
  ByteReader in(out.bytes());
  ActRecorded back;
  ASSERT_TRUE(journal::read_value(in, back));
  EXPECT_EQ(event, back);
}

TEST(Acts, ReleaseRemovesOnlyTheNamedActs) {
  ActTables tables;
  apply(tables, CaseId{1}, EventNumber{2}, {}, event_of(kClerk, "b", ActKind::kClaimed));
  apply(tables, CaseId{1}, EventNumber{3}, {}, event_of(kChair, "b", ActKind::kClaimed));
  ActReleased release;
  release.acts = {EventNumber{2}};
  release.objects = {"meeting:17"};
  apply(tables, CaseId{1}, EventNumber{4}, {}, release);
  ASSERT_EQ(tables.of_case(CaseId{1}).size(), 1U);
  EXPECT_EQ(tables.of_case(CaseId{1}).front().person, kChair);
  EXPECT_EQ(tables.of_object("meeting:17").size(), 1U);
}

TEST(Recording, BothSidesOfADelegation) {
  Village village;
  const auto events = village.service().acts_of(village.question(Entrance::kDelegate, kClerk, "verify", kDeputy),
                                                Standing{"clerk", false, false}, village.facts());
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].person, kClerk);
  EXPECT_EQ(events[0].kind, ActKind::kDelegatedFrom);
  EXPECT_EQ(events[0].post, "clerk");
  EXPECT_EQ(events[1].person, kDeputy);
  EXPECT_EQ(events[1].on_behalf_of, kClerk);
  EXPECT_EQ(events[1].kind, ActKind::kDelegatedTo);
  EXPECT_EQ(events[1].post, "");
}

TEST(Recording, OffersTimersAndReleasesAreNoActs) {
  Village village;
  for (const Entrance entrance : {Entrance::kOffer, Entrance::kTimer, Entrance::kRelease, Entrance::kGivePost})
    EXPECT_TRUE(village.service().acts_of(village.question(entrance, kClerk, "verify"), {}, village.facts()).empty());
}

TEST(Recording, SavingTwiceIsOneAct) {
  Village village;
  village.act(Entrance::kSave, kClerk, "verify");
  village.act(Entrance::kSave, kClerk, "verify");
  EXPECT_EQ(village.acts.of_case(village.root).size(), 1U);
  village.act(Entrance::kSave, kDeputy, "verify");
  EXPECT_EQ(village.acts.of_case(village.root).size(), 2U);
}

TEST(Recording, FiledUnderTheObjectsThatConstraintsRead) {
  Village village;
  village.objects = {{"seal", "12"}, {"meeting", "17"}, {"meeting", ""}};
  village.act(Entrance::kComplete, kClerk, "verify");
  EXPECT_EQ(village.acts.of_object("meeting:17").size(), 1U);
  EXPECT_EQ(village.acts.objects.own_size(), 1U);  // nothing piles up under the seal
}

TEST(Recording, NothingToReleaseWithoutAHold) {
  Village village;
  EXPECT_FALSE(village.release(kClerk, "verify"));
  village.act(Entrance::kClaim, kClerk, "verify");
  EXPECT_FALSE(village.release(kDeputy, "verify"));
  EXPECT_TRUE(village.release(kClerk, "verify"));
  EXPECT_FALSE(village.release(kClerk, "verify"));
}

}  // namespace
}  // namespace chancery::duty
