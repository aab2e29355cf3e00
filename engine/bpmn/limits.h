// The named limits of the BPMN reader, besides those of engine/xml/limits.h.
#pragma once

#include <cstddef>

namespace chancery::bpmn {

// Flow nodes of one file; passing it is bpmn.limit-nodes.
inline constexpr std::size_t kMaxNodes = 20'000;
// Errors of one file, and as many warnings; one bpmn.limit-findings says that there are more.
inline constexpr std::size_t kMaxFindings = 1'000;

}  // namespace chancery::bpmn
