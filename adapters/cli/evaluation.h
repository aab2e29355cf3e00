// What the verbs that evaluate share: inputs from the command line, the machine's clock and zones, values and faults to a person.
#pragma once

#include "adapters/cli/terminal.h"
#include "engine/feel/feel.h"

namespace chancery::cli {

// A JSON object, or "@file" that holds one; "" is one without members. Errors: json.*, cli.no-file {file},
// cli.input-not-object.
Result<Value> read_input(const std::string& text);

// The clock and the zones of this machine; without tzdata those that the engine knows.
struct Surroundings {
  Surroundings();
  ZoneTable zones;
  Instant now;
};

// Shows what was reported; kFailure when that was anything.
ExitCode show_faults(const feel::EvaluationContext& context, Terminal& terminal);

}  // namespace chancery::cli
