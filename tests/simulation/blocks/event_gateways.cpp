// An event-based gateway: the first of the events behind it chooses the way.
#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

namespace {

std::string put_event(Writer& w, const Around& around) {
  if (w.dice.chance(25)) {
    const Name& name = w.name(bpmn::EventKind::kMessage);
    const std::string id = w.put(Tag("receiveTask", {{"id", w.id("receive")}, {"messageRef", name.text}}));
    w.receives(id, name.text);
    return id;
  }
  for (;;)
    if (auto event = any_definitions(w, Position::kCatch, around)) {
      const std::string message = event->message;
      const std::string id = w.put(event_tag(w, Position::kCatch, "event", std::move(*event)));
      w.receives(id, message);
      return id;
    }
}

}  // namespace

Block first_event(Writer& w, const Around& around) {
  const std::string gateway = w.put("eventBasedGateway", "first");
  const std::string merge = w.put("exclusiveGateway", "merge");
  const int ways = w.dice.between(2, 3);
  for (int way = 0; way < ways; ++way) {
    const std::string event = put_event(w, around);
    const Block branch = block(w, around.nested());
    w.flow(gateway, event);
    w.flow(event, branch.first);
    w.flow(branch.last, merge);
  }
  return {gateway, merge};
}

}  // namespace chancery::simulation
