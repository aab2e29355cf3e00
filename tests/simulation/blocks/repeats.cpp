// Standard loops and multi-instance activities; every loop has a number that it does not pass.
#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

Repeat any_repeat(Writer& w, const Around& around) {
  if (!w.dice.chance(25)) return {};
  const int times = w.dice.between(2, 3);
  if (around.copies * times > kCopiesMax) return {};
  constexpr Repeat::Kind kKinds[] = {Repeat::Kind::kLoop, Repeat::Kind::kParallel, Repeat::Kind::kSequential};
  return {kKinds[w.dice.below(3)], times};
}

void add_repeat(Writer& w, const Repeat& repeat, Tag& activity) {
  if (repeat.kind == Repeat::Kind::kNone) return;
  const std::string times = std::to_string(repeat.times);
  if (repeat.kind == Repeat::Kind::kLoop) {
    Tag loop("standardLoopCharacteristics", {{"loopMaximum", times}});
    if (w.dice.chance(40)) loop.set("testBefore", "true");
    if (w.dice.chance(60)) loop.add(Tag("loopCondition", {}, w.condition()));
    activity.add(std::move(loop));
    return;
  }
  Tag many("multiInstanceLoopCharacteristics");
  if (repeat.kind == Repeat::Kind::kSequential) many.set("isSequential", "true");
  if (w.dice.chance(50)) {
    many.set("camunda:collection", repeat.times == 2 ? "=[\"one\", \"two\"]" : "=[1, 2, 3]");
    many.set("camunda:elementVariable", "item");
  } else {
    many.add(Tag("loopCardinality", {}, times));
  }
  if (w.dice.chance(30)) many.set("chancery:outputCollection", "gathered").set("chancery:outputElement", "r1");
  if (w.dice.chance(40))
    many.add(
        Tag("completionCondition", {}, w.dice.chance(50) ? std::string("nrOfCompletedInstances >= 1") : w.condition()));
  activity.add(std::move(many));
}

}  // namespace chancery::simulation
