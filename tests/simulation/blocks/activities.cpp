// Any activity, repeated or not, with events on its border and a compensation handler or not.
#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

namespace {

Tag plain_activity(Writer& w, const Around& around) {
  if (around.depth <= 0 || !w.may_spend()) return any_task(w, around);
  switch (w.dice.below(10)) {
    case 0: return sub_process(w, around.nested());
    case 1: return transaction(w, around.nested());
    case 2: return ad_hoc(w, around.nested());
    case 3: return call(w, around.nested());
    default: return any_task(w, around);
  }
}

}  // namespace

Tag bare_activity(Writer& w, const Around& around) {
  Tag tag = plain_activity(w, around);
  add_parameters(w, around, tag);
  return tag;
}

Block activity(Writer& w, const Around& around) {
  const Repeat repeat = any_repeat(w, around);
  Around inside = around;
  inside.copies *= repeat.times;
  // A sub-process is written only after its border is known, so its kind comes first.
  using Make = Tag (*)(Writer&, const Around&);
  struct Kind {
    const char* tag;
    Make make;
  };
  constexpr Kind kKinds[] = {{"task", any_task},
                             {"subProcess", sub_process},
                             {"transaction", transaction},
                             {"adHocSubProcess", ad_hoc},
                             {"callActivity", call}};
  const bool nests = around.depth > 0 && w.may_spend();
  const Kind& kind = kKinds[nests && w.dice.chance(55) ? 1 + w.dice.below(4) : 0];
  std::vector<Definitions> border = any_border(w, around, kind.tag);
  inside = caught_by(border, std::move(inside));
  Tag tag = kind.make(w, inside.nested());
  add_repeat(w, repeat, tag);
  add_parameters(w, around, tag);
  const std::string id = w.put(std::move(tag));
  if (w.dice.chance(25)) put_compensation(w, around, id);
  return {id, put_border(w, around, id, std::move(border))};
}

}  // namespace chancery::simulation
