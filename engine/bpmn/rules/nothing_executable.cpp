#include <algorithm>

#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void nothing_executable(const Definitions& definitions, Findings& findings) {
  const bool any = std::any_of(definitions.processes.begin(), definitions.processes.end(),
                               [](const Process& process) { return process.executable; });
  if (!any) findings.warning("bpmn.nothing-executable", definitions.position);
}

}  // namespace chancery::bpmn::rules
