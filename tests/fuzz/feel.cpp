// FEEL: a text is read as an expression, as a cell of a decision table and as the ${…} dialect, and what compiles is
// evaluated over fixed variables of every kind.
#include "engine/feel/feel.h"

#include <algorithm>

#include "engine/feel/dialect.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/targets.h"

namespace chancery::fuzz {
namespace {

using namespace feel;

constexpr Instant kNow{1'772'413'200'000};  // 2026-03-02T01:00Z
const std::string kFile = "a.feel";
const std::string kFileOfF = "f.feel";  // the variable f is a function of another text

class Variables {
 public:
  explicit Variables(SymbolTable& symbols) : symbols_(symbols) {
    set("n", Value::number(3));
    set("t", Value::text("印章, 7"));
    set("b", Value(true));
    set("nothing", Value());
    set("Monthly Salary", Value::number(*Decimal::parse("6250.50")));
    set("a-b", Value::text("x"));
    set("l", Value::list({Value::number(1), Value::number(2), Value(), Value::text("2")}));
    set("d", Value::date(*Date::parse("2026-03-02")));
    set("dt", Value::date_time(*DateTime::parse("2026-03-02T09:00:00@Asia/Shanghai")));
    set("tm", Value::time(*Time::parse("09:30:00+08:00")));
    set("days", Value::duration(*DaysTimeDuration::parse("P2DT3H")));
    set("months", Value::duration(*YearsMonthsDuration::parse("P1Y2M")));
    set("r", Value::range({true, false, Value::number(1), Value::number(5)}));
    set("secret", Value::personal({"person:1", "name", {}}));
    Context person;
    person.set("name", Value::text("clerk"));
    person.set("age", Value::number(41));
    set("p", Value::context(person));
    Context line;
    line.set("n", Value::number(-1));
    line.set("sub", Value::context(std::move(person)));
    set("lines", Value::list({Value::context(line), Value::context(line)}));
    EvaluationContext context;
    options.file = kFileOfF;
    set("f", compile_expression("function(x, y: number) if y > 0 then [x, f] else n + y", symbols, options)
                 .expression.evaluate(scope, context));
    options.file = kFile;
  }

  LocalScope scope;
  CompileOptions options;

 private:
  void set(std::string_view name, Value value) {
    scope.set(symbols_.intern(name), std::move(value));
    options.known_names.emplace_back(name);
  }
  SymbolTable& symbols_;
};

// A literal of a text ends with its line.
bool is_one_line(std::string_view text) { return text.find('\n') == std::string_view::npos; }

// Of what FEEL has literals for; a text alone stands without quotes.
bool is_literal(const Value& value, bool inside) {
  switch (value.kind()) {
    case ValueKind::kNull:
    case ValueKind::kBoolean:
    case ValueKind::kNumber: return true;
    case ValueKind::kText: return inside && is_one_line(value.as_text());
    case ValueKind::kList:
      return std::all_of(value.as_list().begin(), value.as_list().end(),
                         [](const Value& item) { return is_literal(item, true); });
    case ValueKind::kContext:
      for (const Context::Entry& entry : value.as_context())
        if (!is_one_line(entry.name) || !is_literal(entry.value, true)) return false;
      return true;
    default: return false;
  }
}

template <class T>
void require_reads_back(const Result<T>& read, const T& value, const std::string& text) {
  require(read && *read == value, "not read back: " + text);
}

void require_reads_back(const Value& value) {
  if (value.extent().weight > 500 || value.extent().depth > 20) return;
  const std::string text = to_text(value);
  switch (value.kind()) {
    case ValueKind::kDate: return require_reads_back(Date::parse(text), value.as_date(), text);
    case ValueKind::kTime:
      require(Time::parse(text).has_value() && Time::parse(text)->text() == text, "not read back: " + text);
      return;
    case ValueKind::kDateTime:
      require(DateTime::parse(text).has_value() && DateTime::parse(text)->text() == text, "not read back: " + text);
      return;
    case ValueKind::kDaysTimeDuration:
      return require_reads_back(DaysTimeDuration::parse(text), value.as_days_time_duration(), text);
    case ValueKind::kYearsMonthsDuration:
      return require_reads_back(YearsMonthsDuration::parse(text), value.as_years_months_duration(), text);
    default: break;
  }
  if (!is_literal(value, false)) return;
  SymbolTable symbols;
  const CompileResult compiled = compile_expression(text, symbols);
  require(compiled.ok(), "cannot be read: " + text);
  EvaluationContext context;
  require(compiled.expression.evaluate(LocalScope(), context) == value, "read back as another value: " + text);
}

void require_findings(std::string_view text, std::vector<Diagnostic> diagnostics) {
  require(diagnostics.size() <= kDiagnosticsMax, "more findings than an evaluation keeps");
  std::erase_if(diagnostics, [](const Diagnostic& d) { return d.file == kFileOfF; });
  require_inside(text, kFile, diagnostics, Place::kText);
}

void evaluate(std::string_view text, const Expression& expression, const Scope& scope) {
  static const ZoneTable kZones;
  EvaluationContext context(kZones, kNow);
  context.limits = tight_limits();
  const Value value = expression.evaluate(scope, context);
  require_sound(value, context.limits);
  const std::vector<Diagnostic> found = context.diagnostics();
  require_findings(text, found);
  require(!expression.is_strict() || found.empty() || value.is_null(), "an error of the dialect, and a value");
  constexpr std::size_t kShown = 100'000;
  context.reset();
  require(
      to_text(expression.evaluate(scope, context), kShown) == to_text(value, kShown) && context.diagnostics() == found,
      "another value the second time");
  require_reads_back(value);
}

void as_expression(std::string_view text) {
  SymbolTable symbols;
  Variables variables(symbols);
  const CompileResult compiled = compile_expression(text, symbols, variables.options);
  require_inside(text, kFile, compiled.diagnostics, Place::kText);
  require(compiled.ok() == static_cast<bool>(compiled.expression), "an expression with faults, or neither");
  if (!compiled.ok()) return;
  for (const Symbol symbol : compiled.expression.symbols()) require(symbol < symbols.size(), "an unknown symbol");
  evaluate(text, compiled.expression, variables.scope);
}

void as_dialect(std::string_view text) {
  SymbolTable symbols;
  Variables variables(symbols);
  const CompileResult compiled = compile_dialect(text, symbols, variables.options);
  require_inside(text, kFile, compiled.diagnostics, Place::kText);
  if (compiled.ok()) evaluate(text, compiled.expression, variables.scope);
}

void as_unary_tests(std::string_view text) {
  SymbolTable symbols;
  Variables variables(symbols);
  const UnaryTestsResult compiled = compile_unary_tests(text, symbols, variables.options);
  require_inside(text, kFile, compiled.diagnostics, Place::kText);
  if (!compiled.ok()) return;
  std::vector<Value> inputs = compiled.tests.constants();
  inputs.resize(std::min<std::size_t>(inputs.size(), 4));
  for (const char* name : {"n", "t", "d", "nothing", "lines"})
    inputs.push_back(*variables.scope.lookup(*symbols.find(name)));
  for (const Value& input : inputs) {
    EvaluationContext context;
    context.limits = tight_limits();
    const Value value = compiled.tests.evaluate(input, variables.scope, context);
    require_sound(value, context.limits);
    require_findings(text, context.diagnostics());
    context.reset();
    require(compiled.tests.matches(input, variables.scope, context) == value.is_true(), "matches without being true");
  }
}

}  // namespace

int fuzz_feel(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text({data, size});
  if (is_dialect(text)) {
    as_dialect(text);
    return 0;
  }
  as_expression(text);
  as_unary_tests(text);
  return 0;
}

}  // namespace chancery::fuzz
