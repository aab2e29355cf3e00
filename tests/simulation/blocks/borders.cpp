// What stands on the border of an activity.
#include <algorithm>

#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

std::vector<Definitions> any_border(Writer& w, const Around& around, std::string_view tag) {
  std::vector<Definitions> out;
  Wish wish;
  wish.on_transaction = tag == "transaction";
  if (wish.on_transaction)
    if (auto cancel = definitions_of(w, bpmn::EventKind::kCancel, Position::kBoundary, around, wish))
      out.push_back(std::move(*cancel));
  wish.on_transaction = false;  // there is one already
  const bool holds_others =
      tag == "subProcess" || tag == "adHocSubProcess" || tag == "callActivity" || tag == "transaction";
  const int percent = holds_others ? 45 : 20;
  while (out.size() < 3 && w.dice.chance(percent)) {
    wish.interrupts = w.dice.chance(50);
    auto event = any_definitions(w, Position::kBoundary, around, wish);
    if (event && !catches_the_same(*event, out)) out.push_back(std::move(*event));
  }
  return out;
}

std::string put_border(Writer& w, const Around& around, const std::string& activity, std::vector<Definitions> border) {
  std::string merge;
  for (Definitions& event : border) {
    const bool interrupts = event.interrupts;
    const int rank = event.rank;
    const std::string message = event.message;
    Tag tag = event_tag(w, Position::kBoundary, "border", std::move(event));
    tag.attributes.insert(tag.attributes.begin() + 1, {"attachedToRef", activity});
    const std::string id = w.put(std::move(tag));
    w.receives(id, message);
    if (!interrupts) {
      w.flow(id, side_way(w, around.set_going_by(rank)).first);
      continue;
    }
    if (merge.empty()) {
      merge = w.put("exclusiveGateway", "merge");
      w.flow(activity, merge);
    }
    if (w.dice.chance(50)) {
      const Block instead = block(w, around.nested());
      w.flow(id, instead.first);
      w.flow(instead.last, merge);
    } else {
      w.flow(id, merge);
    }
  }
  return merge.empty() ? activity : merge;
}

// The handler throws no error, cancels nothing and compensates nothing further; it runs in the scope of the activity.
void put_compensation(Writer& w, const Around& around, const std::string& activity) {
  Around inside;
  inside.depth = std::min(around.depth - 1, 1);
  inside.rank = all_names().back().rank;
  inside.copies = around.copies;
  inside.sets = false;
  inside.compensates = false;
  inside.end_events = around.end_events;
  const std::string event = w.put(Tag("boundaryEvent", {{"id", w.id("border")}, {"attachedToRef", activity}})
                                      .add(Tag("compensateEventDefinition")));
  const Repeat repeat = any_repeat(w, inside);
  inside.copies *= repeat.times;
  Tag handler = bare_activity(w, inside);
  handler.set("isForCompensation", "true");
  add_repeat(w, repeat, handler);
  const std::string tag = handler.name;
  const std::string id = w.put(std::move(handler));
  w.associate(event, id);
  w.compensable().push_back(activity);
  // What cuts the handler off leads to a way of its own.
  for (Definitions& cut : any_border(w, inside, tag)) {
    if (w.dice.chance(50)) continue;
    Tag border = event_tag(w, Position::kBoundary, "border", std::move(cut));
    border.attributes.insert(border.attributes.begin() + 1, {"attachedToRef", id});
    w.flow(w.put(std::move(border)), side_way(w, inside.set_going_by(inside.rank)).first);
  }
}

}  // namespace chancery::simulation
