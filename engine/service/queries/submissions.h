// Submissions: what was handed in with forms in a case, in order: start form, tasks, messages. Reads stores: never under the lock.
#pragma once

#include "engine/service/queries/fields.h"
#include "engine/service/queries/story.h"

namespace chancery::service::queries {

struct Submission {
  std::size_t record = 0;  // place in the story
  InstanceId instance;     // of the task; 0 for a start or a message
  std::string element;
  const forms::FormSchema* form = nullptr;
  Value submitted;  // with by, at, post
};

std::vector<Submission> submissions_of(const Story& story);
// The schema CaseRecord.
List case_records(const Impl& impl, const Story& story, bool entitled);

}  // namespace chancery::service::queries
