// The dialect of ${…} and #{…} that models of other engines use (the operators of the Unified Expression Language, JSR 341), beside
// FEEL under the same evaluator. It has names of its own for the comparisons (eq, lt …), coerces numbers, booleans and texts, and is
// strict: where FEEL would give null and go on (a name that is not in scope, a wrong operand), the whole expression is null with a
// diagnostic. Methods and functions are not called; a text with one is refused by name.
//
// A text that is one ${…} keeps the type of its value; any other text with ${…} in it is a text. `\${` stands for itself.
#pragma once

#include "engine/feel/operators.h"

namespace chancery::feel {

// Whether a text has an expression of the dialect in it.
bool is_dialect(std::string_view text);

// Diagnostics: as compile_expression, feel.call {name}.
CompileResult compile_dialect(std::string_view text, SymbolTable& symbols, const CompileOptions& options = {});

// The value of one operator; `right` is null where it has one operand.
Value apply_dialect(DialectOp op, const Value& left, const Value& right, EvaluationContext& context);

}  // namespace chancery::feel
