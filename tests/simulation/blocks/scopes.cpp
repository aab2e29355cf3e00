// The inside of a process or sub-process: start, block, end, and event sub-processes beside them.
#include <algorithm>

#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

void fill_scope(Writer& w, const Around& outside, const Around& inside, ScopeKind kind,
                const std::vector<std::string>& starts) {
  std::vector<Definitions> triggers = any_triggers(w, outside, kind);
  const Around main = caught_by(triggers, inside);
  Block way = block(w, main);
  const int more = w.dice.between(kind == ScopeKind::kProcess ? 1 : 0, std::max(1, main.depth));
  for (int i = 0; i < more && w.may_spend(); ++i) {
    const Block next = block(w, main);
    w.flow(way.last, next.first);
    way.last = next.last;
  }
  std::string first = way.first;
  if (starts.size() > 1) {
    first = w.put("exclusiveGateway", "merge");
    w.flow(first, way.first);
  }
  if (starts.empty()) w.flow(w.put("startEvent", "start"), first);
  for (const std::string& start : starts) w.flow(start, first);
  w.flow(way.last, end_event(w, main));
  for (Definitions& trigger : triggers) event_sub_process(w, outside, std::move(trigger));
}

}  // namespace chancery::simulation
