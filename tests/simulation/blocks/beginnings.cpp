// What events begin processes by: a start event with one definition or several, a receive task, an event-based gateway.
#include <algorithm>
#include <set>

#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

namespace {

Definitions any_begun_by(Writer& w, Position position) {
  for (;;)
    if (auto event = any_definitions(w, position, Around{}); event && event->kind != bpmn::EventKind::kNone)
      return std::move(*event);
}

std::string put_receive(Writer& w, const Name& name, bool begins) {
  Tag task("receiveTask", {{"id", w.id("receive")}, {"messageRef", name.text}});
  if (begins) task.set("instantiate", "true");
  const std::string id = w.put(std::move(task));
  w.receives(id, name.text);
  return id;
}

std::string put_begin(Writer& w, Position position, const char* stem, Definitions event) {
  const std::string message = event.message;
  const std::string id = w.put(event_tag(w, position, stem, std::move(event)));
  w.receives(id, message);
  return id;
}

// An event behind a gateway; a message begins a process at one place only. "" when the dice gave one that is taken.
std::string put_behind(Writer& w, std::set<std::string>& messages, int& rank) {
  if (w.dice.chance(25)) {
    const Name& name = w.name(bpmn::EventKind::kMessage);
    if (!messages.insert(name.text).second) return {};
    rank = std::max(rank, name.rank);
    return put_receive(w, name, false);
  }
  Definitions event = any_begun_by(w, Position::kCatch);
  if (!event.message.empty() && !messages.insert(event.message).second) return {};
  rank = std::max(rank, event.rank);
  return put_begin(w, Position::kCatch, "event", std::move(event));
}

// The first of the events begins it. With `all` the others are waited for: the ways meet at a join, or all but one go
// their own.
Beginning gateway(Writer& w, bool all) {
  Beginning out;
  Tag tag("eventBasedGateway", {{"id", w.id("first")}, {"instantiate", "true"}});
  if (all) tag.set("eventGatewayType", "Parallel");
  const std::string id = w.put(std::move(tag));
  const std::size_t count = static_cast<std::size_t>(w.dice.between(2, 3));
  std::set<std::string> messages;
  while (out.from.size() < count) {
    const std::string event = put_behind(w, messages, out.rank);
    if (event.empty()) continue;
    w.flow(id, event);
    out.from.push_back(event);
  }
  if (!all) return out;
  if (w.dice.chance(50)) {
    const std::string join = w.put("parallelGateway", "join");
    for (const std::string& event : out.from) w.flow(event, join);
    out.from = {join};
    return out;
  }
  Around beside;
  beside.depth = 1;
  beside.rank = out.rank;
  beside.sets = false;
  beside.shared = true;
  for (; out.from.size() > 1; out.from.pop_back()) w.flow(out.from.back(), side_way(w, beside).first);
  return out;
}

}  // namespace

Beginning any_beginning(Writer& w) {
  switch (w.dice.below(8)) {
    case 0: {
      const Name& name = w.name(bpmn::EventKind::kMessage);
      return {{put_receive(w, name, true)}, name.rank};
    }
    case 1: return gateway(w, false);
    case 2: return gateway(w, true);
    default: {
      Definitions event = any_begun_by(w, Position::kStart);
      const int rank = event.rank;
      return {{put_begin(w, Position::kStart, "start", std::move(event))}, rank};
    }
  }
}

}  // namespace chancery::simulation
