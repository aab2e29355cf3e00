// The structural rules over a model: what cannot run, or cannot be meant, is named with its place. A rule never
// changes the model and never stops at the first fault. Called by the reader only.
#pragma once

#include "engine/bpmn/findings.h"
#include "engine/bpmn/model.h"
#include "engine/bpmn/reader.h"

namespace chancery::bpmn {

// Runs the rules of rules.def.
void check_rules(const Definitions& definitions, Admission admission, Findings& findings);

namespace rules {

#define CHANCERY_FILE_RULE(name) void name(const Definitions& definitions, Findings& findings);
#define CHANCERY_PROCESS_RULE(name) void name(const Process& process, Findings& findings);
#define CHANCERY_EXECUTABLE_RULE(name) void name(const Process& process, Findings& findings);
#define CHANCERY_ADMISSION_RULE(name) void name(const Process& process, Findings& findings);
#include "engine/bpmn/rules/rules.def"

}  // namespace rules
}  // namespace chancery::bpmn
