// The forms of boxed expressions: from a form and what its names mean to its value, one file each; box.cpp picks by form. An error
// is null and a diagnostic in the run's context.
#pragma once

#include "engine/dmn/run.h"

namespace chancery::dmn {

Value evaluate_form(const TableBox& box, const feel::Scope& scope, Run& run);
Value evaluate_form(const ContextBox& box, const feel::Scope& scope, Run& run);
Value evaluate_form(const ListBox& box, const feel::Scope& scope, Run& run);
Value evaluate_form(const RelationBox& box, const feel::Scope& scope, Run& run);
Value evaluate_form(const InvocationBox& box, const feel::Scope& scope, Run& run);
Value evaluate_form(const ConditionalBox& box, const feel::Scope& scope, Run& run);
Value evaluate_form(const FilterBox& box, const feel::Scope& scope, Run& run);
Value evaluate_form(const IteratorBox& box, const feel::Scope& scope, Run& run);

}  // namespace chancery::dmn
