#include "tests/benchmarks/language.h"

#include <memory>

#include "adapters/cli/demo_loader.h"
#include "engine/dmn/model.h"
#include "engine/feel/feel.h"
#include "engine/json/json.h"
#include "tests/benchmarks/meters.h"

namespace chancery::benchmarks {

namespace {

constexpr int kLookAtClockEvery = 16;

// Calls for that long.
template <class Call>
double rate(int ms, Call&& call) {
  const std::int64_t began = now_ns();
  const std::int64_t until = began + std::int64_t{ms} * 1'000'000;
  std::size_t count = 0;
  std::int64_t now = began;
  while (now < until) {
    for (int i = 0; i < kLookAtClockEvery; ++i) call(count++);
    now = now_ns();
  }
  return static_cast<double>(count) * 1e9 / static_cast<double>(now - began);
}

void set_all(feel::LocalScope& scope, feel::SymbolTable& symbols, const Value& context) {
  for (const Context::Entry& entry : context.as_context()) scope.set(symbols.intern(entry.name), entry.value);
}

// As JSON says it: dates become texts, as they do with the peers.
Result<Value> as_json(const Value& value) { return json::parse_json(json::write_json(value)); }

struct FeelCase {
  std::string text;
  feel::SymbolTable symbols;
  feel::CompileOptions options;
  feel::LocalScope scope;
  feel::EvaluationContext context;

  Value take(const feel::Expression& expression) {
    context.reset();
    return expression.evaluate(scope, context);
  }
  Value take_text() { return take(feel::compile_expression(text, symbols, options).expression); }
};

Result<Contest> feel_contest(const Value& one) {
  auto self = std::make_shared<FeelCase>();
  self->text = one.get_text("text");
  for (const Context::Entry& entry : one.get("context").as_context()) self->options.known_names.push_back(entry.name);
  set_all(self->scope, self->symbols, one.get("context"));
  Contest out{std::string(one.get_text("name")), {one.get("value")}, {}, {}};
  const feel::Expression expression = feel::compile_expression(self->text, self->symbols, self->options).expression;
  // One that folds to its value when it is compiled would measure nothing.
  if (!expression || expression.constant() != nullptr) return invalid("benchmark.bad-case", {{"name", out.name}});
  out.compiled = [self, expression](int ms) -> Result<Slice> {
    Slice slice;
    slice.per_second = rate(ms, [&](std::size_t) { self->take(expression); });
    slice.values.push_back(TRY(as_json(self->take(expression))));
    return slice;
  };
  out.from_text = [self](int ms) -> Result<Slice> {
    Slice slice;
    slice.per_second = rate(ms, [&](std::size_t) { self->take_text(); });
    slice.values.push_back(TRY(as_json(self->take_text())));
    return slice;
  };
  return out;
}

struct TableCase {
  feel::SymbolTable symbols;
  dmn::ModelResult result;
  const dmn::Element* decision = nullptr;
  std::vector<std::unique_ptr<feel::LocalScope>> scopes;
  feel::EvaluationContext context;

  Value take(std::size_t place) {
    context.reset();
    return result.model->evaluate(*decision, *scopes[place % scopes.size()], context).value;
  }
};

Result<Contest> table_contest(const std::string& folder, const Value& cases) {
  auto self = std::make_shared<TableCase>();
  const std::string xml = TRY(cli::read_file(folder + "/route.dmn"));
  const BytesView bytes{reinterpret_cast<const std::uint8_t*>(xml.data()), xml.size()};
  self->result = dmn::compile_model("route.dmn", bytes, self->symbols);
  if (self->result.model) self->decision = self->result.model->find(cases.get_text("decision"));
  if (self->decision == nullptr) return invalid("benchmark.bad-case", {{"name", "table"}});
  Contest out{"table of 10 rules, 3 inputs, unique", {}, {}, {}};
  for (const Value& one : cases.get("cases").as_list()) {
    set_all(*self->scopes.emplace_back(std::make_unique<feel::LocalScope>()), self->symbols, one.get("context"));
    out.expected.push_back(one.get("value"));
  }
  out.compiled = [self](int ms) -> Result<Slice> {
    Slice slice;
    slice.per_second = rate(ms, [&](std::size_t place) { self->take(place); });
    for (std::size_t i = 0; i < self->scopes.size(); ++i) slice.values.push_back(TRY(as_json(self->take(i))));
    return slice;
  };
  return out;
}

}  // namespace

Result<std::vector<Contest>> read_contests(const std::string& folder) {
  const std::string text = TRY(cli::read_file(folder + "/cases.json"));
  const Value cases = TRY(json::parse_json(text));
  std::vector<Contest> out;
  for (const Value& one : cases.get("expressions").as_list()) out.push_back(TRY(feel_contest(one)));
  out.push_back(TRY(table_contest(folder, cases)));
  return out;
}

}  // namespace chancery::benchmarks
