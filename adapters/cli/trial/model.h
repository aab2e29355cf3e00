// Model: what is tried out, on an engine in memory: BPMN and DMN files alone, or a workflow of a package with its
// units and people.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/cli/terminal.h"
#include "adapters/memory/engine_in_memory.h"

namespace chancery::cli::trial {

struct Wanted {
  std::vector<std::string> files;  // BPMN and DMN files, the process in the first; or one folder
  std::string process;             // id of a process or workflow; "" = the only one
  std::string unit;                // key, in a package; "" = its first committee
  Instant at;
};

struct Model {
  std::unique_ptr<memory::EngineInMemory> engine;
  std::string workflow;  // "" when a bare process is tried out
  std::string process;   // then: its id
  UnitId unit;
  journal::Actor actor;  // of a bare process: who does everything
};

// A folder is that of one workflow, below workflows/ of a package, or the package itself, which holds config/ and
// workflows/; its people are those of config/demo. Faults are shown; nothing stands when there is one. Errors:
// cli.no-file {file}, cli.no-package {folder}, cli.run-not-a-model {file}, cli.run-faults {errors}, cli.run-no-
// process {process, names}, cli.run-which-process {names}, cli.no-unit {unit}.
Result<Model> load_model(const Wanted& wanted, const ZoneTable& zones, Terminal& terminal);

}  // namespace chancery::cli::trial
