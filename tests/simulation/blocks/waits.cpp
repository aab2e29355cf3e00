// Intermediate events, catching and throwing.
#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

Block wait(Writer& w, const Around& around) {
  auto event = any_definitions(w, Position::kCatch, around);
  if (!event) return activity(w, around);
  const std::string message = event->message;
  const std::string id = w.put(event_tag(w, Position::kCatch, "catch", std::move(*event)));
  w.receives(id, message);
  return {id, id};
}

Block thrown(Writer& w, const Around& around) {
  Wish wish;
  if (!w.compensable().empty()) wish.activity = w.dice.one_of(w.compensable());
  auto event = wish.activity.empty() || !around.compensates || w.dice.chance(60)
                   ? any_definitions(w, Position::kThrow, around, wish)
                   : definitions_of(w, bpmn::EventKind::kCompensation, Position::kThrow, around, wish);
  if (!event) return activity(w, around);
  const bool unaddressed = event->unaddressed;
  const std::string id = w.put(event_tag(w, Position::kThrow, "throw", std::move(*event)));
  if (unaddressed) w.senders.push_back({id, w.process, "", around.rank});
  return {id, id};
}

}  // namespace chancery::simulation
