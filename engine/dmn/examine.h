// Gaps and overlaps of decision tables: inputs for which no rule matches though one should, or several match though only one may. Every
// finding comes with an example that was tried. The inputs of a table are taken as independent of each other. Work is bounded;
// what is too large says so. Called by `chancery verify` and `chancery decide`; deciding does not need it.
#pragma once

#include "engine/dmn/model.h"

namespace chancery::dmn {

inline constexpr std::size_t kExaminedPointsMax = 500;       // values tried for one input
inline constexpr std::size_t kExaminedStepsMax = 5'000'000;  // of one table: cells tried, rules compared
inline constexpr std::size_t kExaminedStepsOfModelMax = 50'000'000;
inline constexpr std::size_t kFindingsMax = 3;  // of one kind and table

// Warnings: dmn.table-gap {decision, inputs} of tables that take one rule and have no default, dmn.table-overlap {decision, rules,
// inputs} of UNIQUE, and of ANY where the outputs differ, dmn.table-not-examined {decision}.
std::vector<Diagnostic> examine_tables(const DecisionModel& model);

}  // namespace chancery::dmn
