#include "engine/runtime/steps/throwing.h"

#include <algorithm>

#include "engine/runtime/steps/catching.h"
#include "engine/runtime/steps/compensation.h"
#include "engine/runtime/steps/messages.h"
#include "engine/runtime/steps/presence.h"

namespace chancery::runtime::steps {

namespace {

Result<void> throw_one(Execution& ex, const Place& place, const graph::EventSpec& event) {
  switch (event.kind) {
    case graph::EventKind::kMessage:
    case graph::EventKind::kSignal: return throw_message(ex, place, event);
    case graph::EventKind::kEscalation: return throw_escalation(ex, place, event);
    default: return {};
  }
}

}  // namespace

Result<Thrown> throw_all(Execution& ex, const Place& place) {
  const graph::Node& node = ex.node(place);
  if (node.event == nullptr) return Thrown::kGoesOn;
  const Presence presence(ex, place);
  for (const graph::EventSpec& event : node.event->definitions()) {
    TRY_VOID(throw_one(ex, place, event));
    if (!presence.lasts()) return Thrown::kGone;
  }
  const auto all = node.event->definitions();
  const bool compensates = std::any_of(all.begin(), all.end(), [](const graph::EventSpec& event) {
    return event.kind == graph::EventKind::kCompensation;
  });
  if (compensates && TRY(throw_compensation(ex, place))) return Thrown::kWaits;
  return Thrown::kGoesOn;
}

}  // namespace chancery::runtime::steps
