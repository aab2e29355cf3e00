// CaseStories: a case read back together with the cases that it called, as far as the viewer may see them. What the
// timeline and the diagram of a case are made of.
#pragma once

#include <vector>

#include "engine/service/queries/case_view.h"
#include "engine/service/queries/story.h"

namespace chancery::service::queries {

// Cases that are read for one page.
inline constexpr std::size_t kCaseStoriesMax = 50;

struct CaseStory {
  SeenCase seen;
  Story story;
};

// The asked case first, then those it called, in the order in which they began. One that is not for this viewer is left
// out, with all that it called. Errors: not_found service.no-case for the asked case; those of the stores. Not under
// the lock.
Result<std::vector<CaseStory>> case_stories(const Impl& impl, Viewer viewer, CaseId id);

}  // namespace chancery::service::queries
