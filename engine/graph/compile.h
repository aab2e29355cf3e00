// Compile: BPMN model → executable graph. The passes run in order (structure, expressions, joins); each adds its faults to one
// list, so that a deployment hears of all of them at once. The model must have passed the reader's rules without an error.
#pragma once

#include <memory>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/bpmn/model.h"
#include "engine/graph/graph.h"

namespace chancery::graph {

struct CompileOutput {
  std::vector<std::shared_ptr<const Process>> processes;  // the executable ones, in document order
  std::vector<Diagnostic> diagnostics;
};

// Symbols of all expressions and variables are interned in `symbols` (one table per package).
// Diagnostics: graph.* and feel.*; each with file, line and column.
CompileOutput compile(const bpmn::Definitions& definitions, feel::SymbolTable& symbols);

}  // namespace chancery::graph
