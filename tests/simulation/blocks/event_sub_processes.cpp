// Event sub-processes: any trigger, interrupting or not. What leaves one is caught outside its scope, never inside.
#include <algorithm>

#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

namespace {

bool is_of(const Definitions& trigger, bpmn::EventKind kind) { return trigger.kind == kind; }

}  // namespace

std::vector<Definitions> any_triggers(Writer& w, const Around& outside, ScopeKind kind) {
  std::vector<Definitions> out;
  if (outside.depth < 0 || !w.may_spend()) return out;
  while (out.size() < 2 && w.dice.chance(30)) {
    Wish wish;
    wish.interrupts = w.dice.chance(50);
    wish.compensates = kind == ScopeKind::kSubProcess && w.dice.chance(60) &&
                       std::none_of(out.begin(), out.end(), [](const Definitions& other) {
                         return is_of(other, bpmn::EventKind::kCompensation);
                       });
    auto trigger = wish.compensates && w.dice.chance(40)
                       ? definitions_of(w, bpmn::EventKind::kCompensation, Position::kInner, outside, wish)
                       : any_definitions(w, Position::kInner, outside, wish);
    if (trigger && !catches_the_same(*trigger, out)) out.push_back(std::move(*trigger));
  }
  return out;
}

Around caught_by(const std::vector<Definitions>& triggers, Around inside) {
  for (const Definitions& trigger : triggers) {
    if (!is_of(trigger, bpmn::EventKind::kError)) continue;
    if (trigger.error.empty())
      for (int i = 1; i <= kNamesOfKind; ++i) inside.errors.push_back("error_" + std::to_string(i));
    else
      inside.errors.push_back(trigger.error);
  }
  return inside;
}

void event_sub_process(Writer& w, const Around& outside, Definitions trigger) {
  Around inside = trigger.interrupts ? outside.nested() : outside.set_going_by(trigger.rank);
  inside.token_ends = true;
  inside.shared = false;
  inside.end_events = true;
  if (is_of(trigger, bpmn::EventKind::kCompensation)) {  // it runs when the scope is left, as a handler
    inside.cancels = false;
    inside.errors.clear();
    inside.sets = false;
  }
  Tag tag("subProcess", {{"id", w.id("event_process")}, {"triggeredByEvent", "true"}});
  w.open();
  const std::string message = trigger.message;
  const std::string start = w.put(event_tag(w, Position::kInner, "start", std::move(trigger)));
  w.receives(start, message);
  w.flow(start, side_way(w, inside).first);
  tag.add(w.close());
  w.put(std::move(tag));
}

}  // namespace chancery::simulation
