// PastRefusal: a refusal that was recorded, as the contract shows it: its rule, reason, evidence and legal basis as the
// package of the case has them. Who could have acted instead was not recorded and is not guessed. Reads stores: never
// under the lock.
#pragma once

#include "engine/service/queries/story.h"

namespace chancery::service::queries {

struct PastRefusal {
  Value refusal;              // the schema Refusal
  const Run* task = nullptr;  // the task it was about, or what waited for the message; null when it cannot be told
  const graph::Node* node = nullptr;
};

// Errors: those of the store, for evidence that lies in other cases.
Result<PastRefusal> past_refusal(const Impl& impl, const Story& story, const journal::Record& record,
                                 const journal::RefusalRecorded& event);

}  // namespace chancery::service::queries
