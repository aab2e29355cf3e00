#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn {

void check_rules(const Definitions& definitions, Admission admission, Findings& findings) {
#define CHANCERY_FILE_RULE(name) rules::name(definitions, findings);
#include "engine/bpmn/rules/rules.def"
  for (const Process& process : definitions.processes) {
#define CHANCERY_PROCESS_RULE(name) rules::name(process, findings);
#include "engine/bpmn/rules/rules.def"
    if (!process.executable) continue;
#define CHANCERY_EXECUTABLE_RULE(name) rules::name(process, findings);
#include "engine/bpmn/rules/rules.def"
    if (admission == Admission::kStands) continue;
#define CHANCERY_ADMISSION_RULE(name) rules::name(process, findings);
#include "engine/bpmn/rules/rules.def"
  }
}

}  // namespace chancery::bpmn
