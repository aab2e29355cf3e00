#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

namespace {

struct Family {
  Block (*write)(Writer&, const Around&);
  int weight;
  bool nests;
};

constexpr Family kFamilies[] = {{activity, 10, true}, {sequence, 5, true},    {choice, 3, true}, {some_of, 3, true},
                                {together, 3, true},  {round, 2, true},       {link, 2, true},   {wait, 3, false},
                                {thrown, 4, false},   {first_event, 2, true}, {enough, 3, true}, {early_end, 1, false}};

}  // namespace

Block block(Writer& w, const Around& around) {
  const bool leaf = around.depth <= 0 || !w.may_spend();
  int all = 0;
  for (const Family& family : kFamilies)
    if (!leaf || !family.nests) all += family.weight;
  int at = w.dice.below(all + (leaf ? 6 : 0));
  for (const Family& family : kFamilies) {
    if (leaf && family.nests) continue;
    if (at < family.weight) return family.write(w, around);
    at -= family.weight;
  }
  const std::string task = w.put(any_task(w, around));
  return {task, task};
}

}  // namespace chancery::simulation
