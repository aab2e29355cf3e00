#include "adapters/cli/trial/values.h"

#include "engine/feel/feel.h"
#include "engine/json/json.h"

namespace chancery::cli::trial {

namespace {

Result<Value> evaluate(std::string_view expression, const Moment& moment) {
  feel::SymbolTable symbols;
  const feel::CompileResult compiled = feel::compile_expression(expression, symbols);
  if (!compiled.ok()) return invalid(compiled.diagnostics.front().code, compiled.diagnostics.front().parameters);
  feel::EvaluationContext context(moment.zones, moment.now);
  Value value = compiled.expression.evaluate(feel::LocalScope(), context);
  if (context.failed()) return invalid(context.diagnostics().front().code, context.diagnostics().front().parameters);
  return value;
}

}  // namespace

Result<Value> read_value(std::string_view text, const Moment& moment) {
  return text.starts_with('=') ? evaluate(text.substr(1), moment) : json::parse_json(text);
}

Result<Value> read_object(std::string_view text, const Moment& moment) {
  if (text.empty()) return Value();
  Value value = TRY(read_value(text, moment));
  if (!value.is_context()) return invalid("cli.input-not-object");
  return value;
}

}  // namespace chancery::cli::trial
