// package: named bytes → checked workflow package. Reads no file itself: whoever deploys, replays or tests hands in paths and bytes.
//
// This is the first gate (compile): whatever cannot run is refused with all faults at once, each with file, place and remedy. A package
// that passes has every reference bound. Called by service (deploy and replay), `chancery verify`, scenarios, conformance runners.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/hash.h"
#include "engine/runtime/program.h"

namespace chancery::package {

struct File {
  std::string path;  // relative, with "/": "workflows/seal-use/workflow.json"
  std::string bytes;
};

struct CheckOptions {
  // For conformance runs and `chancery run`: one person who holds every post and no constraint; used when no duties.json is there.
  PersonId test_person;
  // A package that was deployed before and is read back: rules of admission are not asked again.
  bool stands = false;
};

struct Checked {
  std::shared_ptr<const runtime::Program> program;  // null when there is an error
  std::vector<Diagnostic> diagnostics;              // errors and warnings
};

inline constexpr std::size_t kFilesMax = 2'000;
inline constexpr std::size_t kFileBytesMax = 4 << 20;

Checked check(const std::vector<File>& files, PackageId id, const CheckOptions& options = {});

// True for paths that belong into a package: workflows/** and config/{law,catalogue,meetings,calendar}/** with the known endings.
bool belongs(std::string_view path);

}  // namespace chancery::package
