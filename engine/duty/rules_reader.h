// duties.json → DutyRules. Reads one or several files of a package as one rule set; finds all faults at once.
//
// Besides form it refuses what cannot be kept: unknown duties and posts, ids used twice, a pair that is bound and
// separated (transitively), hard constraints without basis, constraints without wording, `exclude` without `when` …
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/duty/rules.h"
#include "engine/value/value.h"

namespace chancery::duty {

struct RulesFile {
  std::string name;  // inside the package, for diagnostics
  Value content;     // as json::parse_json gives it
};

struct RulesResult {
  std::shared_ptr<const DutyRules> rules;  // null when there are errors
  std::vector<Diagnostic> diagnostics;     // parameter `pointer`: the JSON pointer of the place
  bool ok() const { return rules != nullptr; }
};

// Duty ids that tasks use without declaring them ("the duty of its element id") may be given as `undeclared`: anybody
// may do them, no constraint touches them, unless a file declares them.
RulesResult read_rules(const std::vector<RulesFile>& files, feel::SymbolTable& symbols,
                       const std::vector<std::string>& undeclared = {});

}  // namespace chancery::duty
