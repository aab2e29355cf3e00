// Picture: what stands there now: the numbered list of what waits, and the tree of what runs with its variables.
#pragma once

#include <vector>

#include "adapters/cli/terminal.h"
#include "adapters/cli/trial/waiting.h"

namespace chancery::cli::trial {

void show_waiting(const std::vector<Waiting>& waiting, const memory::EngineInMemory& engine, Terminal& terminal);
void show_tree(const memory::EngineInMemory& engine, Terminal& terminal);

}  // namespace chancery::cli::trial
