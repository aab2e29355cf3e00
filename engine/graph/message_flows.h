// Message flows (BPMN 2.0.2, 9.4): what is thrown without a message of its own goes along its message flow to another pool of the file.
#pragma once

#include <string>
#include <string_view>

#include "engine/bpmn/model.h"

namespace chancery::graph {

// The name of the message that flows from this element: that of the flow, else the one that its target waits for; "" when there is none.
std::string message_along(const bpmn::Definitions& definitions, std::string_view element_id);

}  // namespace chancery::graph
