#include "adapters/cli/evaluation.h"

#include <algorithm>

#include "adapters/cli/demo_loader.h"
#include "adapters/system/clock.h"
#include "adapters/system/zones.h"
#include "engine/json/json.h"

namespace chancery::cli {

Result<Value> read_input(const std::string& text) {
  if (text.empty()) return Value::context({});
  const std::string json = text[0] == '@' ? TRY(read_file(text.substr(1))) : text;
  Value value = TRY(json::parse_json(json));
  if (!value.is_context()) return invalid("cli.input-not-object");
  return value;
}

Surroundings::Surroundings() : now(system::SystemClock().now()) {
  if (auto loaded = system::load_zones()) zones = std::move(loaded->table);
}

// One that was met again and again, as in a loop, is told once.
ExitCode show_faults(const feel::EvaluationContext& context, Terminal& terminal) {
  const std::vector<Diagnostic>& all = context.diagnostics();
  for (auto it = all.begin(); it != all.end(); ++it)
    if (std::find(all.begin(), it, *it) == it) terminal.show(*it);
  return context.failed() ? ExitCode::kFailure : ExitCode::kOk;
}

}  // namespace chancery::cli
