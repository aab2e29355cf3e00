// The data folder opened by the engine in this process, while no server runs: the state that comes of the killed
// server's files.
#pragma once

#include "tests/crash/checker.h"

namespace chancery::crash {

// Opens the folder, compares every matter with what the engine shows and the papers with what is stored; then stops
// the engine, which saves a snapshot, and compares that snapshot with one made from the journal alone.
Findings check_in_process(const std::string& data, const std::deque<Matter>& matters);

}  // namespace chancery::crash
