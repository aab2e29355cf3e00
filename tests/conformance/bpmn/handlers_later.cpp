// Cases flagged handlers-all-at-once expect every compensation handler at once; BPMN has them one after another, the last first. What may
// differ because of that, and nothing else, is told here.
#include <algorithm>
#include <set>

#include "tests/conformance/bpmn/exec_case.h"

namespace chancery::conformance {

namespace {

// Ids and names of the activities that compensate.
std::set<std::string> handlers_of(const MemoryEngine& engine) {
  return engine.read([](const runtime::State&, const runtime::Programs& programs) {
    std::set<std::string> out;
    for (const auto& process : programs.latest()->processes)
      for (const graph::Node& node : process->nodes)
        if (node.compensation_handler != graph::kNone) {
          out.insert(process->nodes[node.compensation_handler].id);
          out.insert(process->nodes[node.compensation_handler].name);
        }
    return out;
  });
}

// Nothing waits that should not, and what is missing are handlers.
bool lacks_handlers_only(Ids expected, Ids found, const std::set<std::string>& handlers) {
  std::sort(expected.begin(), expected.end());
  std::sort(found.begin(), found.end());
  Ids missing;
  std::set_difference(expected.begin(), expected.end(), found.begin(), found.end(), std::back_inserter(missing));
  return std::includes(expected.begin(), expected.end(), found.begin(), found.end()) &&
         std::all_of(missing.begin(), missing.end(), [&](const std::string& id) { return handlers.contains(id); });
}

}  // namespace

bool ExecCase::handlers_are_later(const Value& step, bool done) const {
  const std::set<std::string> handlers = handlers_of(engine_);
  if (!done)
    return handlers.contains(std::string(step.get_text("service"))) ||
           handlers.contains(std::string(step.get_text("task")));
  if (!step.get("expect").is_context()) return false;
  const Facts facts = facts_of(engine_);
  const auto& expected = step.get("expect").as_context();
  return std::all_of(expected.begin(), expected.end(), [&](const auto& entry) {
    if (entry.name == "tasks") return lacks_handlers_only(ids_of(entry.value), facts.tasks, handlers);
    if (entry.name == "taskNames") return lacks_handlers_only(ids_of(entry.value), facts.task_names, handlers);
    if (entry.name == "services") return lacks_handlers_only(ids_of(entry.value), facts.services, handlers);
    return compare_key(entry.name, entry.value, facts).empty();
  });
}

}  // namespace chancery::conformance
