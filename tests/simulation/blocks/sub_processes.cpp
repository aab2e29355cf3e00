// Embedded sub-processes, transactions and ad-hoc sub-processes.
#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

namespace {

Around inside_of(const Around& around) {
  Around inside = around.nested();
  inside.token_ends = true;
  inside.shared = false;
  inside.end_events = true;
  return inside;
}

}  // namespace

Tag sub_process(Writer& w, const Around& around) {
  Tag tag("subProcess", {{"id", w.id("sub_process")}});
  w.open();
  fill_scope(w, around, inside_of(around), ScopeKind::kSubProcess);
  return tag.add(w.close());
}

Tag transaction(Writer& w, const Around& around) {
  Tag tag("transaction", {{"id", w.id("transaction")}});
  Around inside = inside_of(around);
  inside.cancels = true;
  w.open();
  fill_scope(w, around, inside, ScopeKind::kSubProcess);
  return tag.add(w.close());
}

// Activities in any order or one after another; behind one of them another may follow. It holds no start and no end
// events.
Tag ad_hoc(Writer& w, const Around& around) {
  Tag tag("adHocSubProcess", {{"id", w.id("ad_hoc")}});
  std::vector<Definitions> triggers = any_triggers(w, around, ScopeKind::kSubProcess);
  Around inside = caught_by(triggers, inside_of(around));
  inside.end_events = false;
  if (w.dice.chance(35)) tag.set("ordering", "Sequential");
  w.open();
  const int count = w.dice.between(1, 3);
  for (int i = 0; i < count; ++i) {
    const Block one = activity(w, inside);
    if (one.last != one.first || w.dice.chance(30)) w.flow(one.last, side_way(w, inside).first);
  }
  for (Definitions& trigger : triggers) event_sub_process(w, around, std::move(trigger));
  tag.add(w.close());
  if (!w.dice.chance(60)) return tag;
  if (w.dice.chance(50)) tag.set("cancelRemainingInstances", "false");
  tag.add(Tag("completionCondition", {}, w.condition()));
  return tag;
}

}  // namespace chancery::simulation
