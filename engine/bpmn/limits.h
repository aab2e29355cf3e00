// The named limits of the BPMN reader, besides those of engine/xml/limits.h.
#pragma once

#include <cstddef>

namespace chancery::bpmn {

inline constexpr std::size_t kMaxNodes = 20'000;  // flow nodes of one file; passing it is bpmn.limit-nodes

}  // namespace chancery::bpmn
