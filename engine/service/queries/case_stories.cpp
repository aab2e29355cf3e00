#include "engine/service/queries/case_stories.h"

#include <algorithm>

namespace chancery::service::queries {

namespace {

Result<CaseStory> read_story(const Impl& impl, SeenCase seen) {
  Story story = TRY(Story::load(impl, seen.id, seen.head));
  return CaseStory{std::move(seen), std::move(story)};
}

bool is_read(const std::vector<CaseStory>& stories, CaseId id) {
  return std::any_of(stories.begin(), stories.end(), [id](const CaseStory& known) { return known.seen.id == id; });
}

}  // namespace

Result<std::vector<CaseStory>> case_stories(const Impl& impl, Viewer viewer, CaseId id) {
  std::vector<CaseStory> out;
  SeenCase asked = TRY(see_case(impl, viewer, id));
  out.push_back(TRY(read_story(impl, std::move(asked))));
  for (std::size_t at = 0; at < out.size(); ++at)
    for (const CaseId called : TRY(started_cases(impl, out[at].story))) {
      if (out.size() >= kCaseStoriesMax) break;
      if (is_read(out, called)) continue;
      auto seen = see_case(impl, viewer, called);
      if (!seen && seen.error().kind != ErrorKind::kNotFound) return std::move(seen).error();
      if (seen) out.push_back(TRY(read_story(impl, std::move(seen).value())));
    }
  std::sort(out.begin() + 1, out.end(), [](const CaseStory& a, const CaseStory& b) { return a.seen.id < b.seen.id; });
  return out;
}

}  // namespace chancery::service::queries
