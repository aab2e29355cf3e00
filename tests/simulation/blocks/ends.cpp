// End events: at the end of a way, and before it.
#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

namespace {

std::string put_end(Writer& w, const Around& around, Definitions definitions) {
  const bool unaddressed = definitions.unaddressed;
  const std::string id = w.put(event_tag(w, Position::kEnd, "end", std::move(definitions)));
  if (unaddressed) w.senders.push_back({id, w.process, "", around.rank});
  return id;
}

Wish wish_here(Writer& w) {
  Wish wish;
  if (!w.compensable().empty()) wish.activity = w.dice.one_of(w.compensable());
  return wish;
}

// What ends more than its token.
std::optional<Definitions> any_killing(Writer& w, const Around& around) {
  using bpmn::EventKind;
  std::vector<EventKind> kinds = {EventKind::kTerminate};
  if (!around.errors.empty()) kinds.insert(kinds.end(), 2, EventKind::kError);
  if (around.cancels) kinds.insert(kinds.end(), 2, EventKind::kCancel);
  return definitions_of(w, w.dice.one_of(kinds), Position::kEnd, around);
}

}  // namespace

std::string end_event(Writer& w, const Around& around) {
  // A terminate end would end the ways beside it as well: most ends are none.
  if (w.dice.chance(50)) return w.put("endEvent", "end");
  auto end = any_definitions(w, Position::kEnd, around, wish_here(w));
  return end ? put_end(w, around, std::move(*end)) : w.put("endEvent", "end");
}

Block side_way(Writer& w, const Around& around) {
  Block way = block(w, around);
  const std::string end = around.end_events ? end_event(w, around) : w.put(any_task(w, around));
  w.flow(way.last, end);
  return {way.first, end};
}

// A choice between an end and going on. A token that a parallel join waits for is ended only together with the join.
Block early_end(Writer& w, const Around& around) {
  const std::string on = w.put(any_task(w, around));
  if (!around.end_events) return {on, on};
  const bool kills = !around.token_ends || w.dice.chance(40);
  auto end = kills ? any_killing(w, around) : any_definitions(w, Position::kEnd, around, wish_here(w));
  if (!end) return {on, on};
  const std::string choice = w.id("choice");
  w.flow(choice, put_end(w, around, std::move(*end)), w.condition());
  w.put(Tag("exclusiveGateway", {{"id", choice}, {"default", w.flow(choice, on)}}));
  return {choice, on};
}

}  // namespace chancery::simulation
