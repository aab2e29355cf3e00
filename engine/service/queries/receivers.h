// Receivers: to whom an open task could be given, and what duty says of it. Under the lock.
#pragma once

#include "engine/runtime/steps/duties.h"
#include "engine/service/queries/task_view.h"

namespace chancery::service::queries {

inline constexpr std::size_t kReceiversMax = 200;  // of each kind

struct Receivers {
  // No rule forbids them: in the order of preference of the duty, the absent last. Of a duty that asks for neither post
  // nor persons those who hold an office in the unit.
  std::vector<PersonId> free;
  // Those who have the posts of the duty, or are named by it, and whom a rule keeps out all the same.
  std::vector<PersonId> barred;
};

Receivers receivers_of(const Reading& reading, const TaskAt& at, const duty::CaseFacts& facts);

// As the command of that entrance will ask it; none = allowed. A task without a duty is everybody's.
std::optional<duty::Refusal> refused_by_duty(const TaskAt& at, const duty::CaseFacts& facts, duty::Entrance entrance,
                                             PersonId actor, PersonId target = {});

}  // namespace chancery::service::queries
