// timeline: who did what when, in a case and the cases it called; oldest first.
#include <algorithm>

#include "engine/service/queries/teller.h"

namespace chancery::service {

using namespace queries;

// All entries at once, without `next`: they are read from the records each time, and the one who answers cuts the page.
Result<Value> Engine::timeline(Viewer viewer, CaseId id) const {
  std::vector<Told> told;
  for (const CaseStory& of : TRY(case_stories(*impl_, viewer, id)))
    for (Told& one : TRY(tell(*impl_, of))) told.push_back(std::move(one));
  std::stable_sort(told.begin(), told.end(), [](const Told& a, const Told& b) { return a.number < b.number; });
  List items;
  for (Told& one : told) items.push_back(Value::context(std::move(one.entry)));
  Context out;
  out.set("items", Value::list(std::move(items)));
  return finish(*impl_, Value::context(std::move(out)));
}

}  // namespace chancery::service
