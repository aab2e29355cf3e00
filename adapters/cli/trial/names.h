// How elements of a running case are called at the terminal.
#pragma once

#include <string>

#include "engine/runtime/program.h"
#include "engine/runtime/state.h"

namespace chancery::cli::trial {

// "Approve (approve_use)"; the id alone when there is no name.
std::string label(const graph::Node& node);
std::string label(const graph::Process& process);

// The element of that ordinal in the process; null when it has none.
const graph::Node* node_at(const graph::Process& process, std::uint32_t ordinal);

// Of a case: the process around an instance, and the instance's own element (null for a process).
const graph::Process& process_of(const runtime::Program& program, const runtime::Instance& instance);
const graph::Node* node_of(const runtime::Program& program, const runtime::Instance& instance);

}  // namespace chancery::cli::trial
