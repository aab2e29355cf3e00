// Choices: what a form may offer that stands in the registers, the directory or the catalogue, and persons written by account name.
#pragma once

#include "engine/forms/validate.h"
#include "engine/runtime/execution.h"

namespace chancery::runtime {

// The entries of an option source for a unit: list of {value, label}.
Value choices(const Program& program, const State& state, UnitId unit, const forms::Options& options,
              const feel::Scope& scope, const World& world, Instant at);
forms::Lookups form_lookups(const Program& program, const State& state, UnitId unit, const feel::Scope& scope,
                            const World& world, Instant at);

}  // namespace chancery::runtime
