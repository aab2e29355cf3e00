// Evaluates one text for a test and shows the value as text, with the codes of the diagnostics behind it.
#pragma once

#include <gtest/gtest.h>

#include "engine/feel/feel.h"

namespace chancery::feel {

struct Check {
  SymbolTable symbols;
  LocalScope scope;
  CompileOptions options;
  ZoneTable zones;
  EvaluationLimits limits;

  Check& with(std::string_view name, Value value) {
    scope.set(symbols.intern(name), std::move(value));
    if (name.find(' ') != std::string_view::npos || name.find('-') != std::string_view::npos) {
      options.known_names.emplace_back(name);
    }
    return *this;
  }

  // "3", "\"a\"" for texts, "null !feel.code" when something was reported, "syntax feel.code line:column" for faults.
  std::string operator()(std::string_view text) {
    const CompileResult compiled = compile_expression(text, symbols, options);
    if (!compiled.ok()) {
      const Diagnostic& d = compiled.diagnostics.front();
      return "fault " + d.code + " " + std::to_string(d.line) + ":" + std::to_string(d.column);
    }
    EvaluationContext context(zones, Instant{1'772'413'200'000});  // 2026-03-02T01:00Z
    context.limits = limits;
    return shown(compiled.expression.evaluate(scope, context), context);
  }

  std::string test(std::string_view tests, const Value& input) {
    const UnaryTestsResult compiled = compile_unary_tests(tests, symbols, options);
    if (!compiled.ok()) return "fault " + compiled.diagnostics.front().code;
    EvaluationContext context(zones, Instant{0});
    return shown(compiled.tests.evaluate(input, scope, context), context);
  }

  static std::string shown(const Value& value, const EvaluationContext& context) {
    std::string out = value.is_text() ? "\"" + to_text(value) + "\"" : to_text(value);
    for (const Diagnostic& d : context.diagnostics()) out += " !" + d.code;
    return out;
  }
};

inline std::string feel(std::string_view text) { return Check()(text); }

struct Row {
  const char* text;
  const char* result;
};

inline void expect_all(std::initializer_list<Row> rows) {
  for (const Row& row : rows) EXPECT_EQ(feel(row.text), row.result) << row.text;
}

}  // namespace chancery::feel
