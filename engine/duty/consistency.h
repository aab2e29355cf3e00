// Contradictions among the constraints of a package: what nobody could ever keep. Internal to the reader.
#pragma once

#include "engine/duty/rules_builder.h"

namespace chancery::duty {

// Notes duty.bound-and-separated {first, second, separated_by, bound_by} for every pair of duties that a `separate`
// keeps apart and unconditional `bind`s tie together, directly or over others. A constraint with `when` may hold
// elsewhere and is left out.
void find_contradictions(RulesBuilder& builder);

}  // namespace chancery::duty
