// What a person submits with a form: validated, checked, stored as one context with who, when and by which post.
#pragma once

#include "engine/runtime/commands/context.h"

namespace chancery::runtime::commands {

// Validates against the form. On faults the explanation has them all and the error is runtime.form-has-faults.
Result<Value> validate(const CommandContext& c, const Execution& ex, const forms::FormSchema& form,
                       const Value& submitted, InstanceId scope);
// The form's checks, in order; the first true one refuses (runtime.check-refused {check}). `variable` also stands for what was
// submitted while they run.
Result<void> run_checks(const CommandContext& c, const Execution& ex, const forms::FormSchema& form,
                        const Value& cleaned, InstanceId scope, std::string_view variable);
// The cleaned form with by, at, post and acting_for.
Value with_actor(const Value& cleaned, PersonId person, const ZoneTable& zones, Instant at, std::string_view post,
                 std::string_view acting_for);

}  // namespace chancery::runtime::commands
