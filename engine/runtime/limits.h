// Named limits of the state machine. Passing one refuses the command, or raises an incident where nobody called.
#pragma once

#include <cstddef>
#include <cstdint>

namespace chancery::runtime {

inline constexpr std::size_t kStepsPerCommandMax =
    10'000;  // elements entered by one command: a loop that never waits ends here
inline constexpr std::size_t kInstancesPerCaseMax = 10'000;     // active element instances of one case tree
inline constexpr std::uint32_t kMultiInstanceMax = 1'000;       // instances of one multi-instance activity
inline constexpr std::size_t kCompensablesPerCaseMax = 10'000;  // completed activities that can be compensated
inline constexpr std::uint32_t kCallDepthMax = 32;              // nested call activities
inline constexpr std::size_t kVariableBytesMax = 256 * 1024;    // heap bytes of one variable
inline constexpr std::size_t kTasksPerCommandMax = 1'023;       // a task number has ten bits below its record number
inline constexpr std::size_t kBufferedPerKeyMax = 100;          // thrown messages waiting under one name and key

}  // namespace chancery::runtime
