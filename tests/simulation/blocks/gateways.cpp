// Blocks between a gateway that splits and one that joins.
#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

namespace {

// Two or three ways between `split` and `join`; all but the last under a condition when there are conditions. The
// default flow.
std::string ways(Writer& w, const Around& inside, const std::string& split, const std::string& join, bool conditions) {
  const int count = w.dice.between(2, 3);
  std::string otherwise;
  for (int way = 1; way <= count; ++way) {
    const Block branch = block(w, inside);
    if (!conditions)
      w.flow(split, branch.first);
    else if (way < count)
      w.flow(split, branch.first, w.condition());
    else
      otherwise = w.flow(split, branch.first);
    w.flow(branch.last, join);
  }
  return otherwise;
}

// What splits by the conditions of its flows: a gateway, or a task.
Tag any_split(Writer& w, const Around& around) {
  switch (w.dice.below(10)) {
    case 0:
    case 1: return Tag("complexGateway", {{"id", w.id("complex")}});
    case 2:
    case 3:
    case 4: return any_task(w, around);
    default: return Tag("inclusiveGateway", {{"id", w.id("some")}});
  }
}

}  // namespace

Block sequence(Writer& w, const Around& around) {
  const Block first = block(w, around.nested());
  const Block second = block(w, around.nested());
  w.flow(first.last, second.first);
  return {first.first, second.last};
}

// The ways meet again at a gateway, or at a task that every token begins.
Block choice(Writer& w, const Around& around) {
  const std::string split = w.id("choice");
  const std::string join = w.dice.chance(70) ? w.put("exclusiveGateway", "merge") : w.put(any_task(w, around));
  const std::string otherwise = ways(w, around.nested(), split, join, true);
  w.put(Tag("exclusiveGateway", {{"id", split}, {"default", otherwise}}));
  return {split, join};
}

Block some_of(Writer& w, const Around& around) {
  if (around.shared && !around.token_ends) return choice(w, around);
  Tag split = any_split(w, around);
  const std::string id = split.id();
  const std::string join = w.put("inclusiveGateway", "some_join");
  split.set("default", ways(w, around.nested(), id, join, true));
  w.put(std::move(split));
  return {id, join};
}

// Split by a gateway, or by a task with several flows.
Block together(Writer& w, const Around& around) {
  Around inside = around.nested();
  inside.token_ends = false;
  const std::string split = w.dice.chance(70) ? w.put("parallelGateway", "fork") : w.put(any_task(w, around));
  const std::string join = w.put("parallelGateway", "join");
  ways(w, inside, split, join, false);
  return {split, join};
}

}  // namespace chancery::simulation
