// The `unit` context that is kept says at every instant what one made anew says, and nothing of a command that was dropped.
#include "tests/unit/directory/village.h"

namespace chancery::directory::testing {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;

struct UnitContext : ::testing::Test {
  Village v;
  UnitContext() {
    PostTerms chair = v.terms(v.chair);
    chair.until = at("2026-03-20T00:00:00Z");
    chair.stays = true;
    v.elect(Village::chair_rule(), chair);
    PostTerms next = v.terms(v.brother, "2026-03-25T00:00:00Z");
    v.elect(Village::chair_rule(), next);
    PostTerms clerk = v.terms(v.clerk);
    clerk.until = at("2026-03-15T00:00:00Z");
    v.elect(Village::clerk_rule(), clerk);
    v.run(decide_record_absence(v.tables, v.chair, at("2026-03-04T00:00:00Z"), at("2026-03-08T00:00:00Z"), ""));
    const ActingCheck yes = [](const ActingRequest&) -> Result<void> { return {}; };
    const ActingRequest acting{v.gacha, "chair", v.deputy, at("2026-03-04T00:00:00Z"), at("2026-03-09T00:00:00Z"),
                               "出差"};
    v.run(decide_open_acting(v.tables, acting, v.now, yes));
  }
  // Made anew: through a layer that holds a change, nothing kept is used.
  Value made_anew(Instant when) {
    DirectoryTables layer(&v.tables);
    layer.counters.edit(0).revision += 1;
    return unit_value(layer, v.gacha, when);
  }
};

TEST_F(UnitContext, IsTheSameAsOneMadeAnewAtEveryInstant) {
  const std::int64_t first = at("2026-02-28T00:00:00Z").ms;
  std::size_t different = 0;
  Value before;
  for (int n = 0; n < 24 * 40; ++n) {
    // Back and forth, so that what is kept is asked on both sides of each boundary.
    const std::int64_t hour = (n * 7919LL) % (24 * 40);
    for (const std::int64_t edge : {-1, 0, 1}) {
      const Instant when{first + hour * kHourMs + edge};
      const Value kept = unit_value(v.tables, v.gacha, when);
      ASSERT_EQ(kept, made_anew(when)) << when.ms;
      different += kept != before;
      before = kept;
    }
  }
  EXPECT_GT(different, 100u) << "the unit does change in these days";
}

TEST_F(UnitContext, OfADroppedCommandNothingIsKept) {
  const Instant when = at("2026-03-05T00:00:00Z");
  const Value before = unit_value(v.tables, v.gacha, when);
  {
    DirectoryTables dropped(&v.tables);
    const auto events = decide_record_absence(dropped, v.clerk, at("2026-03-05T00:00:00Z"), {}, "");
    ASSERT_TRUE(events);
    for (const journal::DirectoryEvent& event : *events) apply(dropped, event);
    EXPECT_NE(unit_value(dropped, v.gacha, when), before);
  }
  EXPECT_EQ(unit_value(v.tables, v.gacha, when), before);
  // Another change with the number that the dropped one had.
  v.run(decide_record_absence(v.tables, v.deputy, at("2026-03-05T00:00:00Z"), {}, ""));
  EXPECT_EQ(unit_value(v.tables, v.gacha, when), made_anew(when));
  EXPECT_NE(unit_value(v.tables, v.gacha, when), before);
}

TEST_F(UnitContext, IsReadThroughLayersThatChangeNothing) {
  DirectoryTables batch(&v.tables);
  DirectoryTables command(&batch);
  EXPECT_EQ(&command.settled(), &v.tables);
  EXPECT_EQ(unit_value(command, v.gacha, v.now), unit_value(v.tables, v.gacha, v.now));
  batch.counters.edit(0).revision += 1;
  EXPECT_EQ(&command.settled(), &batch);
}

}  // namespace
}  // namespace chancery::directory::testing
