// Start events of the latest package that begin cases by themselves: which ones, and where.
#pragma once

#include <string_view>
#include <vector>

#include "engine/runtime/program.h"
#include "engine/runtime/state.h"

namespace chancery::runtime::steps {

// Those that wait for a message or signal of this name.
std::vector<EventStart> starts_of(const Programs& programs, graph::EventKind kind, std::string_view name);
const graph::Node& node_of(const Program& program, const EventStart& start);
const graph::EventSpec& event_of(const Program& program, const EventStart& start);
// The unit that the start event names, every unit of the kind that it names, else `otherwise`.
std::vector<UnitId> units_of(const directory::DirectoryTables& directory, const graph::EventSpec& event,
                             UnitId otherwise);

}  // namespace chancery::runtime::steps
