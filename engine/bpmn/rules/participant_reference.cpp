#include <algorithm>

#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void participant_reference(const Definitions& definitions, Findings& findings) {
  for (const Participant& participant : definitions.participants) {
    if (participant.process_ref.empty()) continue;  // a pool drawn as a black box
    const bool known = std::any_of(definitions.processes.begin(), definitions.processes.end(),
                                   [&](const Process& process) { return process.id == participant.process_ref; });
    if (known) continue;
    findings.warning("bpmn.participant-reference", participant.position,
                     {{"id", participant.id}, {"reference", participant.process_ref}});
  }
}

}  // namespace chancery::bpmn::rules
