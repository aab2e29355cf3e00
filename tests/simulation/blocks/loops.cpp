// A loop of flows: back over an exclusive gateway, as long as a counter has not reached its bound.
#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

Block round(Writer& w, const Around& around) {
  const int times = w.dice.between(1, 2);
  if (around.copies * (times + 1) > kCopiesMax) return sequence(w, around);
  Around inside = around.nested();
  inside.copies *= times + 1;
  const std::string counter = w.id("count");
  const auto script = [&w, &counter](const std::string& text) {
    return w.put(
        Tag("scriptTask", {{"id", w.id("script")}, {"scriptFormat", "feel"}, {"camunda:resultVariable", counter}})
            .add(Tag("script", {}, text)));
  };
  const std::string begin = script("0");
  const std::string in = w.put("exclusiveGateway", "merge");
  const Block body = block(w, inside);
  const std::string counts = script(counter + " + 1");
  const std::string again = w.id("again");
  const std::string out = w.put(any_task(w, around));
  w.put(Tag("exclusiveGateway", {{"id", again}, {"default", w.flow(again, out)}}));
  w.flow(begin, in);
  w.flow(in, body.first);
  w.flow(body.last, counts);
  w.flow(counts, again);
  const std::string bound = counter + " <= " + std::to_string(times);
  w.flow(again, in, w.dice.chance(50) ? bound : bound + " and (" + w.condition() + ")");
  return {begin, out};
}

}  // namespace chancery::simulation
