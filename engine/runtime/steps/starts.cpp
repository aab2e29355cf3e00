#include "engine/runtime/steps/starts.h"

namespace chancery::runtime::steps {

const graph::Node& node_of(const Program& program, const EventStart& start) {
  return program.processes[start.process]->nodes[start.node];
}

const graph::EventSpec& event_of(const Program& program, const EventStart& start) {
  return node_of(program, start).event->definitions()[start.definition];
}

std::vector<EventStart> starts_of(const Programs& programs, graph::EventKind kind, std::string_view name) {
  std::vector<EventStart> out;
  const Program* latest = programs.latest();
  if (latest == nullptr) return out;
  for (const EventStart& start : latest->event_starts) {
    const graph::EventSpec& event = event_of(*latest, start);
    if (event.kind == kind && event.name == name) out.push_back(start);
  }
  return out;
}

std::vector<UnitId> units_of(const directory::DirectoryTables& directory, const graph::EventSpec& event,
                             UnitId otherwise) {
  std::vector<UnitId> out;
  if (!event.unit_kind.empty()) {
    directory.units.for_each([&](UnitId id, const directory::UnitRecord& unit) {
      if (unit.kind == event.unit_kind) out.push_back(id);
      return true;
    });
    return out;
  }
  const directory::UnitRecord* named = event.unit.empty() ? nullptr : directory.unit(event.unit);
  out.push_back(named == nullptr ? otherwise : named->id);
  return out;
}

}  // namespace chancery::runtime::steps
