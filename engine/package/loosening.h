// What a deployment takes away from the rules in force. Hard constraints and checks, the profiles of meetings, what a subject
// demands and the handwritten papers are no settings: a later package may be stricter, never looser (workflows.md, "not to be
// edited away"). A rule follows its law, though: where it cites a law in force that came later than every law it cited
// before, it is a new rule and may ask less; it may go once all that it cites is repealed. `today` is the day by the village's clock.
//
// Compared is what can be compared: whether the rule is there, its strength, whom and what it covers, its numbers. Two FEEL
// conditions are not compared, except that one which can never hold any more counts as taken away; for the rest the two
// persons who deploy answer.
#pragma once

#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/runtime/program.h"

namespace chancery::package {

// Every loosening, all at once. Codes: package.drops-rule {rule}, package.softens-rule {rule, from, to},
// package.narrows-rule {rule, left_out}, package.rule-never-holds {rule}, package.loosens-profile
// {profile, field, from, to}, package.loosens-subject {subject, field, from, to}, package.loosens-item {item, field}.
std::vector<Diagnostic> loosenings(const runtime::Program& in_force, const runtime::Program& next, const Date& today);

}  // namespace chancery::package
