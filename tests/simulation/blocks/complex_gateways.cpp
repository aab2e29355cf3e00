// Complex gateways where several ways come together: how many tokens are enough, and what comes of later ones.
#include <algorithm>

#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

namespace {

std::string at_least(const std::string& what, std::size_t count) { return what + " >= " + std::to_string(count); }

// Holds at the latest when a token has come on every flow; after the first one when some of them may bring none.
std::string activation(Writer& w, const std::vector<std::string>& flows, bool some) {
  if (some) {
    if (w.dice.chance(50)) return at_least("activationCount", 1);
    std::string any;
    for (const std::string& flow : flows) any += (any.empty() ? "" : " or ") + at_least(flow, 1);
    return any;
  }
  switch (w.dice.below(4)) {
    case 0: return at_least("activationCount", static_cast<std::size_t>(w.dice.between(1, 3)) % flows.size() + 1);
    case 1: return at_least(w.dice.one_of(flows), 1);
    case 2: return at_least(flows.front(), 1) + " and " + at_least(flows.back(), 1);
    default: return at_least("activationCount", flows.size()) + " or " + w.condition();
  }
}

// Over the main way goes one token, at the activation. Beside it a way of its own may begin, at the activation, at the
// reset or at both. The default flow.
std::string ways_out(Writer& w, const Around& around, const std::string& gateway, const std::string& main) {
  const int how = w.dice.below(5);
  if (how == 0) {
    w.flow(gateway, main);
    return {};
  }
  Around beside = around.nested();
  beside.sets = false;
  beside.token_ends = true;
  beside.shared = true;
  beside.copies = std::min(2 * around.copies, kCopiesMax);
  const std::string side = side_way(w, beside).first;
  w.flow(gateway, main, how == 1 ? "" : "waitingForStart");
  if (how == 4) return w.flow(gateway, side);
  w.flow(gateway, side, how == 2 && around.copies * 2 <= kCopiesMax ? w.condition() : "not(waitingForStart)");
  return {};
}

}  // namespace

// All ways begin at once; or some of them, where nothing waits for the token and no two rounds can meet: what one round
// leaves could be taken for what the other lacks.
Block enough(Writer& w, const Around& around) {
  const bool some = around.token_ends && !around.shared && around.copies == 1 && w.dice.chance(40);
  Around inside = around.nested();
  inside.token_ends = false;
  inside.shared = true;  // what comes late meets what the next round brings
  const std::string split = w.id(some ? "some" : "fork");
  const std::string gateway = w.id("enough");
  const int count = w.dice.between(2, 3);
  std::vector<std::string> flows;
  std::string otherwise;
  for (int way = 1; way <= count; ++way) {
    const Block branch = block(w, inside);
    otherwise = w.flow(split, branch.first, some && way < count ? w.condition() : "");
    flows.push_back(w.flow(branch.last, gateway));
  }
  if (some)
    w.put(Tag("inclusiveGateway", {{"id", split}, {"default", otherwise}}));
  else
    w.put(Tag("parallelGateway", {{"id", split}}));
  const std::string on = w.put(any_task(w, around));
  Tag tag("complexGateway", {{"id", gateway}});
  const std::string by_default = ways_out(w, around, gateway, on);
  if (!by_default.empty()) tag.set("default", by_default);
  w.put(tag.add(Tag("activationCondition", {}, activation(w, flows, some))));
  return {split, on};
}

}  // namespace chancery::simulation
