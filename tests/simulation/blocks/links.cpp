// Links instead of flows: from one thrower, or from two on the ways of a choice.
#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

Block link(Writer& w, const Around& around) {
  const std::string name = w.id("link");
  const auto event = [&](const char* tag, const char* stem) {
    return w.put(Tag(tag, {{"id", w.id(stem)}}).add(Tag("linkEventDefinition", {{"name", name}})));
  };
  const Block before = block(w, around.nested());
  std::string last = before.last;
  if (w.dice.chance(50)) {
    const Block other = block(w, around.nested());
    const std::string split = w.id("choice");
    w.flow(last, split);
    last = w.put(any_task(w, around));
    const std::string otherwise = w.flow(split, last);
    w.flow(split, other.first, w.condition());
    w.flow(other.last, event("intermediateThrowEvent", "throw"));
    w.put(Tag("exclusiveGateway", {{"id", split}, {"default", otherwise}}));
  }
  w.flow(last, event("intermediateThrowEvent", "throw"));
  return {before.first, event("intermediateCatchEvent", "catch")};
}

}  // namespace chancery::simulation
