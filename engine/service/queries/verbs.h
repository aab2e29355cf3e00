// Verbs: what a person may do with a task, each asked as its command will ask it, with the rule that forbids it. Under
// the lock.
#pragma once

#include "engine/service/queries/receivers.h"

namespace chancery::service::queries {

// claim, release, complete, delegate, transfer, assign; the schema TaskVerb.
List task_verbs(const Reading& reading, const TaskAt& at, const duty::CaseFacts& facts, PersonId viewer);
// Of a task that is over: none of them applies.
List task_verbs_over();

}  // namespace chancery::service::queries
