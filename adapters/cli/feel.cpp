#include "engine/feel/feel.h"

#include "adapters/cli/evaluation.h"
#include "adapters/cli/verbs.h"
#include "engine/json/json.h"

namespace chancery::cli {

ExitCode evaluate_feel(const FeelOptions& options, Terminal& terminal) {
  const auto input = read_input(options.input);
  if (!input) return terminal.fail(input.error());
  feel::SymbolTable symbols;
  feel::LocalScope scope;
  feel::CompileOptions compile;
  for (const Context::Entry& entry : input->as_context()) {
    scope.set(symbols.intern(entry.name), entry.value);
    compile.known_names.push_back(entry.name);
  }
  const feel::CompileResult compiled = feel::compile_expression(options.expression, symbols, compile);
  for (const Diagnostic& diagnostic : compiled.diagnostics) terminal.show(diagnostic);
  if (!compiled.ok()) return ExitCode::kFailure;
  const Surroundings here;
  feel::EvaluationContext context(here.zones, here.now);
  terminal.line(json::write_json(compiled.expression.evaluate(scope, context)));
  return show_faults(context, terminal);
}

}  // namespace chancery::cli
