// A refusal of duty as the contract shows it: rule, reason, evidence, legal basis, remedy, and who could act instead.
#pragma once

#include "engine/service/queries/reading.h"

namespace chancery::service::queries {

Value refusal_value(const Reading& reading, const runtime::Program& program, UnitId unit, const duty::Refusal& refusal);
// Names of the posts by which a person could do the duty; without such, of all offices that he holds in the unit.
Value posts_value(const Reading& reading, const runtime::Program& program, UnitId unit, PersonId person,
                  duty::DutyIndex index);
// {verb, allowed, refusal}; `applies` false: not now, without a reason.
Value verb_value(std::string_view verb, bool applies, const std::optional<Value>& refusal);
// {source, article, text} with the title of the source where it is on file.
Value basis_value(const runtime::Program& program, std::string_view source, std::string_view article);

}  // namespace chancery::service::queries
