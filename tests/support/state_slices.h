// Every slice of the engine's state as bytes, by name: what suites compare that save, restore and replay it. The one list of the slices, so that
// a new one is compared everywhere.
#pragma once

#include <map>
#include <string>

#include "engine/runtime/state.h"

namespace chancery::test {

std::map<std::string, std::string> slices_of(const runtime::State& state);

}  // namespace chancery::test
