// FEEL (DMN 1.5, clause 10): compile a text once, evaluate it often. A compiled Expression is immutable and may be evaluated
// from several threads, each with its own EvaluationContext. Evaluation never throws and never fails: an error in the sense of
// DMN is null plus a diagnostic in the context. Time and memory are bounded by named limits.
//
//   SymbolTable symbols;
//   CompileResult c = compile_expression("if copies > 2 then \"many\" else \"few\"", symbols);
//   LocalScope scope;  scope.set(symbols.intern("copies"), Value::number(3));
//   EvaluationContext context;  Value v = c.expression.evaluate(scope, context);
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/feel/symbol_table.h"
#include "engine/feel/type.h"
#include "engine/value/value.h"
#include "engine/value/zone_table.h"

namespace chancery::feel {

inline constexpr std::size_t kExpressionBytesMax = 256 * 1024;
inline constexpr int kExpressionDepthMax = 200;     // nesting of the text
inline constexpr std::size_t kDiagnosticsMax = 32;  // per evaluation; later ones are dropped

struct EvaluationLimits {
  std::uint64_t steps_max = 1'000'000;   // nodes evaluated plus list items and text touched
  int depth_max = 1'500;                 // nested operators, user functions included
  std::size_t list_items_max = 100'000;  // of one list
  std::size_t text_bytes_max = 1 << 20;  // of one text
  std::uint32_t weight_max = 1'000'000;  // of one list or context, see Extent
  std::uint32_t value_depth_max = 200;   // likewise
};

// What one evaluation may know of the world, and what it has to say. Not shared between threads. May be reused: reset().
class EvaluationContext {
 public:
  EvaluationContext() = default;
  EvaluationContext(const ZoneTable& zones, Instant now) : zones_(&zones), now_(now) {}

  const ZoneTable& zones() const;
  Instant now() const { return now_; }  // what now() and today() answer
  EvaluationLimits limits;

  // With file, line and column of the part of the expression that met the error.
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  // True when the evaluation met an error: a limit, an unknown name, an operand of the wrong type …
  bool failed() const { return !diagnostics_.empty(); }
  bool has(std::string_view code) const;
  void report(std::string_view code, std::vector<MessageParameter> parameters = {});
  // Counts work against limits.steps_max; false, and feel.too-many-steps, when it is used up.
  bool spend(std::uint64_t steps);
  // One level deeper; false, and feel.too-deep, below limits.depth_max. leave() after true only.
  bool enter() {
    if (depth_ >= limits.depth_max) return too_deep();
    ++depth_;
    return true;
  }
  void leave() { --depth_; }
  void reset();

 private:
  friend class Evaluator;
  friend class Expression;
  friend class UnaryTests;
  bool too_deep();

  const ZoneTable* zones_ = nullptr;
  Instant now_;
  std::vector<Diagnostic> diagnostics_;
  std::size_t placed_ = 0;  // diagnostics that know where they arose
  std::uint64_t steps_ = 0;
  int depth_ = 0;
  bool exhausted_ = false;
};

struct CompileOptions {
  std::string file;  // goes into the diagnostics
  int line = 1;      // where the text begins in that file
  int column = 1;
  // Names with spaces or signs in them ("Monthly Salary", "a-b"), longest match first. Names without need not be listed,
  // unless strict_names is set.
  std::vector<std::string> known_names;
  // Types by name for `instance of` and parameters; read only while compiling. Null: the basic types alone.
  const TypeTable* types = nullptr;
  bool strict_names = false;  // a name that is neither known, local nor built in is an error (feel.unknown-name)
};

class Program;

class Expression {
 public:
  Expression() = default;  // evaluates to null
  Value evaluate(const Scope& scope, EvaluationContext& context) const;
  // Variables read from the scope, ascending, each once.
  const std::vector<Symbol>& symbols() const;
  // The value, when the text is a literal or folds to one; else null pointer.
  const Value* constant() const;
  explicit operator bool() const { return program_ != nullptr; }
  // Of the ${…} dialect: an error makes it null as a whole, and is a fault of whoever wrote it.
  bool is_strict() const;

 private:
  friend class Compiler;
  friend class UnaryTests;
  explicit Expression(std::shared_ptr<const Program> program) : program_(std::move(program)) {}
  std::shared_ptr<const Program> program_;
};

// The tests of one decision-table cell: `-`, `"a", "b"`, `[1..5]`, `not(> 3)`, `? * 2 > 10` (grammar rules 7 and following).
class UnaryTests {
 public:
  UnaryTests() = default;  // matches everything, as `-`
  // True when the input matches; null counts as no.
  bool matches(const Value& input, const Scope& scope, EvaluationContext& context) const;
  Value evaluate(const Value& input, const Scope& scope, EvaluationContext& context) const;
  bool is_any() const { return !expression_; }
  const std::vector<Symbol>& symbols() const { return expression_.symbols(); }
  // Every literal in the text, bounds of ranges too, each once; in no order.
  std::vector<Value> constants() const;

 private:
  friend class Compiler;
  Expression expression_;
};

struct CompileResult {
  Expression expression;
  std::vector<Diagnostic> diagnostics;  // feel.syntax {found, expected}, feel.unknown-name {name}, feel.too-long, …
  bool ok() const { return diagnostics.empty(); }
};

struct UnaryTestsResult {
  UnaryTests tests;
  std::vector<Diagnostic> diagnostics;
  bool ok() const { return diagnostics.empty(); }
};

CompileResult compile_expression(std::string_view text, SymbolTable& symbols, const CompileOptions& options = {});
UnaryTestsResult compile_unary_tests(std::string_view text, SymbolTable& symbols, const CompileOptions& options = {});

// FEEL's string(): how a value is shown. Texts inside lists and contexts are quoted.
std::string to_text(const Value& value);
// The same, given up soon after `bytes_max`: a longer result is cut somewhere.
std::string to_text(const Value& value, std::size_t bytes_max);

}  // namespace chancery::feel
