#include "tests/simulation/events.h"

#include <algorithm>

namespace chancery::simulation {

using bpmn::ElementKind;
using bpmn::EventKind;

namespace {

constexpr EventKind kKinds[] = {
#define CHANCERY_EVENT(name, tag, start, inner, catching, throwing, boundary, end) EventKind::k##name,
#include "engine/bpmn/elements.def"
};

bool throws(Position position) { return position == Position::kThrow || position == Position::kEnd; }
bool interrupts_or_not(Position position) { return position == Position::kBoundary || position == Position::kInner; }

Tag definition(EventKind kind) { return Tag(std::string(tag_of(kind))); }

// Message, signal, escalation: by a name.
bool add_named(Writer& w, EventKind kind, Position position, const Around& around, const char* attribute,
               Definitions& out) {
  const Name* name = throws(position) ? w.thrown_name(kind, around) : &w.name(kind);
  if (name == nullptr) return false;
  Tag tag = definition(kind).set(attribute, name->text);
  // It sets variables where it is received, so only the main way does.
  if (kind == EventKind::kSignal && throws(position) && around.sets && w.dice.chance(25))
    tag.add(Tag("extensionElements").add(Tag("camunda:in", {{"variables", "all"}})));
  out.tags.push_back(std::move(tag));
  if (!throws(position)) out.rank = std::max(out.rank, name->rank);
  if (kind == EventKind::kMessage) out.message = name->text;
  if (kind == EventKind::kEscalation) out.catches.emplace_back(kind, name->text);
  return true;
}

bool add_message(Writer& w, Position position, const Around& around, Definitions& out) {
  if (throws(position) && out.tags.empty() && w.dice.chance(25)) {
    out.tags.push_back(definition(EventKind::kMessage));
    out.unaddressed = true;
    return true;
  }
  return add_named(w, EventKind::kMessage, position, around, "messageRef", out);
}

bool add_escalation(Writer& w, Position position, const Around& around, Definitions& out) {
  if (throws(position) || w.dice.chance(70))
    return add_named(w, EventKind::kEscalation, position, around, "escalationRef", out);
  out.tags.push_back(definition(EventKind::kEscalation).set("camunda:escalationCodeVariable", "r1"));
  out.rank = all_names().back().rank;  // it catches all of them
  out.catches.emplace_back(EventKind::kEscalation, "");
  return true;
}

bool add_error(Writer& w, Position position, const Around& around, Definitions& out) {
  if (throws(position)) {
    if (around.errors.empty()) return false;
    out.tags.push_back(definition(EventKind::kError).set("errorRef", w.dice.one_of(around.errors)));
    return true;
  }
  out.error = w.dice.chance(70) ? w.error() : "";
  out.catches.emplace_back(EventKind::kError, out.error);
  Tag tag = definition(EventKind::kError);
  if (!out.error.empty()) tag.set("errorRef", out.error);
  if (w.dice.chance(30)) tag.set("camunda:errorCodeVariable", "r2");
  out.tags.push_back(std::move(tag));
  out.interrupts = true;
  return true;
}

bool add_compensation(Writer& w, Position position, const Around& around, const Wish& wish, Definitions& out) {
  Tag tag = definition(EventKind::kCompensation);
  if (position == Position::kBoundary) return false;  // it comes with its handler (blocks/borders.cpp)
  if (position == Position::kInner && !wish.compensates) return false;
  if (throws(position)) {
    if (!around.compensates) return false;
    if (!wish.activity.empty() && w.dice.chance(50)) tag.set("activityRef", wish.activity);
    if (w.dice.chance(35)) tag.set("waitForCompletion", "false");
  }
  out.tags.push_back(std::move(tag));
  out.interrupts = true;
  return true;
}

// Asked at every change, or when one variable is set. What a token waits for is asked at some change of that variable;
// it is set for the first time once, so any value must do then.
Tag conditional_definition(Writer& w, Position position) {
  Tag tag = definition(EventKind::kConditional);
  const bool named = w.dice.chance(40);
  const bool blocks = !interrupts_or_not(position);
  constexpr const char* kEvents[] = {"", "create", "update", "create, update", "delete"};
  const std::string events = named ? kEvents[w.dice.below(blocks ? 4 : 5)] : "";
  if (named) tag.set("camunda:variableName", w.variable());
  if (!events.empty()) tag.set("camunda:variableEvents", events);
  return tag.add(Tag("condition", {}, events == "create" ? w.equality() : w.condition()));
}

// One definition more; false when it cannot stand there.
bool add(Writer& w, EventKind kind, Position position, const Around& around, const Wish& wish, Definitions& out) {
  switch (kind) {
    case EventKind::kNone: return out.tags.empty();
    case EventKind::kMessage: return add_message(w, position, around, out);
    case EventKind::kSignal: return add_named(w, kind, position, around, "signalRef", out);
    case EventKind::kEscalation: return add_escalation(w, position, around, out);
    case EventKind::kTimer:
      out.tags.push_back(timer_definition(w, position, interrupts_or_not(position) && !wish.interrupts));
      return true;
    case EventKind::kConditional: out.tags.push_back(conditional_definition(w, position)); return true;
    case EventKind::kError: return add_error(w, position, around, out);
    case EventKind::kTerminate: out.tags.push_back(definition(kind)); return true;
    case EventKind::kCompensation: return add_compensation(w, position, around, wish, out);
    case EventKind::kCancel:
      if (position == Position::kEnd ? !around.cancels : !wish.on_transaction) return false;
      out.tags.push_back(definition(kind));
      out.interrupts = true;
      return true;
    default: return false;  // links go in pairs (blocks/links.cpp), several are added one by one
  }
}

// Two or three kinds, each once. Those that wait for all of them wait for what comes by itself or from outside.
bool add_several(Writer& w, Position position, const Around& around, const Wish& wish, Definitions& out) {
  std::vector<EventKind> kinds = {EventKind::kMessage, EventKind::kSignal};
  out.all = !throws(position) && w.dice.chance(40);
  if (throws(position)) {
    kinds.push_back(EventKind::kEscalation);
    if (around.compensates) kinds.push_back(EventKind::kCompensation);
    if (position == Position::kEnd) kinds.push_back(EventKind::kTerminate);
  } else {
    kinds.push_back(EventKind::kTimer);
    kinds.push_back(EventKind::kConditional);
    if (!out.all && interrupts_or_not(position)) kinds.push_back(EventKind::kEscalation);
  }
  const std::size_t wanted = static_cast<std::size_t>(w.dice.between(2, 3));
  for (int tries = 0; tries < 8 && out.tags.size() < wanted && !kinds.empty(); ++tries) {
    // The first always comes from outside: what comes by itself alone would never stop coming.
    const std::size_t at =
        static_cast<std::size_t>(w.dice.below(out.tags.empty() ? 2 : static_cast<int>(kinds.size())));
    const EventKind kind = kinds[at];
    if (!is_supported(kind, position)) continue;
    if (add(w, kind, position, around, wish, out) && !out.unaddressed)
      kinds.erase(kinds.begin() + static_cast<std::ptrdiff_t>(at));
    if (out.unaddressed) {
      out.tags.pop_back();
      out.unaddressed = false;
    }
  }
  return out.tags.size() >= 2;
}

}  // namespace

ElementKind element_of(Position position) {
  switch (position) {
    case Position::kCatch: return ElementKind::kIntermediateCatchEvent;
    case Position::kThrow: return ElementKind::kIntermediateThrowEvent;
    case Position::kBoundary: return ElementKind::kBoundaryEvent;
    case Position::kEnd: return ElementKind::kEndEvent;
    default: return ElementKind::kStartEvent;
  }
}

bool is_supported(EventKind kind, Position position) {
  return support_of(element_of(position), kind,
                    position == Position::kInner ? bpmn::StartOf::kEventSubProcess : bpmn::StartOf::kProcess) ==
         bpmn::Support::kSupported;
}

Tag timer_definition(Writer& w, Position position, bool comes_again) {
  const std::string hours = std::to_string(w.dice.between(1, 6));
  Tag timer = definition(EventKind::kTimer);
  const int how = w.dice.below(comes_again || position == Position::kStart ? 3 : 2);
  if (how == 0) return timer.add(Tag("timeDuration", {}, "PT" + hours + "H"));
  if (how == 1) return timer.add(Tag("timeDate", {}, "=now() + @\"PT" + hours + "H\""));
  const std::string times = std::to_string(w.dice.between(1, 2));
  const std::string every = w.dice.chance(30) ? "P" + std::to_string(w.dice.between(1, 2)) + "M" : "PT" + hours + "H";
  return timer.add(Tag("timeCycle", {}, "R" + times + "/" + every));
}

std::optional<Definitions> definitions_of(Writer& w, EventKind kind, Position position, const Around& around,
                                          const Wish& wish) {
  if (!is_supported(kind, position)) return std::nullopt;
  Definitions out;
  out.kind = kind;
  out.interrupts = wish.interrupts;
  const bool done = kind == EventKind::kMultiple ? add_several(w, position, around, wish, out)
                                                 : add(w, kind, position, around, wish, out);
  return done ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<Definitions> any_definitions(Writer& w, Position position, const Around& around, const Wish& wish) {
  std::vector<EventKind> kinds;
  for (const EventKind kind : kKinds)
    if (is_supported(kind, position)) kinds.push_back(kind);
  while (!kinds.empty()) {
    const auto at = kinds.begin() + w.dice.below(static_cast<int>(kinds.size()));
    if (auto made = definitions_of(w, *at, position, around, wish)) return made;
    kinds.erase(at);
  }
  return std::nullopt;
}

bool catches_the_same(const Definitions& one, const std::vector<Definitions>& others) {
  return std::any_of(others.begin(), others.end(), [&one](const Definitions& other) {
    return std::find_first_of(one.catches.begin(), one.catches.end(), other.catches.begin(), other.catches.end()) !=
           one.catches.end();
  });
}

Tag event_tag(Writer& w, Position position, const std::string& stem, Definitions definitions) {
  Tag out(std::string(tag_of(element_of(position))), {{"id", w.id(stem)}});
  if (definitions.all) out.set("parallelMultiple", "true");
  if (position == Position::kBoundary && !definitions.interrupts) out.set("cancelActivity", "false");
  if (position == Position::kInner && !definitions.interrupts) out.set("isInterrupting", "false");
  const bool sends = throws(position) && !definitions.message.empty();
  if (sends && w.dice.chance(30)) out.property("buffer", "true");
  if (!definitions.message.empty() && position != Position::kStart && w.dice.chance(20))
    out.property("correlationKey", "=\"key_" + w.value() + "\"");
  out.add(std::move(definitions.tags));
  return out;
}

}  // namespace chancery::simulation
