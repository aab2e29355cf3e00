// Functions that a decision model makes: knowledge models, decision services and boxed definitions, as FEEL calls them.
#pragma once

#include "engine/dmn/run.h"
#include "engine/feel/function.h"

namespace chancery::dmn {

// A knowledge model or decision service as a value.
Value element_function(Run& run, ElementIndex element);
// A boxed function definition, with what it reads from where it stands.
Value boxed_function(Run& run, std::uint32_t function, const feel::Scope& scope);

}  // namespace chancery::dmn
