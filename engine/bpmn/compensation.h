// What a compensation refers to: shared by the rules here and by graph.
#pragma once

#include <optional>
#include <string_view>

#include "engine/bpmn/model.h"

namespace chancery::bpmn {

std::optional<Index> node_named(const Process& process, std::string_view id);
// The activity that an association joins to a compensation boundary event, whichever way it is drawn; none without one.
std::optional<Index> compensation_handler(const Process& process, const Node& boundary);

}  // namespace chancery::bpmn
